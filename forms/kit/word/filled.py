"""A county's own Word form read back by its map."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from forms.kit.field import Field
from forms.kit.filled import WHOLE, Filled, UnreadableDocument, Wanted
from forms.kit.problem import Problem
from forms.kit.safe import child, contents
from forms.kit.word_map import Cell, Place, WordMap, named
from forms.kit.workbook import tidy


@dataclass(frozen=True)
class Written:
    """What stands in a document. `tracked`: changes nobody has accepted yet are in it."""

    lines: tuple[str, ...]
    cells: Mapping[Cell, str]
    controls: Mapping[str, str]
    tracked: bool

    def text(self, place: Place) -> str | None:
        """None where there is no such place."""
        return self.controls.get(place) if isinstance(place, str) else self.cells.get(place)

    def holds(self, words: str) -> bool:
        """Whether these words stand in the document, blanks aside."""
        return tidy(words) in tidy("".join(self.lines))


def written(path: Path) -> Written:
    """Raises UnreadableDocument."""
    try:
        said = child.call("forms.kit.word.reader", "read_places", str(path))
    except (child.ChildFailed, child.ChildOverrun) as wrong:
        raise UnreadableDocument from wrong
    cells = {(table, row, cell): text for table, row, cell, text in said["cells"]}
    return Written(tuple(said["lines"]), cells, said["controls"], said["tracked"])


def read(path: Path, wanted: Wanted, map: WordMap, fields: Mapping[str, Field]) -> Filled:
    """Never raises for what is in the file."""
    is_now = f"现在用的是Word表“{map.version}”"
    if contents.real_type(path) != "docx":
        what = f"交来的是Excel表格，{is_now}，没有往下检查"
        return _refused(fields, Problem(WHOLE, what, wanted.clause, wanted.get_it()))
    try:
        found = written(path)
    except UnreadableDocument as wrong:
        return _refused(fields, Problem(WHOLE, wrong.words(wanted.label).rstrip("。")))
    if not found.holds(map.mark):
        mine = any(found.holds(name) for name in wanted.names)
        what = (
            "这份表不是现在用的表样" if mine else f"看不出这是{wanted.label}《{wanted.names[0]}》"
        )
        what = f"{what}：没有“{map.mark}”字样，{is_now}，没有往下检查"
        return _refused(fields, Problem(WHOLE, what, wanted.clause, wanted.get_it()))
    return _by_places(found, wanted, map, fields)


def _refused(fields: Mapping[str, Field], problem: Problem) -> Filled:
    return Filled(fields, problems=(problem,), recognised=False)


def _by_places(found: Written, wanted: Wanted, map: WordMap, fields: Mapping[str, Field]) -> Filled:
    moved = _moved(found, map)
    problems = list(_moved_words(map, moved, wanted))
    cells, values, lost = {}, {}, set()
    for id, home in map.fields.items():
        label = map.label_of(id)
        called = map.labels[label] if label else fields[id].label
        cells[id] = f"“{tidy(called)}”栏"
        place = _shifted(home, label, moved)
        text = found.text(place) if place else None
        if text is None:
            lost.add(id)
        else:
            values[id] = text
        if text is None and label not in moved:
            what = f"表里没有{named(home)}，这一栏被删掉了；表样不能改动"
            problems.append(Problem(cells[id], what, wanted.clause, wanted.get_it()))
    return Filled(fields, values, cells, tuple(problems), frozenset(lost))


def _moved(found: Written, map: WordMap) -> dict[Cell, Cell | None]:
    """Labels that do not stand in their cells → where they stand, None where nowhere."""
    moved: dict[Cell, Cell | None] = {}
    for home, words in map.labels.items():
        if tidy(found.cells.get(home, "")) == tidy(words):
            continue
        places = [at for at, text in found.cells.items() if tidy(text) == tidy(words)]
        free = [at for at in places if map.labels.get(at) != words]
        moved[home] = free[0] if len(free) == 1 else None
    return moved


def _shifted(home: Place, label: Cell | None, moved: Mapping[Cell, Cell | None]) -> Place | None:
    """The blank's place, moved as its label was; None where the label is gone."""
    if isinstance(home, str) or label is None or label not in moved:
        return home
    now = moved[label]
    if now is None:
        return None
    return (
        home[0] + now[0] - label[0],
        home[1] + now[1] - label[1],
        home[2] + now[2] - label[2],
    )


def _moved_words(
    map: WordMap, moved: Mapping[Cell, Cell | None], wanted: Wanted
) -> Iterator[Problem]:
    for home, now in moved.items():
        words = tidy(map.labels[home])
        where = f"移到了{named(now)}" if now else "不见了"
        what = f"表样的“{words}”应在{named(home)}，{where}；表样不能改动"
        yield Problem(f"“{words}”栏", what, wanted.clause, wanted.get_it())
