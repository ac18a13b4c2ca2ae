"""Faults of the notice itself, and of the plan as data about it, that do not stop the start."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rules.plan.deadlines import Status
from rules.plan.schema import Plan

_FORM = re.compile(r"附件\s*(\d+)")
_PERCENT = re.compile(r"\d+%")
_SENTENCE = re.compile("[，。；：,;]")
_BLANKED = re.compile(r"(?:x{2,}|X{2,}).{0,2}")
_PLACEHOLDER = re.compile(r"\{deadline:([^}]+)\}")


@dataclass(frozen=True)
class Finding:
    """Something a person should look at. `kind` groups findings; `where` is a clause or an id."""

    kind: str
    where: str
    words: str


def lint(plan: Plan, is_rest_day: Callable[[date], bool] | None = None) -> tuple[Finding, ...]:
    """All findings, in a fixed order. Without a calendar Saturdays and Sundays are rest days."""
    rest = is_rest_day or (lambda day: day.weekday() >= 5)
    return (
        *_dates(plan, rest),
        *_forms(plan),
        *_rounding(plan),
        *_uncovered(plan),
        *_terms(plan),
        *_blanked(plan),
        *_placeholders(plan),
    )


def _dates(plan: Plan, is_rest_day: Callable[[date], bool]) -> Iterator[Finding]:
    for deadline in plan.deadlines.values():
        printed, effective = deadline.printed_date, deadline.effective
        if printed is not None and printed < plan.cutoff:
            words = f"印的是{_day(printed)}，早于{_day(plan.cutoff)}年度结束：{deadline.label}。"
            yield Finding("impossible_date", deadline.id, f"{deadline.clause} {words}")
        if deadline.status is Status.BLANK:
            words = f"写的是“{deadline.printed}”，没有日期：{deadline.label}。"
            yield Finding("blank_date", deadline.id, f"{deadline.clause} {words}")
        if effective is not None and is_rest_day(effective):
            words = f"{_day(effective)}是{_weekday(effective)}，不是工作日：{deadline.label}。"
            yield Finding("rest_day", deadline.id, f"{deadline.clause} {words}")


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _weekday(day: date) -> str:
    return "星期" + "一二三四五六日"[day.weekday()]


def _forms(plan: Plan) -> Iterator[Finding]:
    named = {int(n) for clause in plan.clauses.values() for n in _FORM.findall(clause.text)}
    for number in range(1, max(named, default=0) + 1):
        form = f"附件{number}"
        if number not in named:
            yield Finding("gap_in_forms", form, f"{form}按编号应当有，正文从未提到。")
        elif form in plan.forms_unmentioned:
            words = f"{form}正文提到了，papers.yaml 却写在 unmentioned 里。"
            yield Finding("form_wrongly_listed", form, words)
    for paper in plan.papers.values():
        if paper.form is not None and not paper.supplied:
            words = f"{paper.clause} 提到{paper.form}《{paper.name}》，没有随方案提供样表。"
            yield Finding("form_not_supplied", paper.form, words)


def _rounding(plan: Plan) -> Iterator[Finding]:
    if plan.quotas.rounding is not None:
        return
    for clause in plan.clauses.values():
        found = _PERCENT.findall(clause.text)
        shares = dict.fromkeys(found)
        if shares and not _are_weights(found):
            words = f"{clause.id} 写了{'、'.join(shares)}，没有写小数怎么取整。"
            yield Finding("rounding_unstated", clause.id, words)


def _are_weights(found: Sequence[str]) -> bool:
    """Parts of a score, 50%, 30% and 20%: several that make up the whole, once or more."""
    return len(found) > 1 and sum(int(one.rstrip("%")) for one in found) % 100 == 0


def _uncovered(plan: Plan) -> Iterator[Finding]:
    shares = (*plan.quotas.shares.values(), *plan.quotas.by_team_grade.values())
    covered = {rule.clause for rule in plan.rules} | {plan.quotas.clause}
    covered |= {share.clause for share in shares}
    covered |= {clause for topic in plan.topics.values() for clause in topic.clauses}
    covered |= {deadline.clause for deadline in plan.deadlines.values()}
    covered |= {paper.clause for paper in plan.papers.values()}
    covered |= {case.clause for share in shares for _, case in share.cases}
    covered |= {clause for silence in plan.silences.values() for clause in silence.clauses}
    for clause in plan.clauses.values():
        only_lists = clause.id.startswith("附件")
        if clause.id not in covered and not only_lists and not is_heading(plan, clause.id):
            words = f"{clause.id}（{clause.title}）没有规则，也没有答复文字，问到只能引原文。"
            yield Finding("clause_uncovered", clause.id, words)


def is_heading(plan: Plan, clause: str) -> bool:
    """A passage with numbered ones below it, one without a number, or a title alone: 一、总则."""
    found = plan.clauses[clause]
    alone = found.text.strip().endswith(found.title) and not _SENTENCE.search(found.text)
    return (
        alone
        or clause == next(iter(plan.clauses))
        or any(other != clause and other.startswith(clause) for other in plan.clauses)
    )


def _terms(plan: Plan) -> Iterator[Finding]:
    for term in plan.terms:
        text = plan.clauses[term.clause].text
        if term.text not in text:
            words = f"{term.clause} 里找不到“{term.text}”，terms.yaml 要改。"
            yield Finding("term_not_found", term.text, words)
        else:
            words = f"{term.clause} “{term.text}”没有定义：{term.question}"
            yield Finding("term_undefined", term.text, words)


def _blanked(plan: Plan) -> Iterator[Finding]:
    for clause in plan.clauses.values():
        found = dict.fromkeys(_BLANKED.findall(clause.text))
        if found:
            words = f"{clause.id} 有名称被隐去：{'、'.join(f'“{name}”' for name in found)}。"
            yield Finding("name_blanked", clause.id, words)


def _placeholders(plan: Plan) -> Iterator[Finding]:
    for topic in plan.topics.values():
        for name in _PLACEHOLDER.findall(topic.text):
            if name not in plan.deadlines:
                words = f"答复“{topic.title}”引用的时限“{name}”不存在。"
                yield Finding("unknown_deadline", topic.id, words)
