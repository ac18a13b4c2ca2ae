"""From words found to the plan's facts: dates to months, posts to positions, scores."""

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
from language.short_answers import answered
from language.subject import about_subject, is_correction
from language.tables import pattern, shape, table
from language.thresholds import thresholds
from rules.plan import Facts, Given, Plan

_SCORE = re.compile(r"(?<![附件第条\d.])\d{2,3}(?:\.\d+)?(?![\d个名人位月日号年条])")
_FRAGMENT = 14  # characters of “县残联的”, said of a team after another
_DAY_ALONE = 20  # … of “翻了任命文件，2018年12月”
_ORIGINS = frozenset({"school", "hospital", "enterprise", "public_institution"})
# What is said of one year and holds for that year alone: “2018年被问责过” bars nobody in 2019.
_OF_A_YEAR = frozenset(
    {"head_bar", "routine_excellent", "routine_good", "evaluation_score", "team_grade"}
)
# What is only planned does not hold yet.
_NOT_YET = (("is_secondee", False), ("village_post", "none"))
_CLAUSE = re.compile(r"[,;.?! ]")

Drafts = dict[str, Given]


class Deriver:
    """Turns what was said into facts of one plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._rows = FactReader()
        self._thresholds = {
            name: thresholds(plan, name)
            for name, fact in plan.facts.items()
            if fact.kind == "number"
        }
        self._teams = {
            kind: pattern(words, f"kinds.yaml {kind}")
            for kind, words in table("kinds")["teams"].items()
        }

    def days(self, figures: str, context: Context) -> tuple[date, ...]:
        """The days a message names, at their earliest."""
        return tuple(d.earliest for d in days_named(figures, context.today, self._plan.year))

    def facts(self, text: str, context: Context) -> Facts:
        """Facts the words of `text` say about whom or what they are about."""
        subject = about_subject(text).replace("是不是", "是否")
        sure = shape("unsure").sub(" ", subject)
        given = {fact: _said(one) for fact, one in self._said(sure, subject, context).items()}
        _add_derived(given)
        if shape("not_yet").search(sure):
            given |= {one: Given(value, "said", given[one].words) for one, value in _NOT_YET if one in given}
        figures = arabic(sure)
        _add_score(given, figures, context)
        self._forget_other_years(given, figures, context)
        self._add_times(given, figures, context)
        _add_main_duties(given, sure, context)
        self._add_open(given, sure, context)
        _forget_origins(given, sure, context)
        return {fact: one for fact, one in given.items() if fact in self._plan.facts}

    def _said(self, sure: str, whole: str, context: Context) -> dict[str, Said]:
        """The rows' facts; of what somebody is unsure of (“县派还是市派搞不清”) only the hint."""
        said = self._rows.read(sure)
        for unsure in shape("unsure").finditer(whole):
            for fact, one in self._rows.read(unsure.group(0)).items():
                said.setdefault(fact, Said(None, one.words, one.start, one.end))
        short = context.topic == "team_assessed" and len(sure) <= _FRAGMENT
        of_team = "班子" in sure or context.open_fact == "team_kind" or short
        if of_team and "team_kind" not in said:
            for kind, words in self._teams.items():
                match = words.search(sure)
                if match:
                    said["team_kind"] = Said(kind, match.group(0), match.start(), match.end())
                    break
        return said

    def _add_times(self, given: Drafts, figures: str, context: Context) -> None:
        days = days_named(figures, context.today, self._plan.year)
        self._add_retirement(given, figures, days, context)
        recalled = [day for day in days if event_of(day, figures) == "recalled"]
        if "village_recalled" in given and recalled and recalled[0].earliest > self._plan.cutoff:
            given["village_recalled"] = Given(False, "said", recalled[0].words)
        posts = [day for day in days if event_of(day, figures) == "post" and self._placed(day)]
        if posts:
            given["post_since"] = Given(posts[-1].earliest, "said", posts[-1].words)
        self._add_service(given, figures, days, context)

    def _placed(self, day: Day) -> bool:
        """Whether all of it is on one side of the cut-off: “10月” will do, “12月” will not."""
        cutoff = self._plan.cutoff
        return day.certain or day.latest < cutoff or day.earliest > cutoff

    def _add_retirement(
        self, given: Drafts, figures: str, days: list[Day], context: Context
    ) -> None:
        wanted = context.open_fact == "retired_on"
        about, known = given.get("retired_on"), context.known.get("retired_on")
        again = known is not None and known.value != "not_retired"
        again = again and ("退" in figures or _redated("retired_on", given, figures, days, context))
        if (about and about.value is None) or ((wanted or again) and days and not about):
            day = retirement(figures, days, self._plan.cutoff, wanted or again)
            if day:
                given["retired_on"] = day

    def _add_service(self, given: Drafts, figures: str, days: list[Day], context: Context) -> None:
        wanted = context.open_fact == "months_served" or _redated(
            "months_served", given, figures, days, context
        )
        secondee = given.get("is_secondee") or context.known.get("is_secondee")
        if not wanted and not (secondee and secondee.value is True):
            return
        days = [day for day in days if event_of(day, figures) not in {"retired", "case"}]
        months, began = service(figures, days, lengths_named(figures), self._plan.cutoff, wanted)
        if months is None:
            return
        value = settled_months(months, self._thresholds.get("months_served", ()))
        given["months_served"] = Given(value, "said", months.words)
        if began and value is not None:
            given["served_from"] = Given(began.earliest, "said", began.words)

    def _forget_other_years(self, given: Drafts, figures: str, context: Context) -> None:
        """Drops what a clause says of a year before the plan's."""
        if not _OF_A_YEAR & set(given):
            return
        for clause in _CLAUSE.split(figures):
            days = days_named(clause, context.today, self._plan.year)
            this_year = any(day.latest.year >= self._plan.year for day in days)
            if this_year or not (days or shape("last_year").search(clause)):
                continue
            for fact in _OF_A_YEAR & set(given):
                words = given[fact].words or ""
                if arabic(words) in clause:
                    del given[fact]
                    usual = self._plan.facts[fact].presume if fact == "head_bar" else None
                    if usual is not None:
                        given[fact] = Given(usual, "said", words)

    def _add_open(self, given: Drafts, text: str, context: Context) -> None:
        """A short answer to the question just asked."""
        fact = self._plan.facts.get(context.open_fact or "")
        if fact and fact.id not in given:
            value = answered(text, fact, self._thresholds.get(fact.id, ()))
            if value is not None:
                given[fact.id] = Given(value, "said", text[:20])


def _said(one: Said) -> Given:
    return Given(one.value, "said", one.words)


def _holds(fact: str, value: object, *sources: Mapping[str, Given]) -> bool:
    one = next((source[fact] for source in sources if fact in source), None)
    return one is not None and one.value == value


def _redated(fact: str, given: Drafts, figures: str, days: list[Day], context: Context) -> bool:
    """“看了下介绍信，是10月1号”: the one day told before is put right, or told anew and alone."""
    dated = {"months_served", "retired_on"} & {*context.known, *given}
    if dated - {fact} or fact not in context.known or not days:
        return False
    alone = len(figures) <= _DAY_ALONE and not shape("question_word").search(figures)
    return is_correction(figures) or (alone and not shape("of_papers").search(figures))


def _add_derived(given: Drafts) -> None:
    """Posts the rows know by their own names become the plan's positions."""
    position, at = given.get("position"), given.get("works_at")
    if position and position.value == "leads_station":
        given["position"] = Given("team_member", "said", position.words)
    if position and position.value == "school_head":
        heads = at is not None and at.value in _ORIGINS
        given["position"] = Given("unit_head" if heads else "team_member", "said", position.words)
    if at and at.value == "village" and "county_cadre" not in given:
        given["county_cadre"] = Given(False, "derived", at.words)
    if _holds("routine_excellent", False, given) and _holds("routine_good", True, given):
        del given["routine_good"]


def _add_score(given: Drafts, figures: str, context: Context) -> None:
    score = score_named(figures)
    if score is None and context.open_fact == "evaluation_score":
        match = _SCORE.search(figures)
        score = float(match.group(0)) if match else None
    if score is not None:
        given["evaluation_score"] = Given(score, "said", f"{score:g}分")


def _add_main_duties(given: Drafts, text: str, context: Context) -> None:
    wanted = context.open_fact in {"main_duties_at", "concurrent_posts"}
    if not (wanted or _holds("concurrent_posts", True, given, context.known)):
        return
    match = None if "main_duties_at" in given else shape("main").search(text)
    if match:
        unit = match["unit"].strip("在了着的过")
        given["main_duties_at"] = Given(_place(unit, given, context.known), "said", unit)


def _place(unit: str, given: Drafts, known: Facts) -> str:
    """A unit that another clause names anyway is called as the plan calls it."""
    if _holds("is_secondee", True, given, known):
        if shape("home").search(unit):
            return "home_unit"
        if shape("host").search(unit):
            return "host_unit"
    if _holds("works_at", "township_station", given, known) and shape("superior").search(unit):
        return "superior_department"
    return unit


def _forget_origins(given: Drafts, text: str, context: Context) -> None:
    """Where somebody was sent from is not where they work, and who sends to a course no level."""
    away = [given.get(one) or context.known.get(one) for one in ("is_secondee", "village_post")]
    sent = any(one is not None and one.value not in {False, "none"} for one in away)
    at = given.get("works_at")
    if sent and at and at.value in _ORIGINS and not shape("still").search(text):
        del given["works_at"]
    # “学校那段谁写情况” of somebody on a course: the school is where they learn.
    if _holds("in_training", True, given, context.known) and shape("course").search(text):
        given.pop("works_at", None)
    if "sent_by" in given and not sent and context.open_fact != "sent_by":
        del given["sent_by"]
