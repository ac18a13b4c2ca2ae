"""From words found to the plan's facts: dates to months, posts to positions, scores."""

import re
from datetime import date
from functools import partial

from language.amounts import amount_beside, amount_in
from language.dates import Day, day_alone, days_named, nearest_to
from language.durations import lengths_named
from language.events import event_of, retirement, service, settled_months
from language.fact_model import FactModel
from language.facts import FactReader, Said
from language.figures import score_named
from language.follows import apply
from language.main_duties import main_duties
from language.numerals import arabic
from language.own_days import OwnDays
from language.reading import Context
from language.short_answers import answered
from language.subject import about_subject, is_correction
from language.tables import Later, shape
from language.thresholds import thresholds
from rules.plan import Fact, Facts, Given, Plan, Value
from rules.plan.conditions import facts_in, holds

_SCORE = re.compile(r"(?<![附件第条\d.])\d{2,3}(?:\.\d+)?(?![\d个名人位月日号年条])")
_DAY_ALONE = 20  # characters of “翻了任命文件，2018年12月”
_FRAGMENT, _VARIED = 14, 8  # … of “县残联的”, said of a team after another; of another value
_CLAUSE = re.compile(r"[,;.?! ]")
Drafts = dict[str, Given]


class Deriver:
    """Turns what was said into facts of one plan."""

    def __init__(self, plan: Plan, model: FactModel) -> None:
        self._plan, self._wording, self._model = plan, plan.wording, model
        self._rows = FactReader(plan)
        self._thresholds = {
            name: thresholds(plan, name)
            for name, fact in plan.facts.items()
            if fact.kind == "number"
        }
        self._teams = {kind: Later(one, kind) for kind, one in plan.wording.teams.items()}
        self._own_days = OwnDays(plan)
        self._counted = [fact for fact in plan.facts.values() if fact.counted_from]
        usual = ((one.id, one.presume) for one in plan.facts.values() if one.presume is not None)
        self._presumed = {name: Given(value, "presumed") for name, value in usual}
        score = plan.quotas.score
        self._score, self._line = (score.fact, score.at_least) if score else ("", 0)

    def days(self, figures: str, context: Context) -> tuple[date, ...]:
        """The days a message names, at their earliest."""
        return tuple(day.earliest for day in self._days_named(figures, context))

    def _days_named(self, figures: str, context: Context) -> list[Day]:
        """In a fragment that only varies the one day told before, of the year next to it."""
        days = days_named(figures, context.today, self._plan.year)
        known = [one.value for one in context.known.values() if isinstance(one.value, date)]
        if len(known) == 1 and days and shape("and_this").search(figures):
            return nearest_to(days, known[0])
        return days

    def facts(self, text: str, context: Context, *, alone: bool = False) -> Facts:
        """Facts of the plan, with its values, that `text` says; `alone`: no message, but a post."""
        subject = about_subject(text).replace("是不是", "是否")
        sure = shape("unsure").sub(" ", subject)
        given = {fact: _said(one) for fact, one in self._said(sure, subject, context).items()}
        if not alone and not context.open_fact:
            told, found = shape("only_asked").sub(" ", sure), set(given)
            self._model.put_right(given, told, partial(self._rows.denies, sure))
            for name in (set(given) - found) & set(context.known):
                if self._plan.facts[name].words(given[name].value or "") not in told:
                    del given[name]  # nothing tells it otherwise than the talk has it
        figures = arabic(sure)
        self._add_score(given, figures, context)
        self._add_amounts(given, figures)
        self._forget_other_years(given, figures, context)
        self._add_times(given, figures, context)
        self._add_main_duties(given, sure, context)
        self._add_open(given, sure, context)
        self._add_varied(given, sure, context)
        self._add_retold(given, sure, context)
        apply(self._wording.follows, given, sure, context)
        return {fact: one for fact, one in given.items() if self._known(fact, one)}

    def _known(self, fact: str, given: Given) -> bool:
        known = self._plan.facts.get(fact)
        return known is not None and (given.value is None or known.accepts(given.value))

    def _said(self, sure: str, whole: str, context: Context) -> dict[str, Said]:
        """The rows' facts; of what somebody is unsure of (“县派还是市派搞不清”) only the hint."""
        said = self._rows.read(sure)
        for unsure in shape("unsure").finditer(whole):
            for fact, one in self._rows.read(unsure.group(0)).items():
                said.setdefault(fact, Said(None, one.words, one.start, one.end))
        team = self._plan.owing.team_fact
        short = context.topic == "team_assessed" and len(sure) <= _FRAGMENT
        of_team = "班子" in sure or context.open_fact == team or short
        found = self._team_in(sure) if team and of_team and team not in said else None
        return {**said, team: found} if found else said

    def _team_in(self, text: str) -> Said | None:
        found = ((kind, words.now.search(text)) for kind, words in self._teams.items())
        return next(
            (Said(kind, one.group(0), one.start(), one.end()) for kind, one in found if one), None
        )

    def team(self, text: str) -> Facts:
        """The kind of unit named, where a message asks of its team without the word 班子."""
        team = self._plan.owing.team_fact
        found = self._team_in(about_subject(text)) if team else None
        return {team: _said(found)} if found else {}

    def _add_amounts(self, given: Drafts, figures: str) -> None:
        """Numbers beside the words of their fact: “病假200天”."""
        for name, one in list(given.items()):
            fact = self._plan.facts.get(name)
            if fact is None or fact.kind != "number" or one.value is not None:
                continue
            if fact.counted_from and not fact.say:
                continue  # how long somebody served is told by what happened when
            found = amount_beside(figures, one.words, fact.unit)
            if found:
                value = found.settled(self._thresholds.get(name, ()))
                given[name] = Given(value, "said", found.words)

    def _add_times(self, given: Drafts, figures: str, context: Context) -> None:
        days = self._days_named(figures, context) or self._same_month(figures, context)
        events = self._wording.events
        self._add_retirement(given, figures, days, context)
        recalled = [day for day in days if event_of(day, figures) == "recalled"]
        back = events.get("recalled", "")
        if back in given and recalled and recalled[0].earliest > self._plan.cutoff:
            given[back] = Given(False, "said", recalled[0].words)
        posts = [day for day in days if event_of(day, figures) == "post" and self._placed(day)]
        posts = posts or self._another_post_day(figures, days, context)
        if posts and "post" in events:
            given[events["post"]] = Given(posts[-1].earliest, "said", posts[-1].words)
        for fact in self._counted:
            self._add_service(fact, given, figures, days, context)
        given |= self._own_days.read(given, figures, days, context.open_fact)

    def _another_post_day(self, figures: str, days: list[Day], context: Context) -> list[Day]:
        """“1月2号呢” after the day of a new post, the only one told."""
        dated = {name for name, one in context.known.items() if isinstance(one.value, date)}
        only = dated == {self._wording.events.get("post", "")}
        return days if only and shape("and_this").search(figures) else []

    def _same_month(self, figures: str, context: Context) -> list[Day]:
        known = [g.value for g in context.known.values() if isinstance(g.value, date)]
        day = day_alone(figures, known[0]) if len(known) == 1 else None
        return [day] if day else []

    def _placed(self, day: Day) -> bool:
        """Whether all of it is on one side of the cut-off: “10月” will do, “12月” will not."""
        cutoff = self._plan.cutoff
        return day.certain or day.latest < cutoff or day.earliest > cutoff

    def _add_retirement(
        self, given: Drafts, figures: str, days: list[Day], context: Context
    ) -> None:
        fact = self._plan.facts.get(self._wording.events.get("retired", ""))
        if fact is None:
            return
        wanted = context.open_fact == fact.id
        about, known = given.get(fact.id), context.known.get(fact.id)
        again = known is not None and known.value != fact.presume
        again = again and (
            bool(shape("of_retirement").search(figures))
            or self._redated(fact.id, given, figures, days, context)
        )
        if (about and about.value is None) or ((wanted or again) and days and not about):
            day = retirement(figures, days, self._plan.cutoff, wanted or again)
            if day:
                given[fact.id] = day

    def _add_service(
        self, fact: Fact, given: Drafts, figures: str, days: list[Day], context: Context
    ) -> None:
        """How long somebody has been where they were sent, by a length or by the day it began."""
        begun = fact.counted_from or ""
        wanted = context.open_fact in {fact.id, begun} or self._redated(
            fact.id, given, figures, days, context
        )
        told = {**self._presumed, **context.known, **given}
        if not wanted and fact.applies_when and not holds(fact.applies_when, told):
            return
        hinted = any(given[one].value is None for one in {fact.id, begun} & set(given))
        wanted = wanted or (hinted and bool(fact.say))  # “3月借调的”, by its own words
        days = [day for day in days if event_of(day, figures) not in {"retired", "case"}]
        months, began = service(figures, days, lengths_named(figures), self._plan.cutoff, wanted)
        if months is None:
            return
        value = settled_months(months, [one.at for one in self._thresholds.get(fact.id, ())])
        given[fact.id] = Given(value, "said", months.words)
        if began and value is not None:
            given[begun] = Given(began.earliest, "said", began.words)

    def _redated(
        self, fact: str, given: Drafts, figures: str, days: list[Day], context: Context
    ) -> bool:
        """“看了下介绍信，是10月1号”: the one day told before is put right, or told anew, alone."""
        times = {one.id for one in self._counted} | {self._wording.events.get("retired", "")}
        dated = times & {*context.known, *given}
        if dated - {fact} or fact not in context.known or not days:
            return False
        asks = shape("question_word").search(figures) and not shape("and_this").search(figures)
        alone = len(figures) <= _DAY_ALONE and not asks
        return is_correction(figures) or (alone and not shape("of_papers").search(figures))

    def _forget_other_years(self, given: Drafts, figures: str, context: Context) -> None:
        """Drops what a clause says of a year before the plan's."""
        of_a_year = set(self._wording.of_a_year)
        if not of_a_year & set(given):
            return
        for clause in _CLAUSE.split(figures):
            days = days_named(clause, context.today, self._plan.year)
            this_year = any(day.latest.year >= self._plan.year for day in days)
            if this_year or not (days or shape("last_year").search(clause)):
                continue
            for fact in of_a_year & set(given):
                words = given[fact].words or ""
                if arabic(words) in clause:
                    del given[fact]
                    usual = self._plan.facts[fact]
                    if usual.presume is not None and usual.kind == "choice":
                        given[fact] = Given(usual.presume, "said", words)

    def _add_score(self, given: Drafts, figures: str, context: Context) -> None:
        if not self._score:
            return
        label = self._plan.facts[self._score].label
        score = score_named(figures, self._line, label)
        if score is None and context.open_fact == self._score:
            match = _SCORE.search(figures)
            score = float(match.group(0)) if match else None
        if score is not None:
            given[self._score] = Given(score, "said", f"{score:g}分")

    def _add_main_duties(self, given: Drafts, text: str, context: Context) -> None:
        fact = self._plan.facts.get(self._plan.owing.main_fact)
        if fact is None or fact.id in given:
            return
        told = {**context.known, **given}
        gates = facts_in(fact.applies_when) if fact.applies_when else ()
        wanted = context.open_fact in {fact.id, *gates}
        if not wanted and fact.applies_when and not holds(fact.applies_when, told):
            return
        found = main_duties(text, self._wording.duties, told)
        if found is not None:
            given[fact.id] = found

    def _add_open(self, given: Drafts, text: str, context: Context) -> None:
        """A short answer to the question just asked."""
        fact = self._plan.facts.get(context.open_fact or "")
        if fact and fact.id not in given:
            value = answered(text, fact, self._thresholds.get(fact.id, ()))
            if value is not None:
                given[fact.id] = Given(value, "said", text[:20])

    def _add_varied(self, given: Drafts, text: str, context: Context) -> None:
        """“不是较差，是一般”, “那较差的呢”: another value of a choice told before."""
        rest = _varied(text)
        found: dict[str, Value] = {}
        for name in context.known if rest else ():
            fact = self._plan.facts.get(name)
            if fact is None or fact.kind != "choice" or name in given:
                continue
            value = answered(rest, fact, ())
            if value is not None and value != context.known[name].value:
                found[name] = value
        # “一般” is a grade called so, before it is a part of “中层或一般干部”.
        called = {name for name, one in found.items() if self._plan.facts[name].words(one) in rest}
        for name, another in found.items():
            if name in called or not called:
                given[name] = Given(another, "said", rest)

    def _add_retold(self, given: Drafts, text: str, context: Context) -> None:
        """“正好6个月” with nothing asked: a number told before, once more and with its unit."""
        for name in () if context.open_fact or text.isdigit() else context.known:
            fact = self._plan.facts.get(name)
            if fact is None or fact.kind != "number" or fact.counted_from or name in given:
                continue
            value = answered(text, fact, ())
            if value is not None and amount_in(text, fact.unit):
                given[name] = Given(value, "said", text[:20])


def _varied(text: str) -> str:
    """The few words a correction puts in place of others, or that a fragment asks on about."""
    if is_correction(text):
        last = shape("put_right").split(text)[-1].strip(" ,.;!?")
        return last if 0 < len(last) <= _VARIED else ""
    found = shape("and_this").search(text)
    return found["what"] if found else ""


def _said(one: Said) -> Given:
    return Given(one.value, "said", one.words, one.among)
