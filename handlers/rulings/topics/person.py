"""The questions on one person: whether, where, on whose quota, on which form, with what grade."""

from handlers.rulings.quota_kind import with_share
from handlers.rulings.required_facts import needed
from handlers.rulings.ruling import rule_on
from handlers.turn.context import TurnContext
from handlers.turn.reply import Reply
from handlers.turn.topic import topic


@topic("takes_part")
def takes_part(turn: TurnContext) -> Reply:
    return rule_on(turn, turn.axes, needs=needed(turn.facts, turn.axes, named=bool(turn.who)))


_PLAIN_UNITS = frozenset({"township", "county_department"})
_POST = frozenset({"position", "works_at", "host_kind"})


@topic("where_assessed")
def where_assessed(turn: TurnContext) -> Reply:
    needs = needed(turn.facts, turn.axes, named=bool(turn.who))
    if not needs and _only_a_post_is_known(turn):
        needs = ("is_secondee",)
    return rule_on(turn, turn.axes, needs=needs)


def _only_a_post_is_known(turn: TurnContext) -> bool:
    """Nobody asks where a plain deputy is appraised: what makes them ask was not understood."""
    if turn.person_id is not None or tuple(turn.axes) != ("assessed_at",):
        return False
    told = {fact: given.value for fact, given in turn.facts.items()}
    plain = told.get("works_at", "township") in _PLAIN_UNITS
    return plain and set(told) <= _POST and told.get("position") == "team_member"


@topic("in_base")
def in_base(turn: TurnContext) -> Reply:
    needs = needed(turn.facts, turn.axes, named=bool(turn.who))
    return with_share(turn, rule_on(turn, turn.axes, needs=needs))


@topic("whose_quota")
def whose_quota(turn: TurnContext) -> Reply:
    needs = needed(turn.facts, turn.axes, named=bool(turn.who))
    return with_share(turn, rule_on(turn, turn.axes, needs=needs))


@topic("which_form")
def which_form(turn: TurnContext) -> Reply:
    return rule_on(turn, turn.axes, needs=needed(turn.facts, turn.axes, named=bool(turn.who)))


@topic("eligible")
def eligible(turn: TurnContext) -> Reply:
    return rule_on(turn, turn.axes, needs=needed(turn.facts, turn.axes, for_excellent=True))


@topic("grade")
def grade(turn: TurnContext) -> Reply:
    return rule_on(turn, turn.axes, needs=needed(turn.facts, turn.axes, named=bool(turn.who)))
