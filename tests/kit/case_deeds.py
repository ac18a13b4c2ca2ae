"""Commands on cases that have to be there first, as they would be sent."""

from typing import TYPE_CHECKING

from handlers.turn.case_commands import (
    AddToCase,
    AnswerCase,
    AnswerTwins,
    CallOffCase,
    WithdrawPrecedent,
)
from handlers.turn.commands import Command

if TYPE_CHECKING:
    from tests.kit.deeds import Try


def answer(on: "Try") -> Command:
    return AnswerCase(on.case(), {}, "不进位", "从严")


def twins(on: "Try") -> Command:
    """Of two open cases on one matter the first was ruled on for all."""
    number = on.case()
    on.case("again")
    case = on.records.cases.numbered("2019", number)
    assert case is not None
    on.records.cases.answer(case, {}, words="不进位", reason="从严", by="jiandu", at=on.county.at)
    return AnswerTwins(number)


def add_to_case(on: "Try") -> Command:
    """Of one's own: whoever did not put it is told so in words, not by the table."""
    number = on.case()
    case = on.records.cases.numbered("2019", number)
    assert case is not None
    on.records.cases.join(case, by=on.userid, at=on.county.at)
    return AddToCase(number, "6月28日去的")


def call_off(on: "Try") -> Command:
    number = on.case()
    case = on.records.cases.numbered("2019", number)
    assert case is not None
    on.records.cases.join(case, by=on.userid, at=on.county.at)
    return CallOffCase(number)


def withdraw_precedent(on: "Try") -> Command:
    number = on.case()
    case = on.records.cases.numbered("2019", number)
    assert case is not None
    on.records.cases.answer(case, {}, words="不进位", reason="从严", by="jiandu", at=on.county.at)
    return WithdrawPrecedent(number, "另有规定")
