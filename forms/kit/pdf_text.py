"""The text of a PDF, and whether any of it is in a font that tells no letters. Runs in a child."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pypdf import PdfReader

# Chinese CMaps of the PDF standard that pypdf does not know: old printers' drivers use them.
_CMAPS: Final = {
    "gbk": ("GBKp-EUC", "GBpc-EUC", "GB-EUC", "GBK-EUC"),
    "gb18030": ("GBK2K",),
    "big5": ("B5pc", "ETen-B5", "ETenms-B5"),
    "big5hkscs": ("HKscs-B5",),
    "utf-16-be": ("UniGB-UCS2", "UniGB-UTF16", "UniCNS-UCS2", "UniCNS-UTF16"),
}
# A glyph by its number, not by its name: /g12, /cid1034, /C0_7.
_NUMBERED: Final = re.compile(r"/[A-Za-z]{0,5}_?\d+(?:_\d+)?")
# A private letter, one not decoded, a control code; one alone may be a bullet of Wingdings.
_GARBLED: Final = re.compile("[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]{2}")


class TextInPdf:
    """Lines of all pages up to `most`; afterwards `garbled` says whether some are no real text."""

    def __init__(self, reader: "PdfReader", most: int) -> None:
        _know_cmaps()
        self._reader, self._most = reader, most
        self._known: dict[int, bool] = {}
        self.garbled = False

    def lines(self) -> Iterator[str]:
        """The lines of its pages, with notes and stamps on them."""
        for page in self._reader.pages[: self._most]:
            text = page.extract_text(visitor_text=self._look)
            self.garbled = self.garbled or bool(_GARBLED.search(text))
            yield from text.splitlines()
            yield from _noted(page)
            for drawn in _stamps(page):
                yield from page.extract_xform_text(drawn, visitor_text=self._look).splitlines()

    def _look(self, text: str, _cm: Any, _tm: Any, font: Any, _size: Any) -> None:
        if font is not None and text.strip() and not self.garbled:
            id = font.indirect_reference.idnum if font.indirect_reference else 0
            if id not in self._known or not id:
                self._known[id] = _tells_letters(font)
            self.garbled = not self._known[id]


def _tells_letters(font: Any) -> bool:
    """Whether the codes of a font lead to letters."""
    if "/ToUnicode" in font:
        return True
    encoding = font.get("/Encoding")
    encoding = encoding.get_object() if encoding is not None else None
    if font.get("/Subtype") == "/Type0":
        return isinstance(encoding, str) and _codec(encoding) is not None
    differences = encoding.get("/Differences", ()) if isinstance(encoding, dict) else ()
    named = [each for each in differences if isinstance(each, str)]
    if font.get("/Subtype") == "/Type3" and not named:
        return False
    return not any(_NUMBERED.fullmatch(each) for each in named)


def _codec(cmap: str) -> str | None:
    name = cmap.removeprefix("/").rpartition("-")[0]
    return next((codec for codec, names in _CMAPS.items() if name in names), None)


def _know_cmaps() -> None:
    from pypdf import _cmap  # noqa: PLC0415  # it has no public way to add one

    known: dict[str, str] = _cmap._predefined_cmap
    for codec, names in _CMAPS.items():
        for name in names:
            for way in "HV":
                known.setdefault(f"/{name}-{way}", codec)


def _noted(page: Any) -> Iterator[str]:
    """Notes and stamps over a page, and what was typed into its fields."""
    for each in page.get("/Annots") or ():
        note = each.get_object()
        for key in ("/Contents", "/V", "/Subj", "/T"):
            said = note.get(key)
            if isinstance(said, str):
                yield from said.splitlines()


def _stamps(page: Any) -> Iterator[Any]:
    """What notes and stamps draw by themselves."""
    for each in page.get("/Annots") or ():
        shown = each.get_object().get("/AP")
        normal = shown.get_object().get("/N") if shown is not None else None
        normal = normal.get_object() if normal is not None else None
        if normal is not None and hasattr(normal, "get_data"):
            yield normal
