"""What a message asks: a command, a silence, a topic, a ruling, or nothing of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from language.figures import headcount_named, teams_named
from language.numerals import arabic
from language.ranking import Ranking
from language.reading import AXIS_OF_TOPIC, RULING, TOPIC_OF_AXIS, Context
from language.signatures import Signatures
from language.subject import is_correction
from language.tables import pattern, shape, table
from rules.plan import Facts, Plan

# How far one kind of question may score below another and still be meant; found on questions
# written for that, not on the ones that measure us.
_COMMAND_LEAD = 1.1
_SILENCE_LEAD = 1.3
_PERSON_LEAD = 0.2
_STORY, _END = 45, 36  # characters of a long message, and of its end
_CLEARLY = 0.9  # ahead of any other ruling, 优秀 alone is asked about
_SECOND = 1.45  # of a second question in the same message
_OF_ITS_OWN, _ONE_QUESTION = 2.0, 4  # … beside a ruling; characters of the shortest one
_NEAREST_SURE, _NEAR = 0.62, 0.3  # share of the message a known question covers
_NEARER, _AHEAD = 0.4, 0.15  # … or less of it, where no other known question comes close
_SECONDED, _BEFORE = 0.22, 0.08  # … or where the topic's own words say so too, if not all
_FRAGMENT, _LEANING = 14, 24  # characters of a message that may lean on the one before
_MOST_NEAR = 3
_STATUS = frozenset(
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
# Facts that alone say nothing about where somebody belongs, only who is spoken of.
_LIGHT = frozenset(
    {"position", "works_at", "county_cadre", "is_unit_head", "host_kind", "post_since"}
)
_JUDGED = frozenset(
    {"evaluation_score", "routine_excellent", "routine_good", "head_bar", "team_grade"}
)
# Commands on people that a question whether something may be done looks like.
_ON_PEOPLE = frozenset(
    {"roster_change", "chase", "return_paper", "change_proposal", "withdraw", "hand_in"}
)
# Questions not about one person come first, where they are meant at all.
_GROUPS = ("score_line", "team_assessed", "quota_count", "quota_percent", "post_counted")


@dataclass(frozen=True)
class Asked:
    """`topic` is "" where nothing of its own is asked; `near` are topics the message resembles."""

    topic: str
    topics: tuple[str, ...] = ()
    axes: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    sure: bool = True


class Asking:
    """Tells what is asked, by the word tables and the plan's own topics."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._questions = Signatures(table("questions"), "questions.yaml")
        self._actions = Signatures(table("actions"), "actions.yaml")
        self._topics = Signatures({k: t.words for k, t in plan.topics.items()}, "topics")
        self._silences = Signatures({k: s.words for k, s in plan.silences.items()}, "silences.yaml")
        off = table("off")
        self._off = pattern(off["words"], "off.yaml")
        self._domain = pattern(off["domain"], "off.yaml")
        examples = {f"plan:{k}": (t.title, *t.examples) for k, t in plan.topics.items()}
        examples |= {f"silence:{k}": (s.title, *s.examples) for k, s in plan.silences.items()}
        self._ranking = Ranking(examples)

    def asked(self, plain: str, facts: Facts, context: Context) -> Asked:
        """What cleaned text asks, given the facts it says and the talk so far."""
        in_domain = bool(self._domain.search(plain))
        if not in_domain and self._off.search(plain):
            return Asked("off")
        # “不挂职，登记表是附件几” asks nothing about secondees.
        affirmed = shape("denied_status").sub(" ", plain)
        topics = self._topics.matched(affirmed)
        # “哪天给考核组” asks nothing about where somebody is appraised.
        questions = _meant(self._questions.matched(plain.replace("考核组", "组")), plain)
        counts = "quota_count" in questions and _counts_heads(plain)
        beyond = self._beyond(plain, facts, context, _first(topics), counts=counts)
        if beyond:
            return beyond
        if counts:
            return Asked("quota_count", ("quota_count",))
        about_person = _first(questions) + _personal(facts) - _PERSON_LEAD
        if next(iter(questions), "") == "quota_count":
            about_person -= 1  # without a number it is more likely the rule that is asked for
        if topics and (not questions or _first(topics) >= about_person):
            return self._texts(topics, plain)
        if topics and next(iter(questions)) in _GROUPS and not _STATUS & set(facts):
            several = self._texts(topics, plain)
            if len(several.topics) > 1:
                return several
        if questions:
            return self._with_texts(_ruling(questions, plain, facts, context), plain)
        return self._leaning(plain, facts, context, in_domain=in_domain)

    def _beyond(
        self, plain: str, facts: Facts, context: Context, best: float, *, counts: bool
    ) -> Asked | None:
        """A command, or what the notice does not say, where either outweighs the `best` topic."""
        actions = self._actions.matched(plain)
        if context.topic == "quota_count" and headcount_named(arabic(context.said_before)):
            actions.pop("roster_change", None)  # “把局长去掉呢” is about the number just given
        if facts and context.topic in AXIS_OF_TOPIC and is_correction(plain):
            actions = {}  # “报错了，是省派的” corrects a fact, not a paper
        if _asks_leave(plain, facts):
            actions = {one: score for one, score in actions.items() if one not in _ON_PEOPLE}
        if actions and _first(actions) + _COMMAND_LEAD >= best:
            return Asked(next(iter(actions)), tuple(actions))
        silences = self._silences.matched(self._asking_part(plain, facts))
        if counts and silences and self._plan.silences[next(iter(silences))].clauses:
            return None  # how to round is part of the answer
        if silences and _first(silences) + _SILENCE_LEAD >= best:
            return Asked(f"silence:{next(iter(silences))}")
        return None

    def _asking_part(self, plain: str, facts: Facts) -> str:
        """Of a long story about somebody only the end, where that holds the question."""
        end = plain[-_END:]
        if len(plain) <= _STORY or not (_STATUS | {"in_training"}) & set(facts):
            return plain
        return end if set(self._questions.matched(end)) & set(RULING) else plain

    def _texts(self, topics: Mapping[str, float], plain: str) -> Asked:
        """The topic asked for; with several questions in one message, each of them in order."""
        found = []
        for part in shape("parts").split(plain):
            own = self._topics.matched(part, plain) if len(part) > 1 else {}
            best = next(iter(own), "")
            if best in topics and own[best] >= _SECOND:
                found.append(best)
        main = next(iter(topics))
        order = dict.fromkeys(found if main in found else [main])
        return Asked(f"plan:{main}", tuple(f"plan:{one}" for one in order))

    def _with_texts(self, ruling: Asked, plain: str) -> Asked:
        """A ruling and the topics other parts of the message ask for: two questions in one."""
        parts = [part for part in shape("parts").split(plain) if len(part) > _ONE_QUESTION]
        if ruling.topic not in AXIS_OF_TOPIC or len(parts) < 2:
            return ruling
        found = []
        for part in parts:
            if set(self._questions.matched(part)) & set(RULING):
                continue
            own = self._topics.matched(part)
            if _first(own) >= _OF_ITS_OWN:
                found.append(f"plan:{next(iter(own))}")
        return replace(ruling, topics=(*ruling.topics, *dict.fromkeys(found)))

    def _leaning(self, plain: str, facts: Facts, context: Context, *, in_domain: bool) -> Asked:
        """Nothing asked outright: a fragment that leans on the turn before, or a resemblance."""
        light = set(facts) <= _LIGHT
        texts = context.topic.startswith(("plan:", "silence:"))
        if context.said_before and (not facts or (light and texts)) and len(plain) <= _LEANING:
            carried = self._carried(plain, context.said_before)
            if carried:
                return carried
        if light and facts and texts and len(plain) <= _FRAGMENT:
            return Asked(context.topic)  # “站所长呢” after a question on procedure
        if self._continues(plain, facts, context):
            return Asked("")
        nearest = self._ranking.best(plain)
        near = tuple(topic for topic, share in nearest if share >= _NEAR)[:_MOST_NEAR]
        if _stands_out(nearest) or (not facts and self._seconded(nearest, plain)):
            return Asked(nearest[0][0], near=near, sure=False)
        if facts and (context.topic or not light or shape("weighed").search(plain)):
            return Asked("" if context.topic else "person", near=near)
        if in_domain or shape("at_work").search(plain) or (near and shape("chinese").search(plain)):
            return Asked("unread", near=near, sure=False)
        if context.topic or context.open_fact:
            return Asked("", sure=False)
        # “微信上投呢” goes on with the meeting asked about before.
        goes_on = self._domain.search(context.said_before) and shape("fragment").search(plain)
        return Asked("unread" if goes_on else "off", sure=False)

    def _carried(self, plain: str, before: str) -> Asked | None:
        """What a fragment asks together with the turn before it."""
        topics = self._topics.matched(plain, before)
        silences = self._silences.matched(plain, before)
        if silences and _first(silences) + _SILENCE_LEAD >= _first(topics):
            return Asked(f"silence:{next(iter(silences))}")
        return Asked(f"plan:{next(iter(topics))}") if topics else None

    def _seconded(self, nearest: list[tuple[str, float]], plain: str) -> bool:
        """Whether the topic of the nearest question is also half said by its own words."""
        (first, share), (_, next_share) = [*nearest, ("", 0.0), ("", 0.0)][:2]
        if share < _SECONDED or share - next_share < _BEFORE:
            return False
        return first.startswith("plan:") and first[5:] in self._topics.partly(plain)

    def _continues(self, plain: str, facts: Facts, context: Context) -> bool:
        if facts and (context.topic or context.open_fact):
            return True
        if not context.topic or len(plain) > _FRAGMENT:
            return False
        return bool(shape("form").search(plain) or headcount_named(arabic(plain)))


def _asks_leave(plain: str, facts: Facts) -> bool:
    """Whether it is asked what may or must be done with somebody of whom a status is told."""
    return bool(_STATUS & set(facts) and shape("asks_leave").search(plain))


def _stands_out(nearest: list[tuple[str, float]]) -> bool:
    """Whether the first of the nearest questions is meant, and no other could be."""
    shares = [share for _, share in nearest[:2]] + [0.0, 0.0]
    return shares[0] >= _NEAREST_SURE or (shares[0] >= _NEARER and shares[0] - shares[1] >= _AHEAD)


def _meant(questions: dict[str, float], plain: str) -> dict[str, float]:
    """Without rulings on a person where the message asks for a day, or for who decides."""
    if shape("when_due").search(plain):
        return {kind: score for kind, score in questions.items() if kind not in RULING}
    if shape("who_decides").search(plain):
        return {k: score for k, score in questions.items() if k not in {"grade", "eligible"}}
    return questions


def _counts_heads(plain: str) -> bool:
    """A number of people or teams is given, and how many 优秀 is asked."""
    figures = arabic(plain)
    given = headcount_named(figures) or teams_named(figures)
    return bool(given and shape("counted").search(plain))


def _ruling(questions: Mapping[str, float], plain: str, facts: Facts, context: Context) -> Asked:
    kinds = list(questions)
    if context.topic in {"eligible", "grade"}:
        kinds = [kind for kind in kinds if kind != "score_line"] or ["eligible"]
    for group in _GROUPS:
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
            return _counts_heads(plain)
    return "excellent_quota" not in kinds or "几" in plain or "多少" in plain


def _personal(facts: Facts) -> float:
    """How much a message is about one person rather than about the procedure."""
    return sum(1.2 if fact in _STATUS else 0.1 for fact in facts)


def _first(scores: Mapping[str, float]) -> float:
    return next(iter(scores.values()), 0.0)
