"""Commands on matters that ask for no ruling, as they would be sent."""

from datetime import date
from typing import TYPE_CHECKING, Final

from handlers.turn.commands import Command
from handlers.turn.matter_commands import (
    AnswerMatter,
    AskExtension,
    DoubtAnswer,
    HandOver,
    RuleExtension,
    WithdrawMatter,
)
from storage.views import Matter, MatterKind

if TYPE_CHECKING:
    from tests.kit.deeds import Try

_DAY: Final = date(2020, 1, 20)
_UNIT: Final = "城关镇"


def ask_extension(on: "Try") -> Command:
    """Of the unit; a cadre's of their own paper."""
    own = on.userid == "zhangwei" and on.unit == _UNIT
    person = on.county.person_id("张伟") if own else None
    paper = "registration" if person else "grade_proposals"
    return AskExtension(paper, _DAY, "党委会还没有开", on.unit_id, person)


def rule_extension(on: "Try") -> Command:
    return RuleExtension(_put(on, MatterKind.EXTENSION).number, _DAY)


def hand_over(_on: "Try") -> Command:
    return HandOver("请看一下")


def doubt_answer(_on: "Try") -> Command:
    return DoubtAnswer("clause", "张伟在哪考核", "在城关镇考核。")


def answer_matter(on: "Try") -> Command:
    return AnswerMatter(_put(on, MatterKind.HUMAN).number, "已经改好")


def withdraw_matter(on: "Try") -> Command:
    return WithdrawMatter("human", _put(on, MatterKind.HUMAN, on.userid).number)


def _put(on: "Try", kind: MatterKind, by: str = "lina") -> Matter:
    matter, _ = on.records.matters.put(
        "2019", kind, "x", by=by, at=on.county.at, unit_id=on.county.unit_id(_UNIT),
        paper="grade_proposals", words="请看一下", day=_DAY,
    )  # fmt: skip
    return matter
