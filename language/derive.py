"""From the words found to the plan's facts: dates to months, posts to positions, figures to scores."""

import re
from collections.abc import Mapping
from datetime import date

from language.dates import Day, days_named
from language.durations import lengths_named
from language.events import event_of, retirement, service, settled_months
from language.facts import FactReader, Said
from language.figures import score_named
from language.numerals import arabic
from language.reading import Context
from language.subject import about_subject, is_correction
from rules.plan import Facts, Given, Plan

_MAIN = re.compile(
    r"(?:主要|重心|大部分|多数|平时|平常|实际|精力|主责|主业|主职)(?:的)?(?:工作|职责|活|事|精力|时间|业务|任务|承担|工作职责|工作精力|担子|岗位|摊子|分管|任务|职务)*(?:都|是|还|放|就|一直|又|担|扛|挑|落)*"
    r"(?:在|干|负责|做|管|是|抓|放在|忙|担|挑|担着|担的|干的|管的|抓的|的)(?:的是|是|的)*(?P<unit>[^,.;? ]{2,14}?)(?:的|那边|那头|那摊|那块|这边|这头|这摊|上班|干活|干|工作|里|方面|办公|$|,| |\.|;|\?)"
)
_HOME = re.compile(r"原单位|派出单位|老单位|原来单位|原来的单位|本单位|局里|县里")
_HOST = re.compile(r"镇|乡(?!村)|挂职")
_SUPERIOR = re.compile(
    r"派出所|司法所|市场监管所|法庭|检察室|所里|公安|司法局|市场监管局|法院|检察院|上级"
)
_TEAM_KINDS = (
    ("village", re.compile(r"村(?:两委|委|支部|级|里|的|班子|党|支)|社区|两委")),
    (
        "township_station",
        re.compile(
            r"派出所|司法所|市场监管所|法庭|检察室|财政所|站所|[一-鿿]所(?:的)?(?:领导)?班子"
        ),
    ),
    (
        "sub_institution",
        re.compile(r"二级|下属|所属|局属|下面的?(?:事业)?单位|不是[^,]{0,8}直属|非直属|内设|股室"),
    ),
    ("hospital", re.compile(r"医院|卫生院|妇幼")),
    ("school", re.compile(r"中学|小学|学校|[一二三四五六1-6]中|职中|高中|幼儿园|职教中心")),
    ("enterprise", re.compile(r"公司|企业|国企|集团|城投|厂|银行")),
    (
        "vertical",
        re.compile(
            r"税务|气象|烟草|供电|电力|邮政|人行|人民银行|银保监|消防|海关|调查队|垂管|垂直"
        ),
    ),
    (
        "mass_organisation",
        re.compile(
            r"总工会|团县委|共青团|妇联|科协|残联|文联|工商联|侨联|红十字|群团|社科联|团委|贸促会"
        ),
    ),
    ("court_procuratorate", re.compile(r"法院|检察院|两院|法检")),
    ("npc_cppcc", re.compile(r"人大|政协")),
    (
        "directly_affiliated_institution",
        re.compile(
            r"直属(?:事业)?单位|直属机构|直属事业|档案馆|融媒体|供销社|党校|党史|地方志|机关事务"
        ),
    ),
    ("township", re.compile(r"镇|乡(?!村振)|街道")),
    ("county_department", re.compile(r"局|委|办|部(?!分)|工作部门")),
)
_STATION_HEADS = {"leads_station": "team_member", "school_head": "unit_head"}
_ORIGINS = frozenset({"school", "hospital", "enterprise", "public_institution"})
_STILL = re.compile(r"没免|未免|仍|还是|还任|还当|职务没|保留|兼|同时")
_UNSURE = re.compile(
    r"[^,.;? ]*(?:搞不清|不清楚|不知道|不确定|记不清|拿不准|不晓得|没搞清|说不准|没问|弄不清|不太清)[^,.;? ]*"
)
_BOSS = re.compile(r"他|她|自己|本人|局长该|镇长该|书记该")


class Deriver:
    """Turns what was said into facts of one plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._rows = FactReader()
        months = plan.facts.get("months_served")
        self._thresholds = months.thresholds if months else ()

    def days(self, figures: str, context: Context) -> tuple[date, ...]:
        """The days a message names, at their earliest."""
        return tuple(d.earliest for d in days_named(figures, context.today, self._plan.year))

    def facts(self, text: str, context: Context) -> Facts:
        """Facts the words of `text` say about whom or what they are about."""
        whole = about_subject(text)
        subject = _UNSURE.sub(" ", whole)
        said = self._rows.read(subject)
        for unsure in _UNSURE.finditer(whole):
            for fact, one in self._rows.read(unsure.group(0)).items():
                said.setdefault(fact, Said(None, one.words, one.start, one.end))
        if "班子" in subject and "team_kind" not in said:
            self._add_team(subject, said)
        given = {fact: Given(one.value, "said", one.words) for fact, one in said.items()}
        self._add_derived(given)
        figures = arabic(subject)
        self._add_figures(given, figures, context)
        self._add_times(given, figures, context)
        self._add_main_duties(given, subject, context)
        self._add_open(given, subject, context)
        self._forget_origins(given, subject, context)
        return {fact: one for fact, one in given.items() if fact in self._plan.facts}

    def _forget_origins(self, given: dict[str, Given], text: str, context: Context) -> None:
        """Where somebody was sent from is not where they work, and who sends to a course no level."""
        away = [given.get(one) or context.known.get(one) for one in ("is_secondee", "village_post")]
        sent = any(one is not None and one.value not in {False, "none"} for one in away)
        at = given.get("works_at")
        if sent and at and at.value in _ORIGINS and not _STILL.search(text):
            del given["works_at"]
        if "sent_by" in given and not sent and context.open_fact != "sent_by":
            del given["sent_by"]

    def _add_team(self, text: str, said: dict[str, Said]) -> None:
        for kind, words in _TEAM_KINDS:
            match = words.search(text)
            if match:
                said["team_kind"] = Said(kind, match.group(0), match.start(), match.end())
                return

    def _add_derived(self, given: dict[str, Given]) -> None:
        position = given.get("position")
        if position and position.value in _STATION_HEADS:
            at = given.get("works_at")
            value = _STATION_HEADS[str(position.value)]
            if (
                position.value == "school_head"
                and at
                and at.value not in {"school", "hospital", "enterprise"}
            ):
                value = "team_member"
            given["position"] = Given(value, "said", position.words)
        works = given.get("works_at")
        if works and works.value == "village" and "county_cadre" not in given:
            given["county_cadre"] = Given(False, "derived", works.words)
        if given.get("routine_excellent") and given["routine_excellent"].value is False:
            if "routine_good" in given and given["routine_good"].value is True:
                del given["routine_good"]

    def _add_figures(self, given: dict[str, Given], figures: str, context: Context) -> None:
        score = score_named(figures)
        if score is None and context.open_fact == "evaluation_score":
            match = re.search(r"\d{2,3}(?:\.\d+)?", figures)
            score = float(match.group(0)) if match else None
        if score is not None:
            given["evaluation_score"] = Given(score, "said", f"{score:g}分")

    def _add_times(self, given: dict[str, Given], figures: str, context: Context) -> None:
        cutoff = self._plan.cutoff
        days = days_named(figures, context.today, self._plan.year)
        self._add_retirement(given, figures, days, context)
        recalled = [day for day in days if event_of(day, figures) == "recalled"]
        if "village_recalled" in given and recalled and recalled[0].earliest > cutoff:
            given["village_recalled"] = Given(False, "said", recalled[0].words)
        posts = [day for day in days if event_of(day, figures) == "post" and day.certain]
        if posts:
            given["post_since"] = Given(posts[-1].earliest, "said", posts[-1].words)
        self._add_service(given, figures, days, context)

    def _add_retirement(
        self, given: dict[str, Given], figures: str, days: list[Day], context: Context
    ) -> None:
        wanted = context.open_fact == "retired_on"
        about = given.get("retired_on")
        known = context.known.get("retired_on")
        again = known is not None and known.value != "not_retired"
        again = again and ("退" in figures or is_correction(figures))
        if (about and about.value is None) or ((wanted or again) and days and not about):
            day = retirement(figures, days, self._plan.cutoff, wanted or again)
            if day:
                given["retired_on"] = day

    def _add_service(
        self, given: dict[str, Given], figures: str, days: list[Day], context: Context
    ) -> None:
        wanted = context.open_fact == "months_served"
        secondee = given.get("is_secondee") or context.known.get("is_secondee")
        if not wanted and not (secondee and secondee.value is True):
            return
        days = [day for day in days if event_of(day, figures) not in {"retired", "case"}]
        months, began = service(figures, days, lengths_named(figures), self._plan.cutoff, wanted)
        if months is None:
            return
        value = settled_months(months, self._thresholds)
        given["months_served"] = Given(value, "said", months.words)
        if began and value is not None:
            given["served_from"] = Given(began.earliest, "said", began.words)

    def _add_main_duties(self, given: dict[str, Given], text: str, context: Context) -> None:
        concurrent = given.get("concurrent_posts") or context.known.get("concurrent_posts")
        wanted = context.open_fact in {"main_duties_at", "concurrent_posts"}
        if not wanted and not (concurrent and concurrent.value is True):
            return
        if "main_duties_at" in given:
            return
        match = _MAIN.search(text)
        if not match:
            return
        unit = match["unit"].strip("在了着的过")
        given["main_duties_at"] = Given(self._place(unit, given, context.known), "said", unit)

    def _place(self, unit: str, given: Mapping[str, Given], known: Facts) -> str:
        def holds(fact: str, value: object) -> bool:
            one = given.get(fact) or known.get(fact)
            return one is not None and one.value == value

        if holds("is_secondee", True):
            if _HOME.search(unit):
                return "home_unit"
            if _HOST.search(unit):
                return "host_unit"
        if holds("works_at", "township_station") and _SUPERIOR.search(unit):
            return "superior_department"
        return unit

    def _add_open(self, given: dict[str, Given], text: str, context: Context) -> None:
        """A short answer to the question just asked: yes, no, a choice's own words, a number."""
        fact = self._plan.facts.get(context.open_fact or "")
        if not fact or fact.id in given:
            return
        value = _answered(text, fact.kind, fact.values)
        if value is not None:
            given[fact.id] = Given(value, "said", text[:20])


_SIDE = re.compile(
    r"^(?:已经|早就|刚好?|刚刚?|应该|肯定|还)*(?P<short>不|没有?|未|差)?(?:满|够|到|达到)(?:了|呢|的|吧|6个月|六个月|半年|一点)*$"
)
_WHOLE, _JUST_BELOW = 6, 5.95  # months; only asked where that is the threshold
_SHORT_ANSWER = 6
_YES = re.compile(
    r"^(是的?|对的?|嗯+|有的?|有过|算|没错|好的?|是啊|对啊|是呢|得过|拿过|好|不错|可以)(了|啊|呀|的|,|.|!| |$)*$"
)
_NO = re.compile(
    r"^(不是的?|没有?的?|不|否|没有过|没得过|无|都没有|都不是|没|不算|不好|没拿过)(了|啊|呀|的|,|.|!| |$)*$"
)


def _answered(text: str, kind: str, values: Mapping[str, str]) -> bool | float | str | None:
    plain = text.strip(" ,.!?")
    if kind == "bool":
        if _YES.match(plain):
            return True
        return False if _NO.match(plain) else None
    if kind == "number" and (side := _SIDE.match(plain)):
        return _JUST_BELOW if side["short"] else float(_WHOLE)
    if kind == "number":
        match = re.search(r"\d+(?:\.\d+)?", arabic(plain))
        return float(match.group(0)) if match else None
    if kind == "choice" and len(plain) >= 1:
        for value, label in values.items():
            if plain == label or (len(plain) >= 2 and plain in label):
                return value
        if _NO.match(plain):
            return "none" if "none" in values else None
        words = re.sub(r"^(是|就是|属于|应该是)|(的|级|派的|吧|了)+$", "", plain)
        for value, label in values.items():
            if words and (words == label or (len(words) >= 2 and words in label)):
                return value
        named = [value for value, label in values.items() if label in plain]
        if len(named) == 1 and len(plain) <= _SHORT_ANSWER:
            return named[0]
    if kind == "text" and 2 <= len(plain) <= 20:
        return re.sub(r"^(主要)?(在|是)", "", plain)
    return None
