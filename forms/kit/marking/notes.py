"""Cell comments of one sheet: ours are added beside the user's, in the comments and their boxes."""

from collections.abc import Mapping
from typing import Any, Final

from forms.kit.addresses import address, position
from forms.kit.marking.saying import AUTHOR, OURS
from forms.kit.package import MAIN, OFFICE, Package, add, main, parse, write

_VML: Final = "urn:schemas-microsoft-com:vml"
_EXCEL: Final = "urn:schemas-microsoft-com:office:excel"
_SHAPE: Final = "kaohe_note_"
_COMMENTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_EMPTY: Final = f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'.encode()
_TYPE: Final = "kaohe_note"
_LETTERS: Final = 18  # Chinese letters in a line of a box that is four columns wide
_SPACES: Final = (
    f'xmlns:v="{_VML}" xmlns:x="{_EXCEL}" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_SHAPETYPE: Final = (
    f'<v:shapetype {_SPACES} id="{_TYPE}" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_EMPTY_VML: Final = f"<xml {_SPACES}/>".encode()
# What stands behind legacyDrawing in a worksheet (ECMA-376, 18.3.1.99).
_AFTER: Final = (
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
)  # fmt: skip


def put(package: Package, part: str, sheet: Any, notes: Mapping[str, str]) -> None:
    """Write `notes` (address → text) into the sheet; comments in threads are left alone.

    A line of a note begins with 【必须改】, 【请核对】 or 例如：; such lines of an earlier copy go.
    """
    name = package.related(part, "comments")
    if name is None and not notes:
        return
    name = name or _new_comments(package, part)
    root = parse(package[name])
    listed, authors = root.find(main("commentList")), root.find(main("authors"))
    threads = _threads(authors)
    gone = _take_off(listed, threads)
    kept = {each.get("ref"): each for each in listed}
    new = [cell for cell in notes if cell not in kept]
    author = _author(authors)
    for cell, text in notes.items():
        if cell not in kept:
            note = add(listed, main("comment"), ref=cell, authorId=str(author))
            _text(add(note, main("text")), text)
        elif _author_of(kept[cell]) not in threads:
            _text(kept[cell].find(main("text")), f"\n{text}")
    package[name] = write(root)
    _draw(package, part, sheet, {cell: notes[cell] for cell in new}, gone)


def _take_off(listed: Any, threads: set[int]) -> set[str]:
    """Our lines, and the comments in which nothing else stands; gives the cells of these."""
    gone = set()
    for each in list(listed):
        if _author_of(each) in threads:
            continue
        pieces = list(each.iter(main("t")))
        whole = "".join(piece.text or "" for piece in pieces)
        ours = [found.span() for found in OURS.finditer(whole)]
        if ours and not OURS.sub("", whole).strip():
            listed.remove(each)
            gone.add(each.get("ref"))
        elif ours:
            _cut(pieces, ours)
    return gone


def _cut(pieces: list[Any], spans: list[tuple[int, int]]) -> None:
    """Take these letters of the whole out of the pieces it is made of, each keeping its font."""
    at = 0
    for piece in pieces:
        text = piece.text or ""
        piece.text = "".join(
            letter
            for place, letter in enumerate(text, at)
            if not any(start <= place < end for start, end in spans)
        )
        at += len(text)


def _author_of(comment: Any) -> int:
    return int(comment.get("authorId", "0"))


def _new_comments(package: Package, part: str) -> str:
    name = package.free("xl/comments{}.xml")
    package[name] = _EMPTY
    package.declare(name, _COMMENTS_TYPE)
    package.relate(part, "comments", name)
    return name


def _author(authors: Any) -> int:
    names = [each.text for each in authors]
    if AUTHOR not in names:
        add(authors, main("author")).text = AUTHOR
        return len(names)
    return names.index(AUTHOR)


def _threads(authors: Any) -> set[int]:
    """Excel names the author of a thread's stand-in tc={its id}."""
    return {at for at, each in enumerate(authors) if (each.text or "").startswith("tc=")}


def _text(parent: Any, text: str) -> None:
    plain = parent.find(main("t"))
    if plain is not None:  # a text without runs must become one before another follows
        parent.remove(plain)
        add(parent, main("r")).append(plain)
    written = add(add(parent, main("r")), main("t"))
    written.text = text
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _draw(
    package: Package, part: str, sheet: Any, notes: Mapping[str, str], gone: set[str]
) -> None:
    held = sheet.find(main("legacyDrawing"))
    if held is not None:
        name = package.relations(part)[held.get(f"{{{OFFICE}}}id")][1]
    elif notes:
        name = package.free("xl/drawings/vmlDrawing{}.vml")
        package[name] = _EMPTY_VML
        package.declare(name, _VML_TYPE)
        _point(sheet, package.relate(part, "vmlDrawing", name))
    else:
        return
    root = parse(package[name], recover=True)
    for shape in list(root.iter(f"{{{_VML}}}shape")):
        if _cell_of(shape) in gone:
            shape.getparent().remove(shape)
    if not any(each.get("id") == _TYPE for each in root.iter(f"{{{_VML}}}shapetype")):
        root.append(parse(_SHAPETYPE.encode()))
    for cell, text in notes.items():
        root.append(_box(cell, text))
    package[name] = write(root)


def _cell_of(shape: Any) -> str:
    """The cell whose comment a shape shows; empty for a button or a picture."""
    data = shape.find(f"{{{_EXCEL}}}ClientData")
    if data is None or data.get("ObjectType") != "Note":
        return ""
    row, column = (data.findtext(f"{{{_EXCEL}}}{each}", "") for each in ("Row", "Column"))
    return address(int(row) + 1, int(column) + 1) if row and column else ""


def _point(sheet: Any, relation: str) -> None:
    new = add(sheet, main("legacyDrawing"))
    new.set(f"{{{OFFICE}}}id", relation)
    follower = next((each for each in sheet if each.tag in map(main, _AFTER)), None)
    if follower is not None:
        follower.addprevious(new)


def _box(cell: str, text: str) -> Any:
    row, column = position(cell)
    lines = sum(1 + len(line) // _LETTERS for line in text.split("\n"))
    anchor = f"{column}, 15, {row - 1}, 2, {column + 4}, 15, {row + max(4, lines)}, 2"
    return parse(
        f'<v:shape {_SPACES} id="{_SHAPE}{cell}" o:spt="202" type="#{_TYPE}" '
        'style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:textbox style="mso-direction-alt:auto"/>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column>"
        "</x:ClientData></v:shape>".encode()
    )
