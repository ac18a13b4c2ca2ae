"""What two plans say otherwise whoever is concerned: dates, shares of 优秀 and clauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rules.plan.deadlines import Deadline, Status
from rules.plan.quotas import Share
from rules.plan.schema import Plan

_NONE: Final = "没有"
_STATUS: Final = {
    Status.CONFIRMED: "确定",
    Status.PRESUMED: "推定",
    Status.BLANK: "空白",
}
_KINDS: Final = {"members": "班子成员", "teams": "领导班子", "delegated": "委托考核"}
_ROUNDING: Final = {"down": "舍去", "up": "进位", "nearest": "四舍五入", None: "没有写"}


@dataclass(frozen=True)
class TermChange:
    """`kind`: date · share · clause."""

    kind: str
    what: str
    before: str
    after: str


def term_changes(before: Plan, after: Plan) -> tuple[TermChange, ...]:
    """All that is otherwise."""
    return (*_dates(before, after), *_shares(before, after), *_clauses(before, after))


def _dates(before: Plan, after: Plan) -> Iterator[TermChange]:
    if before.cutoff != after.cutoff:
        cutoffs = (before.cutoff.isoformat(), after.cutoff.isoformat())
        yield TermChange("date", "考核截止日", *cutoffs)
    for id in dict.fromkeys((*before.deadlines, *after.deadlines)):
        was, now = before.deadlines.get(id), after.deadlines.get(id)
        if _day(was) != _day(now):
            label = next(each.label for each in (was, now) if each)
            yield TermChange("date", label, _day(was), _day(now))


def _day(deadline: Deadline | None) -> str:
    if deadline is None:
        return _NONE
    day = f"{deadline.effective}，" if deadline.effective else ""
    return f"{day}{_STATUS[deadline.status]}（{deadline.clause}）"


def _shares(before: Plan, after: Plan) -> Iterator[TermChange]:
    old, new = before.quotas, after.quotas
    tables = (
        ("{}优秀比例", old.shares, new.shares, _KINDS),
        ("班子{}等次时的比例", old.by_team_grade, new.by_team_grade, _grades(before, after)),
    )
    for words, were, are, labels in tables:
        for id in dict.fromkeys((*were, *are)):
            was, now = _share(were.get(id)), _share(are.get(id))
            if was != now:
                yield TermChange("share", words.format(labels.get(id, id)), was, now)
    if _line(before) != _line(after):
        yield TermChange("share", "优秀的最低测评分", _line(before), _line(after))
    if old.rounding != new.rounding:
        rounding = (_ROUNDING.get(old.rounding, ""), _ROUNDING.get(new.rounding, ""))
        yield TermChange("share", "名额小数取整", *rounding)


def _grades(before: Plan, after: Plan) -> dict[str, str]:
    facts = (plan.facts.get(plan.quotas.grade_fact) for plan in (after, before))
    return {id: label for fact in facts if fact for id, label in fact.values.items()}


def _share(share: Share | None) -> str:
    if share is None:
        return _NONE
    softly = "一般不超过" if share.strength == "generally" else "不超过"
    steps = [
        (f"{tier.up_to}人以内" if tier.up_to is not None else "再多")
        + (f"{tier.most}名" if tier.most is not None else f"{tier.percent}%")
        for tier in share.tiers
    ]
    usual = f"{share.percent}%" if share.percent is not None else f"另见{share.annex}"
    return f"{softly}{'，'.join(steps) or usual}（{share.clause}）"


def _line(plan: Plan) -> str:
    return f"{plan.quotas.score.at_least}分" if plan.quotas.score else _NONE


def _clauses(before: Plan, after: Plan) -> Iterator[TermChange]:
    for id in dict.fromkeys((*before.clauses, *after.clauses)):
        was, now = before.clauses.get(id), after.clauses.get(id)
        if was is None or now is None:
            has = (_NONE if was is None else was.title, _NONE if now is None else now.title)
            yield TermChange("clause", id, *has)
        elif "".join(was.text.split()) != "".join(now.text.split()):
            yield TermChange("clause", id, was.text.strip(), now.text.strip())
