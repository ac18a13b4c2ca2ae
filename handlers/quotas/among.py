"""What becomes of a number of people when some of them are told apart by what they are."""

import re
from dataclasses import dataclass
from typing import Final

from handlers.quotas.phrases import sum_words
from handlers.rulings.service import team_grade
from handlers.turn.context import TurnContext
from language.among import Among, among
from language.figures import headcount_named
from language.numerals import arabic
from rules.engine.decide import decide
from rules.plan import Facts
from rules.plan.called import notice_word
from rules.quota import MEMBERS, allowed, share_for
from rules.roster import UnitKind

_SENT: Final = re.compile("派出|派去|派到|去[^,，]{0,8}挂|下去|出去|在外|送去")
_CAME: Final = re.compile("来|到我们|在我们|下派")


@dataclass(frozen=True)
class Told:
    """How many are counted after all, what is said of it, and the clauses it rests on."""

    people: int
    words: tuple[str, ...]
    clauses: tuple[str, ...]


def set_apart(turn: TurnContext, people: int) -> Told | None:
    """`people` after those that the message sets apart; None where it sets nobody apart."""
    text, before = arabic(turn.reading.text), arabic(turn.state.said)
    found = among(text, before, turn.state.headcount)
    facts = _told_of(turn)
    if found is None or not facts or found.n <= 0:
        return None
    if turn.state.headcount is None and headcount_named(found.rest) is None:
        return None  # one number alone is the whole
    base = turn.plan.quotas.counting.base_axis
    ruling = decide(turn.plan, facts, (base,))
    clauses, n = ruling.clauses, found.n
    counted = (
        _counted_here(turn, ruling.values.get(base)) if ruling.kind.value == "answer" else None
    )
    every, rest = _with_and_without(people, found)
    basis = f"（{notice_word(turn.plan)}{'、'.join(clauses)}）" if clauses else ""
    if counted is None:
        return Told(people, (_either(turn, ruling.asks, n, every, rest),), clauses)
    if counted:
        added = f"，按{every}人算" if every != people else f"，{every}人不用减"
        return Told(every, (f"说的这{n}人计入基数{basis}{added}。",), clauses)
    return Told(rest, (f"说的这{n}人不计入基数{basis}，按{rest}人算。",), clauses)


def _with_and_without(people: int, found: Among) -> tuple[int, int]:
    """The number with those set apart and without; of who was taken off `people` is without."""
    if found.out or found.outside:
        return people + found.n, people
    return people, people - found.n


def _told_of(turn: TurnContext) -> Facts:
    """What the message says of those it sets apart; on “要是不含呢” what was said before."""
    plan = turn.plan
    light = {*plan.dialogue.places, *plan.dialogue.of_the_unit}
    own = turn.reading.facts or turn.state.facts
    told = {fact: one for fact, one in own.items() if fact in plan.facts and fact not in light}
    post = told.get(plan.dialogue.post)
    return {} if post is not None and post.value in plan.dialogue.heads else told


def _counted_here(turn: TurnContext, value: str | None) -> bool | None:
    """Whether a result counts them in the base of who asks; None where that is not told."""
    relation = turn.plan.owing.places.get(value or "")
    if relation in {"home", "host"} and turn.plan.dialogue.host in turn.plan.facts:
        received = _received(turn)
        return None if received is None else received == (relation == "host")
    return relation == "own"


def _received(turn: TurnContext) -> bool | None:
    """Whether they came from elsewhere; whoever is not on secondment is one of the unit's own."""
    if turn.plan.roster.seconded not in {**turn.state.facts, **turn.reading.facts}:
        return False
    text = turn.reading.text
    if _SENT.search(text):
        return False
    unit_id = turn.asker.unit_id
    at_a_township = unit_id is not None and (
        turn.records.roster.unit(unit_id).kind is UnitKind.TOWNSHIP
    )
    return True if _CAME.search(text) or at_a_township or "镇" in text else None


def _either(turn: TurnContext, asks: str | None, n: int, every: int, rest: int) -> str:
    plan, fact = turn.plan, turn.plan.facts.get(asks or "")
    why = f"还要看：{fact.question}" if fact else f"{notice_word(plan)}没有写明。"
    grade = team_grade(turn)
    share = share_for(plan, grade, MEMBERS, turn.facts)
    unit = turn.asker.unit_name

    def worked_out(people: int) -> str:
        cap = allowed(plan, people, grade, MEMBERS, facts=turn.facts, unit=unit)
        return sum_words(share, cap, people).rstrip("。")

    return (
        f"说的这{n}人算不算基数，{why}\n"
        f"· 算的话：{worked_out(every)}\n· 不算的话：{worked_out(rest)}"
    )
