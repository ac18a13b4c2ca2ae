"""What a question about a share of 优秀 is about: members of a team, teams, or a delegated list."""

import re
from dataclasses import replace

from handlers.turn.context import TurnContext
from handlers.turn.reply import Kind, Reply

_OF_UNITS = frozenset({"own_unit", "host_unit", "home_unit"})
_TEAMS = re.compile(r"优秀班子|(?:全县|所有|全部|各|参评|参加考核)的?(?:领导)?班子")
_MEMBERS = re.compile(r"成员|干部|副职|个人")
_DELEGATED = ("委托", "受托")
_DELEGATED_AT = frozenset({"school", "hospital", "enterprise"})


def kind_asked(turn: TurnContext) -> str:
    """members, teams or delegated, as the plan's shares are called."""
    text = turn.reading.text
    if turn.reading.teams is not None or (_TEAMS.search(text) and not _MEMBERS.search(text)):
        return "teams"
    if any(word in text for word in _DELEGATED):
        return "delegated"
    return "delegated" if at_delegated(turn) else "members"


def at_delegated(turn: TurnContext) -> bool:
    """The talk is about a school, hospital or company: their dates and shares are others."""
    at = turn.facts.get("works_at")
    return at is not None and at.value in _DELEGATED_AT


def team_grade(turn: TurnContext) -> str | None:
    """The team's grade where it is known."""
    given = turn.facts.get("team_grade")
    return str(given.value) if given and given.value is not None else None


def with_share(turn: TurnContext, reply: Reply) -> Reply:
    """Who uses places of a unit's share is told by the clause of that share as well."""
    uses = {reply.decision.get("excellent_quota"), reply.decision.get("quota_base")}
    clause = turn.plan.quotas.clause
    if reply.kind is not Kind.ANSWER or not uses & _OF_UNITS or clause in reply.clauses:
        return reply
    share = turn.plan.quotas.shares["members"]
    text = f"{reply.text}\n名额：{share.words}（方案{clause}）。"
    return replace(reply, text=text, clauses=(*reply.clauses, clause))
