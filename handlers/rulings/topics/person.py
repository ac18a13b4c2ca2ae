"""The questions on one person: whether, where, on whose quota, on which form, with what grade."""

from handlers.rulings.quota_kind import with_share
from handlers.rulings.required_facts import needed
from handlers.rulings.ruling import rule_on
from handlers.turn.context import Desk
from handlers.turn.reply import Reply
from handlers.turn.topic import topic


@topic("takes_part")
def takes_part(desk: Desk) -> Reply:
    return rule_on(desk, desk.axes, needs=needed(desk.facts, desk.axes, named=bool(desk.who)))


_PLAIN_UNITS = frozenset({"township", "county_department"})
_POST = frozenset({"position", "works_at", "host_kind"})


@topic("where_assessed")
def where_assessed(desk: Desk) -> Reply:
    needs = needed(desk.facts, desk.axes, named=bool(desk.who))
    if not needs and _only_a_post_is_known(desk):
        needs = ("is_secondee",)
    return rule_on(desk, desk.axes, needs=needs)


def _only_a_post_is_known(desk: Desk) -> bool:
    """Nobody asks where a plain deputy is appraised: what makes them ask was not understood."""
    if desk.person_id is not None or tuple(desk.axes) != ("assessed_at",):
        return False
    told = {fact: given.value for fact, given in desk.facts.items()}
    plain = told.get("works_at", "township") in _PLAIN_UNITS
    return plain and set(told) <= _POST and told.get("position") == "team_member"


@topic("in_base")
def in_base(desk: Desk) -> Reply:
    needs = needed(desk.facts, desk.axes, named=bool(desk.who))
    return with_share(desk, rule_on(desk, desk.axes, needs=needs))


@topic("whose_quota")
def whose_quota(desk: Desk) -> Reply:
    needs = needed(desk.facts, desk.axes, named=bool(desk.who))
    return with_share(desk, rule_on(desk, desk.axes, needs=needs))


@topic("which_form")
def which_form(desk: Desk) -> Reply:
    return rule_on(desk, desk.axes, needs=needed(desk.facts, desk.axes, named=bool(desk.who)))


@topic("eligible")
def eligible(desk: Desk) -> Reply:
    return rule_on(desk, desk.axes, needs=needed(desk.facts, desk.axes, for_excellent=True))


@topic("grade")
def grade(desk: Desk) -> Reply:
    return rule_on(desk, desk.axes, needs=needed(desk.facts, desk.axes, named=bool(desk.who)))
