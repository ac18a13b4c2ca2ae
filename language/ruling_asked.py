"""Which ruling a message asks for: about one person, about a team, or about numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

from language.figures import headcount_named, teams_named
from language.numerals import arabic
from language.reading import AXIS_OF_TOPIC, RULING, TOPIC_OF_AXIS, Context
from language.tables import shape
from rules.plan import Facts

_CLEARLY = 0.9  # ahead of any other ruling, 优秀 alone is asked about
STATUS = frozenset(
    {
        "is_secondee",
        "village_post",
        "under_investigation",
        "retired_on",
        "concurrent_posts",
        "evaluation_score",
        "routine_excellent",
        "head_bar",
        "borrowed",
    }
)
_JUDGED = frozenset(
    {"evaluation_score", "routine_excellent", "routine_good", "head_bar", "team_grade"}
)
# Questions not about one person come first, where they are meant at all.
GROUPS = ("score_line", "team_assessed", "quota_count", "quota_percent", "post_counted")


@dataclass(frozen=True)
class Asked:
    """`topic` is "" where nothing of its own is asked; `near` are topics the message resembles.

    `readings`: what it may mean where that is in doubt, the likeliest first.
    """

    topic: str
    topics: tuple[str, ...] = ()
    axes: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    sure: bool = True


def meant(questions: Mapping[str, float], plain: str) -> Mapping[str, float]:
    """Without rulings on a person where the message asks for a day, or for who decides."""
    if shape("when_due").search(plain):
        return {kind: score for kind, score in questions.items() if kind not in RULING}
    if shape("who_decides").search(plain):
        return {k: score for k, score in questions.items() if k not in {"grade", "eligible"}}
    return questions


def counts_heads(plain: str) -> bool:
    """A number of people or teams is given, and how many 优秀 is asked."""
    figures = arabic(plain)
    given = headcount_named(figures) or teams_named(figures)
    return bool(given and shape("counted").search(plain))


def ruling(questions: Mapping[str, float], plain: str, facts: Facts, context: Context) -> Asked:
    kinds = list(questions)
    if context.topic in {"eligible", "grade"}:
        kinds = [kind for kind in kinds if kind != "score_line"] or ["eligible"]
    for group in GROUPS:
        if group in kinds and _group_counts(group, kinds, plain, facts):
            where = ("assessed_at",) if {"assessed_at", "post_counted"} <= set(kinds) else ()
            return Asked(group, (group,), where)
    asked = [kind for kind in kinds if kind in RULING]
    if "eligible" in asked and len(asked) > 1 and not _JUDGED & set(facts):
        rest = [kind for kind in asked if kind != "eligible"]
        clear = questions["eligible"] - questions[rest[0]] >= _CLEARLY
        asked = ["eligible"] if clear else rest
    if not asked or kinds[0] == "deadlines":
        return Asked(kinds[0], (kinds[0],))
    topics = tuple(TOPIC_OF_AXIS[kind] for kind in asked)
    return Asked(topics[0], topics, tuple(dict.fromkeys(AXIS_OF_TOPIC[one] for one in topics)))


def _group_counts(group: str, kinds: list[str], plain: str, facts: Facts) -> bool:
    """Whether the group's question is meant, where one about a person could be too."""
    match group:
        case "team_assessed":
            return "quota_count" not in kinds or not shape("counted").search(plain)
        case "post_counted":
            return not {"is_secondee", "village_post", "concurrent_posts"} & set(facts)
        case "score_line":
            others = set(facts) - {"evaluation_score"}
            return "evaluation_score" in facts and not _JUDGED & others
        case "quota_percent":
            if {"excellent_quota", "quota_base"} & set(kinds):
                return bool(shape("how_much").search(plain))
            return "eligible" not in kinds or bool(shape("share_named").search(plain))
    if "quota_percent" in kinds:
        likelier = kinds.index("quota_percent") < kinds.index("quota_count")
        if likelier or shape("how_much").search(plain):
            return counts_heads(plain)
    return "excellent_quota" not in kinds or "几" in plain or "多少" in plain


def personal(facts: Facts) -> float:
    """How much a message is about one person rather than about the procedure."""
    return sum(1.2 if fact in STATUS else 0.1 for fact in facts)
