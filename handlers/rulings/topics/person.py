"""The questions on one person: whether, where, on whose quota, on which form, with what grade."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from handlers.rulings.phrases import quoted
from handlers.rulings.plan_texts import answer_texts
from handlers.rulings.quota_kind import with_conditions, with_share
from handlers.rulings.ruling import rule_on, silent, with_place
from handlers.turn.context import TurnContext
from handlers.turn.reply import Kind, Reply
from handlers.turn.topic import topic

_EXCELLENT: Final = "eligible"
_MOST_CLAUSES: Final = 2  # quoted


@topic("takes_part")
def takes_part(turn: TurnContext) -> Reply:
    """Whether the person is appraised this year, and where."""
    return with_place(turn, _ruled(turn))


@topic("where_assessed")
def where_assessed(turn: TurnContext) -> Reply:
    """Which unit appraises the person."""
    return _ruled(turn)


@topic("in_base")
def in_base(turn: TurnContext) -> Reply:
    """Whether the person counts in the base of the quota, and what share that gives."""
    return with_share(turn, _ruled(turn))


@topic("whose_quota")
def whose_quota(turn: TurnContext) -> Reply:
    """Of which unit's quota a 优秀 for the person would be."""
    return with_share(turn, _ruled(turn))


@topic("which_form")
def which_form(turn: TurnContext) -> Reply:
    """Which form the person fills in."""
    return _ruled(turn)


@topic("eligible")
def eligible(turn: TurnContext) -> Reply:
    """Whether the person can be 优秀, and on which conditions."""
    return with_conditions(turn, _ruled(turn, (_EXCELLENT,)))


@topic("grade")
def grade(turn: TurnContext) -> Reply:
    """Which grade is laid down for the person."""
    return _ruled(turn)


def _ruled(turn: TurnContext, asked: tuple[str, ...] = ()) -> Reply:
    """The ruling, after what the plan wants to know before it answers such a question."""
    if turn.reading.beyond:
        return silent(turn, f"方案没有写{'、'.join(turn.reading.beyond)}的怎么办。")
    if turn.reading.spoken and not _special(turn):
        return _by_clauses(turn)
    questions = turn.plan.dialogue.questions
    others = (one for one, axis in questions.items() if axis in turn.axes and one != _EXCELLENT)
    topics = asked or tuple(others)
    named, listed = bool(turn.who), turn.person_id is not None
    needs = turn.plan.dialogue.needed(topics, turn.facts, named=named, listed=listed)
    reply = rule_on(turn, turn.axes, asked=topics, needs=needs)
    if turn.reading.spoken and reply.kind is Kind.ANSWER:
        beside = _by_clauses(turn)
        clauses = tuple(dict.fromkeys([*reply.clauses, *beside.clauses]))
        return replace(reply, text=f"{reply.text}\n没有算进去的：{beside.text}", clauses=clauses)
    return _rule_itself(turn, topics, reply) if reply.kind is Kind.ASK else reply


def _by_clauses(turn: TurnContext) -> Reply:
    """What the notice has, word for word, on a situation of which no fact of the plan knows."""
    clauses = turn.reading.spoken[:_MOST_CLAUSES]
    text = "\n".join(quoted(turn.plan, one) for one in clauses)
    return Reply(Kind.ANSWER, text, clauses=clauses)


def _special(turn: TurnContext) -> bool:
    """Whether more is told of somebody than a post and a unit."""
    light = {*turn.plan.wording.light, *turn.plan.dialogue.of_the_unit}
    return bool(set(turn.reading.facts) - light)


def _rule_itself(turn: TurnContext, topics: Sequence[str], asks: Reply) -> Reply:
    """The rule, where a fact would be asked for though the question is on nobody in particular."""
    texts = [one for topic in topics for one in turn.plan.dialogue.rule_texts.get(topic, ())]
    if not texts or _in_a_case(turn):
        return asks
    told = answer_texts(turn, tuple(dict.fromkeys(texts)))
    return replace(told, text=f"{told.text}\n问的是某一个人，请说说他的情况：{asks.text}")


def _in_a_case(turn: TurnContext) -> bool:
    """Somebody is spoken of: by name, by a pronoun, or by more than a post and a unit."""
    if turn.who or turn.person_id is not None or turn.state.open_fact is not None:
        return True
    reading, wording = turn.reading, turn.plan.wording
    light = {*wording.light, *turn.plan.dialogue.of_the_unit}
    if reading.speaks_of_all:  # “够90分的都能评吗” tells nobody's score
        light |= set(wording.judged)
    return reading.about_self or reading.speaks_of_one or bool(set(turn.facts) - light)
