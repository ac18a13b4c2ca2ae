"""What a question about a share of 优秀 is about: members of a team, teams, or a delegated list."""

import re
from dataclasses import replace

from handlers.turn.context import TurnContext
from handlers.turn.reply import Kind, Reply
from language.own_terms import in_its_terms
from rules.plan.called import notice_word
from rules.quota import MEMBERS, unit_listed

_OF_UNITS = frozenset({"own", "host", "home"})
_TEAMS = re.compile(r"优秀班子|(?:全县|所有|全部|各|参评|参加考核)的?(?:领导)?班子")
_GRADED = re.compile(r"(?<!优秀)班子[^,.;?几多]{0,4}(?:是|为|评|定|得|拿)[^,.;?几多]{0,3}优秀")
_PLACES = re.compile(
    r"(?:几|多少)个?[^,.;?]{0,4}(?:名额|指标|优秀)|(?:名额|指标|优秀)[^,.;?]{0,4}(?:几|多少)"
)
_MEMBERS = re.compile(r"成员|干部|副职|个人")


def kind_asked(turn: TurnContext) -> str:
    """members, teams or delegated, as the plan's shares are called."""
    text = turn.reading.text
    counted = turn.state.topic.startswith("quota_") and turn.state.headcount is not None
    if counted and turn.reading.teams is None and _GRADED.search(text):
        return MEMBERS  # “如果班子是优秀班子呢” after a number of people
    if turn.reading.teams is not None or (_TEAMS.search(text) and not _MEMBERS.search(text)):
        return "teams"
    for kind, share in turn.plan.quotas.shares.items():
        told = share.told is not None and share.told.holds(turn.facts)
        if told or any(word in text for word in share.said):
            return kind
    return MEMBERS


def asks_of_a_listed_unit(turn: TurnContext) -> bool:
    """“第二税务分局几个名额”, where an annex has a number for it."""
    share, text = turn.plan.quotas.shares.get(MEMBERS), turn.reading.text
    return bool(share and _PLACES.search(text) and unit_listed(share, text))


def team_grade(turn: TurnContext) -> str | None:
    """The team's grade where it is known."""
    given = turn.facts.get(turn.plan.quotas.grade_fact)
    return str(given.value) if given and given.value is not None else None


def with_share(turn: TurnContext, reply: Reply) -> Reply:
    """Who uses places of a unit's share is told by the clause of that share as well."""
    plan = turn.plan
    axes = plan.dialogue.axes_of(("whose_quota", "in_base"))
    uses = {plan.owing.places.get(reply.decision.get(axis, "")) for axis in axes}
    share = plan.quotas.shares.get(MEMBERS)
    if reply.kind is not Kind.ANSWER or not uses & _OF_UNITS or share is None:
        return reply
    clause = share.clause
    if clause in reply.clauses:
        return reply
    clauses, mark = (*reply.clauses, clause), f"share:{clause}"
    if mark in turn.state.told:
        return replace(reply, clauses=clauses)
    text = f"{reply.text}\n{in_its_terms(plan, '优秀比例')}见{notice_word(plan)}{clause}。"
    return replace(reply, text=text, clauses=clauses, told=(*reply.told, mark))


def with_conditions(turn: TurnContext, reply: Reply) -> Reply:
    """Whether somebody can be 优秀 is never told without the clause of its conditions."""
    plan, clause = turn.plan, turn.plan.quotas.clause
    if reply.kind is not Kind.ANSWER or clause in reply.clauses:
        return reply
    eligible = plan.dialogue.questions.get("eligible", "")
    # Conditions that stand elsewhere are not to be looked for there.
    also = any(rule.clause == clause and eligible in rule.speaks_on for rule in plan.rules)
    words = in_its_terms(plan, "评优的条件和比例" if also else "优秀比例")
    text = f"{reply.text}\n{words}见{notice_word(plan)}{clause}。"
    return replace(reply, text=text, clauses=(*reply.clauses, clause))
