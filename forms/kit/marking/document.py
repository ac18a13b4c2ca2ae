"""Marking a Word document, as it runs in the child process: each fault is a comment at its blank.

Nothing but the comments changes: content controls, tables and the text keep their places.
"""

import json
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from forms.kit.marking.saying import AUTHOR, clean, words
from forms.kit.ooxml import as_usual
from forms.kit.package import Package, parse, write
from forms.kit.problem import Problem, from_json

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_BLANK: Final = re.compile(r"\s+")
_POINTS: Final = ("commentRangeStart", "commentRangeEnd", "commentReference")


def mark(path: str, _sheet: str, progress: str, *pieces: str) -> bytes:
    """The marked copy. `pieces` together: problems as JSON."""
    with as_usual(Path(path), "docx") as file, zipfile.ZipFile(file) as whole:
        package = Package(whole)
        problems = from_json(json.loads("".join(pieces)))
        book = package.related("", "officeDocument") or "word/document.xml"
        root = parse(package[book])
        name = package.related(book, "comments") or _new_comments(package, book)
        comments = parse(package[name])
        _take_off(root, comments)
        for place, text in _notes(root, problems, progress):
            _comment(comments, place, text)
        package[name], package[book] = write(comments), write(root)
        return package.packed()


def _w(tag: str) -> str:
    return f"{{{_W}}}{tag}"


def _new_comments(package: Package, book: str) -> str:
    name = package.free("word/comments{}.xml")
    package[name] = f'<w:comments xmlns:w="{_W}"/>'.encode()
    package.declare(name, _TYPE)
    package.relate(book, "comments", name)
    return name


def _take_off(root: Any, comments: Any) -> None:
    """The comments of an earlier copy, and the points in the text that lead to them."""
    ours = {each.get(_w("id")) for each in comments if each.get(_w("author")) == AUTHOR}
    for each in list(comments):
        if each.get(_w("id")) in ours:
            comments.remove(each)
    for each in list(root.iter(*map(_w, _POINTS))):
        if each.get(_w("id")) in ours:
            parent = each.getparent()
            parent.remove(each)
            if parent.tag == _w("r") and all(left.tag == _w("rPr") for left in parent):
                parent.getparent().remove(parent)


def _notes(root: Any, problems: Sequence[Problem], progress: str) -> Iterator[tuple[Any, str]]:
    """Paragraph and words; what has no place of its own stands at the title, the sum first."""
    top = next(root.iter(_w("p")))
    must = sum(each.must for each in problems)
    count = f"必须改{must}处，请核对{len(problems) - must}处" if problems else "没有发现问题"
    placed = [(_place(root, each.cell), each) for each in problems]
    loose = [f"{each.cell}：{words(each)}" for place, each in placed if place is None]
    yield top, "\n".join((*filter(None, (progress, count)), *loose))
    for place, each in placed:
        if place is not None:
            yield place, words(each)


def _place(root: Any, cell: str) -> Any:
    """The paragraph of the label that a place such as “姓名”栏 names, None where there is none."""
    named = re.fullmatch(r"“(.+)”栏", cell)
    if named is None:
        return None
    label = _BLANK.sub("", named[1])
    found = [(_text(each), each) for each in root.iter(_w("tc")) if label in _text(each)]
    exact = [each for text, each in found if text == label]
    begun = [each for text, each in found if text.startswith(label)]
    first = next(iter((*exact, *begun)), None)
    return next(first.iter(_w("p"))) if first is not None else None


def _text(cell: Any) -> str:
    return _BLANK.sub("", "".join(each.text or "" for each in cell.iter(_w("t"))))


def _comment(comments: Any, paragraph: Any, text: str) -> None:
    taken = [int(each.get(_w("id"), "0")) for each in comments]
    number = str(max(taken, default=-1) + 1)
    lines = "".join('<w:p><w:r><w:t xml:space="preserve"/></w:r></w:p>' for _ in text.split("\n"))
    new = parse(
        f'<w:comment xmlns:w="{_W}" w:id="{number}" w:author="{AUTHOR}" w:initials="考">{lines}'
        "</w:comment>".encode()
    )
    for place, line in zip(new.iter(_w("t")), text.split("\n"), strict=True):
        place.text = clean(line)
    comments.append(new)
    start, end = (_point(tag, number) for tag in _POINTS[:2])
    properties = paragraph.find(_w("pPr"))
    paragraph.insert(0 if properties is None else 1, start)
    run = parse(f'<w:r xmlns:w="{_W}"/>'.encode())
    run.append(_point(_POINTS[2], number))
    paragraph.extend((end, run))


def _point(tag: str, number: str) -> Any:
    return parse(f'<w:{tag} xmlns:w="{_W}" w:id="{number}"/>'.encode())
