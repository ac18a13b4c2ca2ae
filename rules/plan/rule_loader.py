"""Reads rules.yaml: one row a rule, each tied to a printed clause."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rules.plan.condition_loader import read_condition
from rules.plan.conditions import facts_in
from rules.plan.schema import Axis, Clause, Fact, Rule
from rules.plan.source import Source


def _example(
    clauses: Mapping[str, Clause], axes: Mapping[str, Axis], facts: Mapping[str, Fact]
) -> str:
    """A rule of this plan, written rightly."""
    axis, fact = next(iter(axes.values())), next(iter(facts.values()))
    when, sets = f"{{{fact.id}: {fact.example}}}", f"{{{axis.id}: {next(iter(axis.values))}}}"
    head = f"id: 某条, clause: {list(clauses)[-1]}, title: 某种情况"
    return f"- {{{head}, when: {when}, sets: {sets}}}"


def read_rules(
    source: Source,
    subjects: tuple[str, ...],
    cutoff: date,
    clauses: Mapping[str, Clause],
    axes: Mapping[str, Axis],
    facts: Mapping[str, Fact],
) -> tuple[Rule, ...]:
    """All rules in their order."""
    example = _example(clauses, axes, facts)
    rows = source.items(example)
    ids: dict[str, object] = {}
    for row in rows:
        own = row.mapping(example).get("id")
        if own is None:
            raise row.wrong("缺少“id”这一项。", example)
        if own.text(example) in ids:
            raise own.wrong(f"编号“{own.text(example)}”用了两次。", example)
        ids[own.text(example)] = None
    return tuple(
        _read_rule(row, subjects, cutoff, clauses, axes, facts, ids, example) for row in rows
    )


def _read_rule(
    row: Source,
    subjects: tuple[str, ...],
    cutoff: date,
    clauses: Mapping[str, Clause],
    axes: Mapping[str, Axis],
    facts: Mapping[str, Fact],
    ids: Mapping[str, object],
    example: str,
) -> Rule:
    fields = row.fields(
        "id clause title when", "about sets silent_on says_on overrides says strength", example
    )
    about = subjects[0]
    if "about" in fields:
        about = fields["about"].one_of(dict.fromkeys(subjects), "对象", "about: team")
    own_facts = {name: fact for name, fact in facts.items() if fact.about == about}
    rule = Rule(
        id=fields["id"].text(example),
        clause=fields["clause"].one_of(clauses, "条款", f"clause: {list(clauses)[-1]}"),
        title=fields["title"].text("title: 退休"),
        about=about,
        when=read_condition(fields["when"], own_facts, cutoff),
        sets=_sets(fields.get("sets"), axes),
        silent_on=_axes(fields.get("silent_on"), axes, "silent_on: [quota_base]"),
        says_on=_axes(fields.get("says_on"), axes, "says_on: [grade]"),
        overrides=_overrides(fields.get("overrides"), ids),
        says=fields["says"].text("says: 方案没有写。") if "says" in fields else "",
        strength=_strength(fields.get("strength")),
        line=row.line,
    )
    _check_speech(row, rule, example)
    return rule


def _check_speech(row: Source, rule: Rule, example: str) -> None:
    if not rule.speaks_on:
        raise row.wrong("这一条什么也没有定：sets、silent_on、says_on 至少写一项。", example)
    twice = [axis for axis in rule.speaks_on if rule.speaks_on.count(axis) > 1]
    if twice:
        words = f"“{twice[0]}”只能出现在 sets、silent_on、says_on 中的一处。"
        raise row.wrong(words, "sets: {grade: none}")
    if rule.says_on and not rule.says:
        raise row.wrong("写了 says_on 就要写 says 这句话。", "says: 根据处理情况确定。")
    if rule.id in rule.overrides:
        raise row.wrong("overrides 里不能写自己。", "overrides: [general]")
    if not facts_in(rule.when):
        raise row.wrong("条件不能空着。", example)


def _sets(source: Source | None, axes: Mapping[str, Axis]) -> dict[str, str]:
    example = "sets: {participation: does_not}"
    found: dict[str, str] = {}
    for axis, entry in source.mapping(example).items() if source else ():
        if axis not in axes:
            known = "、".join(axes)
            raise entry.wrong(f"没有叫“{axis}”的结果项；axes.yaml 里有：{known}。", example)
        found[axis] = entry.one_of(axes[axis].values, f"“{axis}”的值", example)
    return found


def _axes(source: Source | None, axes: Mapping[str, Axis], example: str) -> tuple[str, ...]:
    return source.names(axes, "结果项", example) if source else ()


def _overrides(source: Source | None, ids: Mapping[str, object]) -> tuple[str, ...]:
    return source.names(ids, "规则", "overrides: [general]") if source else ()


def _strength(source: Source | None) -> str:
    known = dict.fromkeys(("must", "generally"))
    return source.one_of(known, "强度", "strength: generally") if source else "must"
