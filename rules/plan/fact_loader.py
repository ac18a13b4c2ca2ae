"""Reads facts.yaml: what a ruling may rest on, how it is asked and what is presumed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from rules.plan.condition_loader import read_condition
from rules.plan.conditions import Condition
from rules.plan.schema import Fact
from rules.plan.source import Source, Value

EXAMPLE = "sent_by: {label: 派出层级, kind: choice, values: {county: 县}, question: 哪级派的？}"
KINDS = dict.fromkeys(("bool", "choice", "number", "date", "text"))
OPTIONAL = (
    "about values unit presume presume_words presume_when applies_when counted_from implies say "
    "asked_as short"
)


def read_facts(source: Source, subjects: tuple[str, ...], cutoff: date) -> Mapping[str, Fact]:
    """All facts by their name."""
    found: dict[str, Fact] = {}
    entries = source.mapping(EXAMPLE)
    for name, entry in entries.items():
        if name in ("all", "any", "not"):
            raise entry.wrong(f"“{name}”是条件里的连接词，不能作事实的名称。", EXAMPLE)
        found[name] = _read_fact(name, entry, subjects, found, cutoff)
    for name, entry in entries.items():
        fields = entry.mapping(EXAMPLE)
        if "implies" in fields:
            found[name] = replace(found[name], implies=_implies(fields["implies"], name, found))
    return MappingProxyType(found)


def _read_fact(
    name: str, source: Source, subjects: tuple[str, ...], above: Mapping[str, Fact], cutoff: date
) -> Fact:
    fields = source.fields("label kind question", OPTIONAL, EXAMPLE)
    kind = fields["kind"].one_of(KINDS, "事实类型", "kind: choice")
    values = fields["values"].mapping("values: {county: 县}") if "values" in fields else {}
    if kind == "choice" and not values:
        raise source.wrong("kind 是 choice 的事实要写 values。", EXAMPLE)
    if kind == "bool" and values and set(values) != {"true", "false"}:
        example = 'values: {"true": 是挂职干部, "false": 不是挂职干部}'
        raise fields["values"].wrong("kind 是 bool 的事实，values 只能写 true 和 false。", example)
    known_subjects = dict.fromkeys(subjects)

    def text(key: str) -> str:
        return fields[key].text(f"{key}: …") if key in fields else ""

    def condition(key: str) -> Condition | None:
        return read_condition(fields[key], above, cutoff) if key in fields else None

    fact = Fact(
        id=name,
        label=text("label"),
        kind=kind,
        values=MappingProxyType({v: s.text("county: 县") for v, s in values.items()}),
        question=text("question"),
        about=_about(fields.get("about"), known_subjects, subjects[0]),
        presume_words=text("presume_words"),
        presume_when=condition("presume_when"),
        applies_when=condition("applies_when"),
        unit=text("unit"),
        asked_as=text("asked_as"),
        counted_from=_counted_from(fields.get("counted_from"), above),
        say=_say(fields["say"], kind, values) if "say" in fields else {},
        short=_short(fields["short"], kind, values) if "short" in fields else {},
    )
    if "presume" not in fields:
        return fact
    if not fact.presume_words:
        words = "有 presume 就要写 presume_words，回复里要说出来，不能悄悄当作已知。"
        raise fields["presume"].wrong(words, "presume_words: 未提到退休")
    return replace(fact, presume=fact.read_value(fields["presume"]))


def _say(source: Source, kind: str, values: Mapping[str, Source]) -> Mapping[str, tuple[str, ...]]:
    """Words by value, or those of the fact itself."""
    if not source.is_mapping:
        return {"": source.texts("say: [某种说法]")}
    known = dict.fromkeys(("true", "false")) if kind == "bool" else values
    found: dict[str, tuple[str, ...]] = {}
    for value, entry in source.mapping("say: {甲: [某种说法]}").items():
        if value not in known:
            words = f"这项事实没有“{value}”这个值；有：{'、'.join(known) or '没有分值'}。"
            raise entry.wrong(words, "say: [某种说法]")
        found[value] = entry.texts("say: {甲: [某种说法]}")
    return found


def _short(source: Source, kind: str, values: Mapping[str, Source]) -> Mapping[str, str]:
    """Words by value, or around any value."""
    example = 'short: 挂职{} 或 short: {"true": 挂职}'
    if not source.is_mapping:
        words = source.text(example)
        if words.count("{}") != 1:
            raise source.wrong("short 里要有一处 {}，放具体的值。", example)
        return {"": words}
    known = dict.fromkeys(("true", "false")) if kind == "bool" else values
    found: dict[str, str] = {}
    for value, entry in source.mapping(example).items():
        if value not in known:
            words = f"这项事实没有“{value}”这个值；有：{'、'.join(known) or '没有分值'}。"
            raise entry.wrong(words, example)
        found[value] = entry.text(example)
    return found


def _about(source: Source | None, known: Mapping[str, object], default: str) -> str:
    return source.one_of(known, "对象", "about: team") if source else default


def _counted_from(source: Source | None, above: Mapping[str, Fact]) -> str | None:
    if source is None:
        return None
    dates = {name: fact for name, fact in above.items() if fact.kind == "date"}
    return source.one_of(dates, "写在前面的日期事实", "counted_from: served_from")


def _implies(
    source: Source, name: str, facts: Mapping[str, Fact]
) -> Mapping[str, Mapping[str, tuple[Value, ...]]]:
    example = 'implies: {"true": {position: unit_head}}'
    later = dict(list(facts.items())[list(facts).index(name) + 1 :])
    read: Callable[[Source, Fact], tuple[Value, ...]] = lambda s, fact: tuple(  # noqa: E731
        fact.read_value(item) for item in s.listed(example)
    )
    found: dict[str, Mapping[str, tuple[Value, ...]]] = {}
    for value, entry in source.mapping(example).items():
        narrowed: dict[str, tuple[Value, ...]] = {}
        for target, values in entry.mapping(example).items():
            if target not in later:
                raise values.wrong(f"“{target}”不是写在“{name}”后面的事实。", example)
            narrowed[target] = read(values, later[target])
        found[value] = narrowed
    return found
