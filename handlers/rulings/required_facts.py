"""Which facts must be known before a question is answered, beyond what the notice presumes."""

from collections.abc import Sequence

from rules.plan import Facts

_STATUS = ("is_secondee", "in_training", "borrowed", "concurrent_posts")
_POST = ("position", "is_unit_head")
_GROUNDS = ("head_bar", "team_grade")
_DELEGATED = ("school", "hospital", "enterprise")


def needed(
    facts: Facts, axes: Sequence[str], *, named: bool = False, for_excellent: bool = False
) -> tuple[str, ...]:
    """Facts whose presumption does not hold for this question; `named`: about one person."""
    if for_excellent:
        return _for_excellent(facts)
    if "assessed_at" in axes and named and _true(facts, "concurrent_posts"):
        return ("main_duties_at",)
    if set(axes) == {"grade"} and facts:
        return ()
    if _has_status(facts) or any(post in facts for post in _POST):
        return ()
    at = facts["works_at"].value if "works_at" in facts else None
    if set(axes) == {"participation"} and (at == "public_institution" or _told(facts, "retired_on")):
        return ()
    if at in _DELEGATED or _told(facts, "county_cadre"):
        return ()
    return ("position",)


def _has_status(facts: Facts) -> bool:
    """Something is known that decides where a person belongs."""
    if any(_told(facts, fact) and facts[fact].value is not False for fact in _STATUS):
        return True
    if "village_post" in facts and facts["village_post"].value != "none":
        return True
    if "retired_on" in facts and facts["retired_on"].value != "not_retired":
        return True
    if "county_cadre" in facts and facts["county_cadre"].value is False:
        return True
    return "under_investigation" in facts and facts["under_investigation"].value != "none"


def _true(facts: Facts, fact: str) -> bool:
    return fact in facts and facts[fact].value is True


def _told(facts: Facts, fact: str) -> bool:
    return fact in facts


def _for_excellent(facts: Facts) -> tuple[str, ...]:
    """Score and routine result, unless the message itself raises what it turns on."""
    if any(ground in facts for ground in _GROUNDS):
        return () if any(post in facts for post in _POST) else ("position",)
    if "retired_on" in facts and facts["retired_on"].value != "not_retired":
        return ()
    if "under_investigation" in facts:
        return ()  # the same for every post
    for fact in ("routine_excellent", "routine_good"):
        if fact in facts and facts[fact].value is False:
            return ()
    score = facts["evaluation_score"].value if "evaluation_score" in facts else None
    if isinstance(score, int | float) and score < 90:
        return ()
    return ("evaluation_score", "routine_excellent")
