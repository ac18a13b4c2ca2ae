"""Which ruling a message asks for: about one person, about a team, or about numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

from language.figures import headcount_named, teams_named
from language.numerals import arabic
from language.reading import Context
from language.tables import shape
from rules.plan import Facts, Plan
from rules.plan.dialogue import QUESTIONS

_CLEARLY = 0.9  # ahead of any other ruling, 优秀 alone is asked about
# Questions not about one person come first, where they are meant at all.
GROUPS = ("score_line", "team_assessed", "quota_count", "quota_percent", "post_counted")


@dataclass(frozen=True)
class Asked:
    """`topic` is "" where nothing of its own is asked; `near` are topics the message resembles.

    `readings`: what it may mean where that is in doubt, the likeliest first; `besides`: what else
    it may mean where `topic` is likely, but not sure; `untold`: what is asked beside it that the
    text says nothing about.
    """

    topic: str
    topics: tuple[str, ...] = ()
    axes: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    besides: tuple[str, ...] = ()
    untold: str = ""
    sure: bool = True


def meant(questions: Mapping[str, float], plain: str) -> Mapping[str, float]:
    """Without rulings on a person where the message asks for a day, or for who decides."""
    if shape("when_due").search(plain):
        return {kind: score for kind, score in questions.items() if kind not in QUESTIONS}
    if shape("who_decides").search(plain):
        return {k: score for k, score in questions.items() if k not in {"grade", "eligible"}}
    return questions


def counts_heads(plain: str) -> bool:
    """A number of people or teams is given, and how many 优秀 is asked."""
    figures = arabic(plain)
    given = headcount_named(figures) or teams_named(figures)
    return bool(given and shape("counted").search(plain))


def ruling(
    plan: Plan, questions: Mapping[str, float], plain: str, facts: Facts, context: Context
) -> Asked:
    """What is asked of a person, a team or numbers, with the axes of `plan` that answer it."""
    kinds = list(questions)
    judged = set(plan.wording.judged)
    if context.topic in {"eligible", "grade"}:
        kinds = [kind for kind in kinds if kind != "score_line"] or ["eligible"]
    for group in GROUPS:
        if group in kinds and _group_counts(plan, group, kinds, plain, facts):
            both = {"where_assessed", "post_counted"} <= set(kinds)
            where = plan.dialogue.axes_of(("where_assessed",)) if both else ()
            return Asked(group, (group,), where)
    asked = [kind for kind in kinds if kind in QUESTIONS]
    if "eligible" in asked and len(asked) > 1 and not judged & set(facts):
        rest = [kind for kind in asked if kind != "eligible"]
        clear = questions["eligible"] - questions[rest[0]] >= _CLEARLY
        asked = ["eligible"] if clear else rest
    if not asked or kinds[0] == "deadlines":
        return Asked(kinds[0], (kinds[0],))
    return Asked(asked[0], tuple(asked), plan.dialogue.axes_of(asked))


def _group_counts(plan: Plan, group: str, kinds: list[str], plain: str, facts: Facts) -> bool:
    """Whether the group's question is meant, where one about a person could be too."""
    match group:
        case "team_assessed":
            return "quota_count" not in kinds or not shape("counted").search(plain)
        case "post_counted":
            return not set(plan.wording.moved) & set(facts)
        case "score_line":
            score = plan.quotas.score.fact if plan.quotas.score else ""
            return score in facts and not set(plan.wording.judged) & (set(facts) - {score})
        case "quota_percent":
            if {"whose_quota", "in_base"} & set(kinds):
                return bool(shape("how_much").search(plain))
            return "eligible" not in kinds or bool(shape("share_named").search(plain))
    if "quota_percent" in kinds:
        likelier = kinds.index("quota_percent") < kinds.index("quota_count")
        if likelier or shape("how_much").search(plain):
            return counts_heads(plain)
    return "whose_quota" not in kinds or "几" in plain or "多少" in plain


def personal(plan: Plan, facts: Facts) -> float:
    """How much a message is about one person rather than about the procedure."""
    return sum(1.2 if fact in plan.wording.status else 0.1 for fact in facts)
