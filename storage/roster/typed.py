"""What a supervisor typed into a correction: read, or refused in words with a right example."""

from collections.abc import Mapping
from datetime import date
from difflib import get_close_matches
from typing import Final, TypeVar

from sqlmodel import Session, col, select

from rules.names import as_kept, name_key
from storage.roster.cells import BadCell, labelled, read_date
from storage.roster.odd_cells import turning
from storage.tables import GroupTable, UnitTable

_LONGEST: Final = 60
_Value = TypeVar("_Value")


class CannotChange(ValueError):
    """`words` say what is wrong and give a right example."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def check_length(values: Mapping[str, str]) -> None:
    """Nothing on the roster is longer, or turns what stands behind it round."""
    if any(len(value) > _LONGEST for value in values.values()):
        raise CannotChange(f"写得太长，请写在{_LONGEST}个字以内，例如“党委委员、副镇长”。")
    for what in filter(None, map(turning, values.values())):
        raise CannotChange(f"写的内容里{what}，例如“党委委员、副镇长”。")


def name_typed(text: str, what: str, example: str) -> str:
    """A name that must be there, without blanks."""
    found = as_kept(text)
    if not found:
        raise CannotChange(f"还没有写{what}，例如“{example}”。")
    return found


def choice_typed(text: str, labels: Mapping[_Value, str], what: str) -> _Value:
    """By label or by id."""
    known = labelled(labels)
    if as_kept(text) in known:
        return known[as_kept(text)]
    wrong = f"没有“{as_kept(text)}”这个{what}" if as_kept(text) else f"还没有选{what}"
    raise CannotChange(f"{wrong}，可选：{'、'.join(labels.values())}。")


def day_typed(text: str, what: str) -> date:
    """A whole date."""
    if not as_kept(text):
        raise CannotChange(f"还没有写{what}，例如“2019-06-28”。")
    try:
        return read_date(text)
    except BadCell as bad:
        raise CannotChange(f"{what}：{bad.what}，例如“{bad.example}”。") from None


def unit_typed(session: Session, text: str) -> UnitTable:
    """A unit by its full name or one of its short names."""
    name = name_typed(text, "单位", "县财政局")
    units = session.exec(select(UnitTable).where(col(UnitTable.left_at).is_(None))).all()
    wanted = name_key(name)
    by_full_name = [unit for unit in units if name_key(unit.name) == wanted]
    by_short_name = [u for u in units if wanted in map(name_key, u.short_names)]
    for found in (by_full_name, by_short_name):
        if len(found) == 1:
            return found[0]
    near = get_close_matches(name, [unit.name for unit in units], n=1, cutoff=0.3)
    raise CannotChange(
        f"没有“{name}”这个单位，请写单位全称，例如“{near[0] if near else '县财政局'}”。"
    )


def group_typed(session: Session, text: str) -> int | None:
    """An assessment group by its name."""
    groups = {row.id: row.name for row in session.exec(select(GroupTable))}
    return choice_typed(text, groups, "考核组")
