"""“满半年吗”, asked of somebody whose first day is known: yes or no, and from when to when."""

import re
from dataclasses import replace
from typing import Final

from handlers.rulings.ruling import rule_on
from handlers.rulings.sentences import whom
from handlers.rulings.spans import span_told
from handlers.turn.context import TurnContext
from handlers.turn.people import facts_on_roster, sees_person
from handlers.turn.permissions import Deed, Reach, reach
from handlers.turn.reply import Kind, Reply
from handlers.turn.topic import topic
from language.needed import Shapes
from language.numerals import value_of
from language.thresholds import thresholds
from rules.plan import Fact, Facts, Plan
from rules.plan.conditions import facts_in

_ASKED: Final = re.compile(
    r"[满够到](?:了|没有?|不[满够到])?(?:半(?P<half>年)|(?P<n>\d+|[一二两三四五六七八九十]+)个?(?P<unit>月|年))"
    r"(?:了)?(?:吗|么|没有?|不|嘛)?[,.?!]*$"
)
_ASKS: Final = re.compile(r"[吗么嘛?]|没有?[,.?]*$|满没满|够不够|满不满")
OF_A_LENGTH: Final = Shapes(_ASKED)
_OF_A_YEAR: Final = 12


def asks_length(turn: TurnContext) -> bool:
    """Whether it is asked, and of somebody whose length the roster tells."""
    if _months(turn.reading.text) is None:
        return False
    people = turn.reading.people
    if len({one.text for one in people}) == 1 < len(people):  # which of them is asked back
        return any(_known(replace(turn, person_id=one.id)) for one in people)
    return _known(turn) is not None


@topic("length_full")
def length_full(turn: TurnContext) -> Reply:
    """Whether the months asked about are full, counted from the day that is known."""
    months, known = _months(turn.reading.text), _known(turn)
    if known is None and turn.person_id is not None:
        return Reply(Kind.ANSWER, f"名册里没有{whom(turn)}从哪天算起，说一下哪天开始的，我再算。")
    if known is None:
        return Reply(Kind.OFF, "您问的是谁？请写姓名，例如“王强满半年了吗”。")
    person_id, fact, facts = known
    lines = thresholds(turn.plan, fact.id)
    # “王磊呢” asks the same of another: whether the time is full that the notice asks for.
    months = months or (lines[0].at if lines else _OF_A_YEAR / 2)
    given = facts[fact.id]
    assert isinstance(given.value, int | float)  # noqa: S101  # `_known` looked
    is_full = given.value >= months
    span = span_told(turn.plan, fact, given, facts)
    who = whom(turn, person_id)
    clauses = _turning_on(turn.plan, fact)
    text = f"{'满了' if is_full else '没满'}：{who}{span}。"
    return _with_place(turn, Reply(Kind.ANSWER, text, clauses=clauses), {**facts, **turn.facts})


def _with_place(turn: TurnContext, reply: Reply, facts: Facts) -> Reply:
    """What the length is asked for: where whoever it is belongs, if that is settled."""
    place = turn.plan.dialogue.questions.get("where_assessed")
    if place is None:
        return reply
    ruled = rule_on(replace(turn, facts=facts), (place,), asked=("where_assessed",))
    if ruled.kind is not Kind.ANSWER:
        return reply
    return replace(
        reply,
        text=f"{reply.text}\n{ruled.text}",
        clauses=tuple(dict.fromkeys([*reply.clauses, *ruled.clauses])),
        decision=ruled.decision,
        told=ruled.told,
    )


def _months(text: str) -> float | None:
    found = _ASKED.search(text)
    if found is None or not _ASKS.search(text):
        return None
    if found["half"]:
        return _OF_A_YEAR / 2
    number = int(found["n"]) if found["n"].isdigit() else value_of(found["n"])
    if number is None:
        return None
    return number * _OF_A_YEAR if found["unit"] == "年" else number


def _known(turn: TurnContext) -> tuple[int, Fact, Facts] | None:
    """Whose length of which fact, counted from a day on the roster."""
    person_id = _person(turn)
    if person_id is None or not sees_person(turn.records, turn.asker, person_id):
        return None
    facts = facts_on_roster(turn.records, turn.plan, person_id)
    for fact in turn.plan.facts.values():
        given = facts.get(fact.id)
        if fact.counted_from in facts and given and isinstance(given.value, int | float):
            return person_id, fact, facts
    return None


def _person(turn: TurnContext) -> int | None:
    reading, own = turn.reading, turn.asker.person_id
    if turn.person_id is not None:
        return turn.person_id
    if reading.people:
        return reading.people[0].id if len(reading.people) == 1 else None
    if reading.strangers or reading.labels:
        return None
    if reading.about_self and reach(turn.asker.role, Deed.SEE_PAPERS) is Reach.SELF:
        return own
    return turn.state.person_id


def _turning_on(plan: Plan, fact: Fact) -> tuple[str, ...]:
    """The clause that looks at the length."""
    return tuple(rule.clause for rule in plan.rules if fact.id in facts_in(rule.when))[:1]
