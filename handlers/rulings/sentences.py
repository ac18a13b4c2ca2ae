"""A ruling in one sentence, as somebody in the office would say it: whom, what, and why."""

import re
from collections.abc import Sequence
from typing import Final

from handlers.rulings.phrases import closed_by, label_of, says_of
from handlers.rulings.yes_no import yes_or_no
from handlers.turn.context import TurnContext
from language.own_terms import asks_for_the_best
from language.subject import moved_to
from rules.engine.decide import Ruling
from rules.plan import Fact, Facts, Given, Plan
from rules.plan.conditions import facts_in
from rules.precedents import precedents_in
from storage.views import Person

ONESELF: Final = "您"
_ELIGIBLE: Final = "eligible"
_A_DAY: Final = re.compile(r"\d月|[日号]|[年月][初底末中]")
# “挂职了7个月” is cut into words; of a length only the length is told again.
_LEADING: Final = re.compile(r"^(?:了|已经?|有|是|的|从|自|打)+")


def whom(turn: TurnContext, person_id: int | None = None) -> str:
    """How the person is called to the asker; whom the turn is about, or somebody of the roster."""
    meant = person_id or turn.person_id
    if meant is not None and meant == turn.asker.person_id:
        return ONESELF
    return turn.records.roster.person(person_id).name if person_id else turn.who


def sentences(
    turn: TurnContext, ruling: Ruling, axes: Sequence[str], asked: Sequence[str] = ()
) -> list[str]:
    """A line for each asked axis; whom it is about and why are said in the first alone.

    `asked`: the questions behind the axes, as `dialogue.questions` has them.
    """
    lines: list[str] = []
    who, why = whom(turn), because(turn, ruling, axes)
    for axis in axes:
        said, says = predicate(turn, ruling, axis), says_of(ruling.grounds.get(axis, ()))
        if not said and says:
            lines.append(f"{who}：{says}" if who else says)
        elif said:
            reason = f"（{why}）" if why else ""
            value = ruling.values.get(axis, "")
            if _ELIGIBLE in asked and _may_be_excellent(turn.plan, axis, value):
                said = f"可以参加评优，{said}"
            said = softly(said, ruling, axis)
            first = _yes_or_no(turn, ruling, axis) if not lines else ""
            lines.append(f"{first}{_of(who, said)}{reason}。{says}")
        who = why = ""
    return lines


def softly(said: str, ruling: Ruling, axis: str) -> str:
    """“一般不得” where no ground of the value is stricter than that."""
    grounds = ruling.grounds.get(axis, ())
    general = bool(grounds) and all(one.strength == "generally" for one in grounds)
    return said.replace("不得", "一般不得", 1) if general and "一般" not in said else said


def _yes_or_no(turn: TurnContext, ruling: Ruling, axis: str) -> str:
    """What comes first, where the message asks for a yes or a no."""
    value = ruling.values.get(axis, "")
    kind = turn.plan.owing.places.get(value, "")
    named = _unit(turn, kind) if turn.person_id is not None else ""
    return yes_or_no(turn, axis, value, named)


def _may_be_excellent(plan: Plan, axis: str, value: str) -> bool:
    """Of an axis on grades at large; one that is on 优秀 alone says itself what it comes to."""
    meaning, questions = plan.dialogue.meaning, plan.dialogue.questions
    others = {questions.get(one) for one in questions if one != _ELIGIBLE}
    if axis not in others or asks_for_the_best(plan.axes[axis].label):
        return False
    gates = (gate for one in plan.axes.values() for gate in one.gates.values())
    closed = {gate.sets.get(axis) for gate in gates}
    not_now = {one for what in ("waits", "barred") for one in meaning.get(what, ())}
    return bool(value) and value not in not_now | closed


def _of(who: str, said: str) -> str:
    """“刘洋在城关镇考核”, but “刘洋，在哪里考核：……”."""
    return f"{who}，{said}" if who and "：" in said else f"{who}{said}"


def predicate(turn: TurnContext, ruling: Ruling, axis: str) -> str:
    """What is said of the person on an axis; "" where it has no value."""
    plan, value = turn.plan, ruling.values.get(axis)
    if value is not None:
        return told(turn, axis, value, ruling.used)
    if axis in ruling.closed_axes:
        return f"{closed_by(plan, ruling, axis)}，没有“{plan.axes[axis].label}”这一项"
    return ""


def told(turn: TurnContext, axis: str, value: str, facts: Facts) -> str:
    """A value put in a sentence, with the unit it means by name where the roster knows it."""
    known = turn.plan.axes[axis]
    words = known.told.get(value)
    if words is None:
        return f"{known.label}：{label_of(turn.plan, axis, value, facts)}"
    return words.replace("{place}", _place(turn, axis, value, facts)) if "{" in words else words


def _place(turn: TurnContext, axis: str, value: str, facts: Facts) -> str:
    owing = turn.plan.owing
    axis = owing.axis if value in owing.places else axis
    kind = owing.places.get(value, "")
    named = _unit(turn, kind) if turn.person_id is not None else ""
    if kind == "own":
        named = _new_unit(turn) or named
    duties = facts.get(owing.main_fact)
    if kind == "main" and duties and duties.source != "presumed":
        named = str(duties.words or duties.value)
    return named or label_of(turn.plan, axis, value, facts)


def _new_unit(turn: TurnContext) -> str:
    """The unit that the message says they were moved to by the cut-off, as it is called there."""
    later = any(day > turn.plan.cutoff for day in turn.reading.dates)
    return "" if later else moved_to(turn.said)


def _unit(turn: TurnContext, kind: str) -> str:
    """The unit of the roster that is meant; "" where what was said may make it another."""
    assert turn.person_id is not None  # noqa: S101  # asked for people of the roster alone
    person = turn.records.roster.person(turn.person_id)
    dialogue = turn.plan.dialogue
    if _is_moved(turn, dialogue.host if kind == "host" else dialogue.place):
        return ""
    if kind == "superior":
        above = turn.records.roster.unit(person.unit_id).superior_id
        return turn.records.roster.unit(above).name if above is not None else ""
    return _of_the_person(turn, person, kind)


def _is_moved(turn: TurnContext, fact: str) -> bool:
    """What was said of where they are is not what the roster has."""
    said, known = turn.facts.get(fact), turn.on_roster.get(fact)
    if said is None or said.source == "roster":
        return False
    return said.value != (known.value if known else turn.plan.facts[fact].presume)


def _of_the_person(turn: TurnContext, person: Person, kind: str) -> str:
    sent = person.secondment
    if kind == "host":
        return turn.records.roster.unit(sent.host_unit_id).name if sent else ""
    if kind == "home" and sent:
        return sent.home
    own = turn.records.roster.unit(person.unit_id).name
    return own if kind in {"own", "home"} else ""


def because(turn: TurnContext, ruling: Ruling, axes: Sequence[str]) -> str:
    """The facts that decide, shortly: “县派、挂职满6个月”."""
    plan = turn.plan
    looked = set[str]() if precedents_in(ruling) else _looked_at(plan, ruling, axes)
    usual = {name for name in plan.dialogue.places if _is_usual(plan, ruling.used.get(name))}
    said = [name for name, given in ruling.used.items() if given.source == "said"]
    said = [name for name in said if name not in usual] or said
    rest = [name for name in ruling.used if name in looked and name not in {*said, *usual}]
    # What the roster has its clerk knows; of that the length or the day decides, if there is one.
    turning = [name for name in rest if plan.facts[name].kind in {"number", "date"}]
    chosen = {*said, *(turning or rest if not said else turning)}
    shown = [
        name
        for name, fact in plan.facts.items()
        if fact.label and name in chosen and ruling.used[name].value is not None
    ]
    parts = [_reason(turn, ruling, plan.facts[name]) for name in shown]
    whole = [one for one in parts if not any(one != other and one in other for other in parts)]
    return "、".join(dict.fromkeys(whole))


def _reason(turn: TurnContext, ruling: Ruling, fact: Fact) -> str:
    return _day_full(turn, ruling, fact) or short(turn.plan, fact, ruling.used[fact.id])


def _day_full(turn: TurnContext, ruling: Ruling, fact: Fact) -> str:
    """“挂职12月28日满6个月”: where the day on which the length is full is still to come."""
    rival, given = ruling.rival, ruling.used[fact.id]
    if rival is None or rival.fact != fact.id or given.source != "roster" or rival.on is None:
        return ""
    if not turn.now.date() <= rival.on <= turn.plan.cutoff:
        return ""
    return fact.shortly(f"{rival.on.month}月{rival.on.day}日{rival.side.removeprefix('不')}")


def _looked_at(plan: Plan, ruling: Ruling, axes: Sequence[str]) -> set[str]:
    """The facts that the rules which settled the asked axes look at."""
    spoke = {ground.rule_id for axis in axes for ground in ruling.grounds.get(axis, ())}
    return {fact for rule in plan.rules if rule.id in spoke for fact in facts_in(rule.when)}


def _is_usual(plan: Plan, given: Given | None) -> bool:
    return given is not None and given.value in plan.dialogue.usual_places


def short(plan: Plan, fact: Fact, given: Given) -> str:
    """A fact in the fewest words."""
    value = given.value
    assert value is not None  # noqa: S101  # the caller left those out
    if isinstance(value, bool):
        return fact.short.get("true" if value else "false", fact.words(value))
    if isinstance(value, str):
        plain = f"{fact.label}：{fact.words(value)}"
        in_words = fact.shortly(fact.words(value)) if "" in fact.short else plain
        return fact.short.get(value, in_words)
    if fact.counted_from and isinstance(value, int | float):
        return _length(fact, given, value)
    whole = fact.words(value).removeprefix(f"{plan.cutoff.year}年")
    if fact.kind == "date" and given.source == "said" and given.words:
        # “8月退休” is not told as the first of August.
        whole = _LEADING.sub("", given.words).removesuffix(fact.shortly(""))
    return fact.shortly(whole)


def _length(fact: Fact, given: Given, value: float) -> str:
    """“挂职满6个月”, “4月起挂职满8个月”, “挂职7个月” as it was said."""
    whole = f"满{int(value)}{fact.unit}" if value >= 1 else f"不满1{fact.unit}"
    words = _LEADING.sub("", given.words.removeprefix(fact.shortly("")))
    if given.source == "roster" or not words:
        return fact.shortly(whole)
    if _A_DAY.search(words) and "到" not in words:
        return f"{words}起{fact.shortly(whole)}"
    return fact.shortly(words)
