"""Cell comments of one sheet: ours are added beside the user's, in the comments and their boxes."""

from collections.abc import Mapping
from typing import Any, Final

from forms.kit.addresses import position
from forms.kit.package import MAIN, OFFICE, Package, add, main, parse, write

AUTHOR: Final = "考核助手"
_VML: Final = "urn:schemas-microsoft-com:vml"
_EXCEL: Final = "urn:schemas-microsoft-com:office:excel"
_SHAPE: Final = "kaohe_note_"
_COMMENTS_TYPE: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE: Final = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_EMPTY: Final = f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'.encode()
_EMPTY_VML: Final = (
    f'<xml xmlns:v="{_VML}" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="{_EXCEL}">'
    '<v:shapetype id="kaohe_note" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    '<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
).encode()
# What stands behind legacyDrawing in a worksheet (ECMA-376, 18.3.1.99).
_AFTER: Final = (
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems",
    "tableParts", "extLst",
)  # fmt: skip


def put(package: Package, part: str, sheet: Any, notes: Mapping[str, str]) -> None:
    """Write `notes` (address → text) into the sheet; comments in threads are left alone."""
    name = package.related(part, "comments") or _new_comments(package, part)
    root = parse(package.parts[name])
    listed = root.find(main("commentList"))
    kept = {each.get("ref"): each for each in listed}
    new = [cell for cell in notes if cell not in kept]
    author = _author(root.find(main("authors")))
    threads = _threads(root.find(main("authors")))
    for cell, text in notes.items():
        if cell not in kept:
            _text(
                add(add(listed, main("comment"), ref=cell, authorId=str(author)), main("text")),
                text,
            )
        elif int(kept[cell].get("authorId", "0")) not in threads:
            _text(kept[cell].find(main("text")), f"\n{text}")
    package.parts[name] = write(root)
    _draw(package, part, sheet, new)


def _new_comments(package: Package, part: str) -> str:
    name = package.free("xl/comments{}.xml")
    package.parts[name] = _EMPTY
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


def _draw(package: Package, part: str, sheet: Any, cells: list[str]) -> None:
    held = sheet.find(main("legacyDrawing"))
    if held is None:
        name = package.free("xl/drawings/vmlDrawing{}.vml")
        package.parts[name] = _EMPTY_VML
        package.declare(name, _VML_TYPE)
        _point(sheet, package.relate(part, "vmlDrawing", name))
    else:
        name = package.relations(part)[held.get(f"{{{OFFICE}}}id")][1]
    root = parse(package.parts[name], recover=True)
    for cell in cells:
        root.append(_box(cell))
    package.parts[name] = write(root)


def _point(sheet: Any, relation: str) -> None:
    new = add(sheet, main("legacyDrawing"))
    new.set(f"{{{OFFICE}}}id", relation)
    follower = next((each for each in sheet if each.tag in map(main, _AFTER)), None)
    if follower is not None:
        follower.addprevious(new)


def _box(cell: str) -> Any:
    row, column = position(cell)
    anchor = f"{column}, 15, {row - 1}, 2, {column + 4}, 15, {row + 6}, 2"
    return parse(
        f'<v:shape xmlns:v="{_VML}" xmlns:o="urn:schemas-microsoft-com:office:office" '
        f'xmlns:x="{_EXCEL}" id="{_SHAPE}{cell}" o:spt="202" type="#kaohe_note" '
        'style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:textbox style="mso-direction-alt:auto"/>'
        '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
        f"<x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>"
        f"<x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column>"
        "</x:ClientData></v:shape>".encode()
    )
