"""From a message to what it asks and what it says: one pass, no network, no model."""

import re
from collections.abc import Mapping

from language.derive import Deriver
from language.figures import headcount_named, teams_named
from language.normalise import normalise
from language.numerals import arabic
from language.ranking import Ranking
from language.reading import AXIS_OF_TOPIC, RULING, TOPIC_OF_AXIS, Context, Name, Reading
from language.several import several
from language.signatures import Signatures
from language.sound import Repairer
from language.subject import (
    follows,
    is_another,
    is_correction,
    is_end,
    labels,
    without_hearsay,
)
from language.tables import pattern, table
from rules.plan import Facts, Plan

_CLAUSE = re.compile(r"(?P<a>[一二三])[(]?(?P<b>[一二三四])[)]第?(?P<c>\d{1,2})?")
_CLAUSE_ASKED = re.compile(
    r"原文|原话|条文|依据是?|哪(?:一)?条|第几条|怎么说的|怎么写的|怎么规定的|依据呢|凭什么"
)
_HELP = re.compile(
    r"^(你)?(好|您好|在吗|在不在|hi|hello|help|帮助|菜单|功能|你能(做|干|答|回答)(什么|啥|哪些)|能问(什么|啥|哪些)|怎么用|使用说明|会什么|能做什么|\?|你会(做|干)?(什么|啥))(呀|啊|呢|吗|,|\.|\?)*$"
)
_THANKS = re.compile(
    r"^(好的?|谢谢|多谢|谢了|感谢|辛苦了?|收到|知道了|明白了?|ok|嗯+|哦+|行)(你|您|了|啊|呀|哈|,|\.|!|~| |好的?|谢谢|辛苦了?|知道了|明白了?)*$"
)
_FORM = re.compile(r"附件(\d{1,2}|[一二三四五六七八九])")
_FORM_DIGITS = dict(zip("一二三四五六七八九", "123456789", strict=True))
_PICK = re.compile(
    r"^(?:选|第|我选|是)?([1-9一二三四五六七八九])(?:个|项|种|号)?(?:吧|的|,|\.)?$|^(?:选|第|我选)?([1-9])$"
)
_PAPER_WORDS = (
    ("routine_evaluation", re.compile(r"日常考核评价表|评价表|附件(?:5|五)")),
    ("secondee_registration", re.compile(r"挂职[^,]{0,6}登记表|附件(?:6|六)")),
    ("registration", re.compile(r"(?<!挂职干部年度考核)登记表|附件(?:1|一)(?!\d)")),
    ("grade_proposals", re.compile(r"等次建议|优秀建议|建议表|附件(?:8|八)")),
    ("material_list", re.compile(r"材料清单|附件(?:9|九)")),
    ("duty_report", re.compile(r"述职|述法")),
    ("team_summary", re.compile(r"班子(?:工作)?总结")),
)
_PARTS = re.compile(r"[ ,.;?!]|还有|另外|然后")
_HOW_MUCH = re.compile(r"比例|百分之几|百分之多少|百分比|几成|多少%|最高")
_JUDGED = frozenset(
    {"evaluation_score", "routine_excellent", "routine_good", "head_bar", "team_grade"}
)
_COUNTED = re.compile(r"最多|几个|多少|\d+个班子")
_SELF = re.compile(r"(?<!给)我(?!们|单位|局|镇|乡|县|想问|问|要问|这|国)|本人")
_FRAGMENT = 14
_SECOND = 1.45
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
_DOMAIN_SURE = 0.62
_DOMAIN_NEAR = 0.3


class Reader:
    """Reads messages against one plan. Built once; safe to share between threads."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._repairer = Repairer()
        self._deriver = Deriver(plan)
        self._questions = Signatures(table("questions"), "questions.yaml")
        self._actions = Signatures(table("actions"), "actions.yaml")
        self._topics = Signatures({k: t.words for k, t in plan.topics.items()}, "topics")
        self._silences = Signatures({k: s.words for k, s in plan.silences.items()}, "silences.yaml")
        off = table("off")
        self._off = pattern(off["words"], "off.yaml")
        self._domain = pattern(off["domain"], "off.yaml")
        examples: dict[str, tuple[str, ...]] = {
            f"plan:{k}": (t.title, *t.examples) for k, t in plan.topics.items()
        }
        examples |= {f"silence:{k}": (s.title, *s.examples) for k, s in plan.silences.items()}
        self._ranking = Ranking(examples)

    def clean(self, text: str) -> str:
        """The message in the spelling the word tables know."""
        return self._repairer.repair(normalise(text))

    def facts_in(self, text: str) -> Facts:
        """The facts a few words say by themselves, such as a post on the roster."""
        return self._deriver.facts(self.clean(text), Context(self._plan.cutoff))

    def read(self, text: str, context: Context) -> Reading:
        """What `text` asks and says, given the conversation so far."""
        clean = self.clean(text)
        plain = without_hearsay(clean)
        facts = self._deriver.facts(plain, context) if plain else {}
        if plain != clean and not context.known and "position" not in facts:
            # “局长发话了，要把他写进去”: whoever presses may be whom it is about.
            pressing = self._deriver.facts(clean, context)
            facts = {
                **facts,
                **{k: v for k, v in pressing.items() if k in {"position", "works_at"}},
            }
        figures = arabic(plain)
        people, units = _named(clean, context.names)
        common = {
            "text": clean,
            "facts": facts,
            "people": people,
            "units": units,
            "labels": labels(clean),
            "forms": _forms(clean),
            "papers": tuple(paper for paper, words in _PAPER_WORDS if words.search(clean)),
            "dates": self._deriver.days(figures, context),
            "headcount": headcount_named(figures),
            "teams": teams_named(figures),
            "follows": follows(plain),
            "another": is_another(clean),
            "corrects": is_correction(clean),
            "pressed": plain != clean,
            "about_self": bool(_SELF.search(plain)),
        }
        called = (*labels(plain), *(name.text for name in people))
        common["persons"] = tuple(
            (part.label, self._deriver.facts(part.text, context)) for part in several(plain, called)
        )
        topic, more = self._meant(clean, plain, facts, context)
        if topic in {"off", "unread", "person", ""} and plain != clean and not more.get("picked"):
            # What somebody demands may hold the question itself: “局长说测评会就叫班子那几个人”.
            again, others = self._meant(clean, clean, facts, context)
            if again.startswith(("plan:", "silence:")):
                topic, more = again, others
        return Reading(topic=topic, **common, **more)  # type: ignore[arg-type]

    # ---- what is asked ---------------------------------------------------------------------
    def _meant(
        self, clean: str, plain: str, facts: Facts, context: Context
    ) -> tuple[str, dict[str, object]]:
        if is_end(clean):
            return "end", {"ends": True}
        picked = _picked(clean, context)
        if picked:
            return "", {"picked": picked}
        if _HELP.match(clean):
            return "help", {}
        clauses = _clauses(clean, self._plan)
        if clauses or _CLAUSE_ASKED.search(clean):
            if clauses or context.topic:
                return "clause", {"clauses": clauses}
        if _THANKS.match(clean):
            return "thanks", {}
        in_domain = bool(self._domain.search(plain))
        if not in_domain and self._off.search(plain):
            return "off", {}
        return self._matched(plain, facts, context, in_domain)

    def _matched(
        self, plain: str, facts: Facts, context: Context, in_domain: bool
    ) -> tuple[str, dict[str, object]]:
        actions = self._actions.matched(plain)
        silences = self._silences.matched(plain)
        topics = self._topics.matched(plain)
        questions = self._questions.matched(plain)
        best_topic = _first(topics)
        if actions and _first(actions) + 1.1 >= best_topic:
            return next(iter(actions)), {"topics": tuple(actions)}
        if silences and _first(silences) + 1.3 >= best_topic:
            return f"silence:{next(iter(silences))}", {}
        if topics and (not questions or best_topic >= _first(questions) + _personal(facts) - 0.2):
            return self._texts(topics, plain)
        if questions:
            return self._asked(questions, plain, facts, context)
        return self._leaning(plain, facts, context, in_domain)

    def _texts(self, topics: Mapping[str, float], plain: str) -> tuple[str, dict[str, object]]:
        """The topic asked for; with several questions in one message, each of them in order."""
        found = []
        for part in _PARTS.split(plain):
            if len(part) > 1:
                own = self._topics.matched(part, plain)
                best = next(iter(own), None)
                if best and own[best] >= _SECOND and best in topics:
                    found.append(best)
        best = next(iter(topics))
        order = dict.fromkeys([best] if best not in found else found)
        return f"plan:{best}", {"topics": tuple(f"plan:{one}" for one in order)}

    def _asked(
        self, questions: Mapping[str, float], plain: str, facts: Facts, context: Context
    ) -> tuple[str, dict[str, object]]:
        kinds = list(questions)
        if context.topic in {"eligible", "grade"}:
            kinds = [kind for kind in kinds if kind != "score_line"] or ["eligible"]
        for group in (
            "score_line",
            "team_assessed",
            "quota_count",
            "quota_percent",
            "post_counted",
        ):
            if group in kinds and _group_counts(group, kinds, plain, facts):
                return group, {"topics": (group,)}
        asked = [kind for kind in kinds if kind in RULING]
        if "eligible" in asked and len(asked) > 1 and not _JUDGED & set(facts):
            asked.remove("eligible")
        if not asked:
            return kinds[0], {"topics": (kinds[0],)}
        topics = tuple(TOPIC_OF_AXIS[kind] for kind in asked)
        axes = tuple(dict.fromkeys(AXIS_OF_TOPIC[topic] for topic in topics))
        return topics[0], {"topics": topics, "axes": axes}

    def _leaning(
        self, plain: str, facts: Facts, context: Context, in_domain: bool
    ) -> tuple[str, dict[str, object]]:
        """Nothing asked outright: a fragment that leans on the turn before, or a resemblance."""
        carried = context.said_before
        if carried and not facts:
            topics = self._topics.matched(plain, carried)
            if topics and len(plain) <= 24:
                return f"plan:{next(iter(topics))}", {"topics": tuple(f"plan:{t}" for t in topics)}
        if facts and (context.topic or context.open_fact):
            return "", {}
        if (
            context.topic
            and len(plain) <= _FRAGMENT
            and (_FORM.search(plain) or headcount_named(arabic(plain)))
        ):
            return "", {}
        near = self._ranking.best(plain)
        names = tuple(topic for topic, share in near if share >= _DOMAIN_NEAR)[:3]
        if near and near[0][1] >= _DOMAIN_SURE:
            return near[0][0], {"near": names, "sure": False}
        if facts and any(fact in self._plan.facts for fact in facts):
            return ("", {}) if context.topic else ("person", {"near": names})
        if in_domain or names:
            return "unread", {"near": names, "sure": False}
        if context.topic or context.open_fact:
            return "", {}
        return "off", {"sure": False}


def _personal(facts: Facts) -> float:
    """How much a message is about one person rather than about the procedure."""
    return sum(1.2 if fact in _STATUS else 0.1 for fact in facts)


def _first(scores: Mapping[str, float]) -> float:
    return next(iter(scores.values()), 0.0)


def _group_counts(group: str, kinds: list[str], plain: str, facts: Facts) -> bool:
    """A question about a team, a share or a date of appointment comes before one about a person."""
    if group == "team_assessed":
        return "quota_count" not in kinds or not _COUNTED.search(plain)
    if group == "post_counted":
        return "is_secondee" not in facts and "village_post" not in facts
    if group == "score_line":
        return "evaluation_score" in facts and not _JUDGED & (set(facts) - {"evaluation_score"})
    if group == "quota_percent":
        if "excellent_quota" in kinds or "quota_base" in kinds:
            return bool(_HOW_MUCH.search(plain))
        return "eligible" not in kinds or "比例" in plain or "%" in plain
    return "excellent_quota" not in kinds or "几" in plain or "多少" in plain


def _picked(clean: str, context: Context) -> str | None:
    if not context.options:
        return None
    match = _PICK.match(clean)
    if match:
        said = match.group(1) or match.group(2)
        number = int(_FORM_DIGITS.get(said, said))
        return context.options[number - 1][0] if number <= len(context.options) else None
    for key, label in context.options:
        if key.startswith("topic:") and len(clean) >= 2 and (clean == label or clean in label):
            return key
    return None


def _clauses(clean: str, plan: Plan) -> tuple[str, ...]:
    found = []
    for match in _CLAUSE.finditer(clean):
        clause = f"{match['a']}({match['b']}){match['c'] or ''}"
        if clause in plan.clauses:
            found.append(clause)
    return tuple(dict.fromkeys(found))


def _forms(clean: str) -> tuple[str, ...]:
    numbers = (match.group(1) for match in _FORM.finditer(clean))
    return tuple(dict.fromkeys(f"附件{_FORM_DIGITS.get(number, number)}" for number in numbers))


def _named(clean: str, names: tuple[Name, ...]) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
    people = tuple(name for name in names if name.kind == "person" and name.text in clean)
    units = [name for name in names if name.kind == "unit" and name.text in clean]
    longest = [
        u for u in units if not any(u.text in o.text and u != o and u.text != o.text for o in units)
    ]
    return people, tuple({name.id: name for name in longest}.values())
