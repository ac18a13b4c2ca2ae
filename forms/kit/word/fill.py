"""Values written into a Word form, into its cells and content controls; all else stays as it is."""

import copy
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, Final
from xml.sax.saxutils import escape

from forms.kit.marking.saying import clean
from forms.kit.ooxml import as_usual
from forms.kit.package import Package, parse, write
from forms.kit.word.reader import BODY, MAIN_PART, W, places
from forms.kit.word_map import Place

_PLAIN: Final = {f"{W}{tag}" for tag in ("rPr", "t", "tab", "br", "cr", "lastRenderedPageBreak")}


def filled(document: Path | IO[bytes], values: Mapping[Place, str]) -> bytes:
    """The document with the values in their places."""
    if isinstance(document, Path):
        with as_usual(document, "docx") as usual:
            return filled(usual, values)
    with zipfile.ZipFile(document) as whole:
        package = Package(whole)
        root = parse(package[MAIN_PART])
        cells, controls = places(root.find(BODY))
        for place, text in values.items():
            box = controls.get(place) if isinstance(place, str) else cells.get(place)
            if box is not None:
                _put(box, text)
        package[MAIN_PART] = write(root)
        return package.packed()


def _put(box: Any, text: str) -> None:
    """Into the control that is the box, or in it, or around it; else into its first paragraph."""
    control = next(box.iter(f"{W}sdt"), None)
    if control is None and box.getparent().tag == f"{W}sdtContent":
        control = box.getparent().getparent()
    inside = box
    look = None
    if control is not None:
        look = _opened(control, lines=len(text.splitlines()))
        inside = control.find(f"{W}sdtContent")
    if inside is None:
        return
    paragraph = next(inside.iter(f"{W}p"), inside)
    if paragraph.tag not in (f"{W}p", f"{W}sdtContent"):
        return
    _write(paragraph, text, look)


def _opened(control: Any, *, lines: int) -> Any:
    """No longer a prompt to fill it in, nor bound to data that would overwrite it; its look.

    Of several lines it is no control of plain text either: LibreOffice puts all breaks of such a
    one before its words, which then begin halfway down the box and are cut at its end.
    """
    properties = control.find(f"{W}sdtPr")
    if properties is None:
        return None
    for tag in ("showingPlcHdr", "dataBinding", *(("text",) if lines > 1 else ())):
        for each in properties.findall(f"{W}{tag}"):
            properties.remove(each)
    return properties.find(f"{W}rPr")


def _write(paragraph: Any, text: str, look: Any) -> None:
    """One run in place of those of mere text, in the look they had or the paragraph's mark has."""
    runs = [run for run in paragraph.iter(f"{W}r") if all(each.tag in _PLAIN for each in run)]
    looks = (look, *(run.find(f"{W}rPr") for run in runs), paragraph.find(f"{W}pPr/{W}rPr"))
    first = next((each for each in looks if each is not None), None)
    new = parse(f'<w:r xmlns:w="{W[1:-1]}">{_lines(text)}</w:r>'.encode())
    if first is not None:
        new.insert(0, copy.deepcopy(first))
        for style in new[0].findall(f"{W}rStyle"):
            new[0].remove(style)
    if runs:
        runs[0].addprevious(new)
    else:
        paragraph.append(new)
    for run in runs:
        run.getparent().remove(run)


def _lines(text: str) -> str:
    """Each line as a text of its own, with a break between: in one text a line's end is a blank."""
    lines = (escape(clean(line)) for line in text.splitlines() or [""])
    return "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
