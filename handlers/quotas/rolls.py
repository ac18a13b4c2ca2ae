"""What becomes of a roll told in words: who of it is in the base, by the same rules as a roster."""

import re
from dataclasses import dataclass, replace
from typing import Final

from handlers.turn.context import TurnContext
from language.counted_list import DELEGATED as DELEGATED_WORDS
from language.counted_list import HEAD, STATUS
from language.rolls import Group, Roll
from rules.engine.ruling import Kind
from rules.ledger import DELEGATED
from rules.plan import Facts, Plan
from rules.plan.conditions import facts_in
from rules.quota import MEMBERS
from rules.roster import UnitKind
from rules.standing import Candidate, Share, Standing, ThisUnit, standing

_US: Final = "本单位"
_OTHER: Final = "别的单位"
_SENT: Final = re.compile(
    "派出|派去|派到|去|下去|出去|在外|送去|抽去|到(?!岗|任|年底|我)[^,]{0,6}[镇乡]"
)
_CAME: Final = re.compile("来|到我|进来|下到我")
_TOWNSHIP: Final = re.compile("(?<!乡)[镇乡](?![村亲])")
_DEPARTMENT: Final = re.compile("[局委办部](?![分长])")
# Who has left or is away in a way that the notice has no rule for.
_UNUSUAL: Final = re.compile(
    "调(?!研)|辞|病|产假|休假|停职|停薪|免职|去世|病故|开除|借|援|离岗|内退|二线|聘|合同|编外|死亡|失联"
)


@dataclass(frozen=True)
class Ruled:
    """A group as it is ruled on, seen from the unit whose roll it is.

    `share`: whether the base counts them; `asks`: the fact that is missing for it.
    """

    group: Group
    share: Share
    standing: Standing
    asks: str = ""


def ruled(turn: TurnContext, roll: Roll, groups: tuple[Group, ...]) -> tuple[Ruled, ...]:
    """Each of the groups by the rules of the plan."""
    return tuple(_ruled(turn, roll, one) for one in groups)


def kind_of(turn: TurnContext, roll: Roll) -> str:
    """Whether it is a unit's own roll, or the list of those delegated to a department."""
    plan, counting = turn.plan, turn.plan.quotas.counting
    share = plan.quotas.shares.get(DELEGATED)
    if share is None or not roll.said or not counting.delegated:
        return MEMBERS
    told = share.told is not None and share.told.holds(roll.own)
    return DELEGATED if told or any(word in roll.said for word in share.said) else MEMBERS


def came(turn: TurnContext, roll: Roll, words: str) -> bool | None:
    """Whether those on secondment came to the unit that asks; None where that is not told."""
    if _SENT.search(words):
        return False
    if _CAME.search(words):
        return True
    return is_township(turn, roll)


def is_township(turn: TurnContext, roll: Roll) -> bool | None:
    """Whether a township asks; None where neither the roll nor the asker's unit tells."""
    said = f"{roll.said},{','.join(one.words for one in roll.groups if one.heads)}"
    if _TOWNSHIP.search(said):
        return True
    if _DEPARTMENT.search(said) or re.search("[局主部][长任]", said):
        return False
    unit_id = turn.asker.unit_id
    if unit_id is not None:
        return turn.records.roster.unit(unit_id).kind is UnitKind.TOWNSHIP
    text = turn.reading.text.replace("乡镇", "")
    found = [one.search(text) for one in (_TOWNSHIP, _DEPARTMENT)]
    first = {kind: at.start() for kind, at in zip((True, False), found, strict=True) if at}
    return min(first, key=lambda kind: first[kind]) if first else None


def _ruled(turn: TurnContext, roll: Roll, group: Group) -> Ruled:
    plan = turn.plan
    facts = {**roll.own, **group.facts}
    seconded = plan.roster.seconded in facts and facts[plan.roster.seconded].value is not False
    arrived = came(turn, roll, group.words) if seconded else None
    here, there = (_seen(turn, roll, facts, one) for one in (arrived is not False, False))
    told = here if arrived is not None or not seconded else None
    if told is None and here.base is there.base:
        told = here
    found = told or here
    share = found.base if told else Share.UNSETTLED
    asks = found.on_base.asks if found.on_base.kind is Kind.ASK else None
    if share is Share.OWN and group.outside and DELEGATED_WORDS.search(group.words):
        share = Share.UNSETTLED  # of another unit, whose kind the rules do not know
    special = _UNUSUAL.search(group.words) or STATUS.search(re.sub(HEAD, "", group.words))
    if share is not Share.UNSETTLED and special and _is_usual(plan, group):
        share = Share.UNSETTLED  # told apart by something that no rule of the plan knows
    return Ruled(group, share, found, asks or "" if share is Share.UNSETTLED else "")


def _seen(turn: TurnContext, roll: Roll, facts: Facts, arrived: bool) -> Standing:
    """How somebody of the group stands, who came here or belongs here."""
    plan = turn.plan
    seconded = plan.roster.seconded in facts and facts[plan.roster.seconded].value is not False
    from_elsewhere = arrived and seconded
    above = is_township(turn, roll)
    person = Candidate(
        0,
        "",
        _OTHER if from_elsewhere else _US,
        "",
        facts,
        host=_US if from_elsewhere else _OTHER,
        superior=_OTHER if above else _US,
    )
    return standing(plan, ThisUnit(_US), person)


def _is_usual(plan: Plan, group: Group) -> bool:
    """Whether nothing is told that a rule of the plan knows."""
    light = {plan.dialogue.post, *plan.dialogue.places}
    ruled_by = {name for rule in plan.rules for name in facts_in(rule.when)} - light
    return not any(
        name in ruled_by and one.value != plan.facts[name].presume
        for name, one in group.facts.items()
    )


def with_answer(turn: TurnContext, roll: Roll) -> Roll:
    """The roll with what was just told of the group of which a fact was asked."""
    asked = turn.state.open_fact
    if asked is None or asked not in turn.reading.facts:
        return roll
    for at, one in enumerate(ruled(turn, roll, roll.groups)):
        if one.asks == asked:
            facts = {**one.group.facts, **turn.reading.facts}
            groups = [*roll.groups]
            groups[at] = replace(one.group, facts=facts)
            return roll.with_groups(groups)
    return roll
