"""Which roster person a row is about."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from forms.grade_proposals.layout import Line, Proposals
from forms.kit.names import near
from forms.kit.standing import Place, Standing
from forms.kit.workbook import tidy
from rules.names import meant


@dataclass(frozen=True)
class Row:
    """A line with the roster person it is about; None where there is none or it cannot be told.

    `namesakes`: others of that name whom the line might mean as well. `twice`: the row in which
    the same person stands already. `near`: a roster name that looks like a slip of this one.
    `note`: what is written beside the name and tells nobody apart.
    """

    line: Line
    standing: Standing | None
    namesakes: int = 0
    twice: int = 0
    near: str = ""
    note: str = ""

    @property
    def to_delete(self) -> bool:
        """Somebody listed twice, or assessed elsewhere: the row has to go, whatever is in it."""
        elsewhere = self.standing is not None and self.standing.place is Place.ELSEWHERE
        return bool(self.twice) or elsewhere


def matched(proposals: Proposals, standings: Sequence[Standing]) -> list[Row]:
    """The rows, each with whom of the roster it is about."""
    taken: dict[int, int] = {}
    rows = []
    for line in proposals.lines:
        row = _row(line, standings, taken)
        if row.standing is not None:
            taken.setdefault(row.standing.person.id, line.row)
        rows.append(row)
    # A slip of a name is most likely of somebody whom no other row names.
    left = [each for each in standings if each.person.id not in taken]
    return [
        replace(row, near=near(row.line.name, left))
        if row.standing is None and not row.namesakes
        else row
        for row in rows
    ]


def _row(line: Line, standings: Sequence[Standing], taken: dict[int, int]) -> Row:
    same, note = meant(line.text("name"), standings, lambda each: each.person.name)
    if not same:
        return Row(line, None)
    if len(same) == 1:
        only = same[0]
        return Row(line, only, twice=taken.get(only.person.id, 0), note=note)
    told = [each for each in same if note and note in each.person.post]
    if len(told) == 1:  # 张伟（挂职） of two is the one whose post says so
        return Row(line, told[0], twice=taken.get(told[0].person.id, 0))
    by_post = [each for each in same if tidy(each.person.post) == line.tidy("post")]
    if len(by_post) == 1:
        return Row(line, by_post[0], twice=taken.get(by_post[0].person.id, 0))
    free = [each for each in same if each.person.id not in taken]
    # One has been listed, or only one of them belongs on this list at all.
    for few in (free, [each for each in free if each.place is Place.HERE]):
        if len(few) == 1:
            return Row(line, few[0])
    return Row(line, None, namesakes=len(same))
