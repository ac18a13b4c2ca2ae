"""Reads dialogue.yaml, and works out from the rest of the plan what it leaves out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeVar

from rules.plan.condition_loader import read_test
from rules.plan.conditions import Condition
from rules.plan.dialogue import (
    QUESTIONS,
    Dialogue,
    Instead,
    Likely,
    Need,
    PostCounted,
    TeamsListed,
    Told,
)
from rules.plan.quotas import Quotas
from rules.plan.schema import Axis, Clause, Fact, Owing, Paper, Silence, TopicText
from rules.plan.source import Source, open_source

T = TypeVar("T")
_OPTIONAL: Final = (
    "questions place host post heads second_post usual_places places of_the_unit needs "
    "rule_texts likely instead interrupted ended teams post_counted welcome meaning"
)
_BRACES: Final = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Known:
    """What dialogue.yaml may name."""

    cutoff: date
    clauses: Mapping[str, Clause]
    axes: Mapping[str, Axis]
    facts: Mapping[str, Fact]
    topics: Mapping[str, TopicText]
    silences: Mapping[str, Silence]
    papers: Mapping[str, Paper]
    owing: Owing
    quotas: Quotas

    @property
    def fact(self) -> str:
        """A fact of this plan, for examples."""
        return next(iter(self.facts))

    @property
    def asks(self) -> str:
        """A line that names questions of this plan rightly."""
        return f"questions: {{{QUESTIONS[0]}: {self.owing.axis}}}"


def read_dialogue(file: Path, known: Known) -> Dialogue:
    """Without the file all is worked out from axes, papers and quotas."""
    if not file.exists():
        questions = _questions_by_themselves(known)
        meaning = _meaning(None, known, questions)
        return Dialogue(questions=MappingProxyType(questions), meaning=meaning)
    fields = open_source(file).fields("", _OPTIONAL, known.asks)

    def each(name: str, read: Callable[[Source], T]) -> tuple[T, ...]:
        return (
            tuple(read(one) for one in fields[name].items(f"{name}: …")) if name in fields else ()
        )

    def one_of(name: str, choices: Mapping[str, object] = known.facts, what: str = "事实") -> str:
        example = f"{name}: {next(iter(choices), '甲')}"
        return fields[name].one_of(choices, what, example) if name in fields and choices else ""

    def facts(name: str) -> tuple[str, ...]:
        example = f"{name}: [{known.fact}]"
        return fields[name].names(known.facts, "事实", example) if name in fields else ()

    questions = _questions_by_themselves(known)
    if "questions" in fields:
        questions = _questions(fields["questions"], known)

    def values(name: str, of: str) -> tuple[str, ...]:
        some = known.facts[of].values if of else {}
        example = f"{name}: [{next(iter(some), '甲')}]"
        return fields[name].names(some, f"“{of}”的值", example) if name in fields else ()

    place, post = one_of("place"), one_of("post")
    return Dialogue(
        questions=MappingProxyType(questions),
        place=place,
        host=one_of("host"),
        post=post,
        heads=values("heads", post),
        second_post=one_of("second_post"),
        usual_places=values("usual_places", place),
        places=facts("places"),
        of_the_unit=facts("of_the_unit"),
        needs=each("needs", lambda one: _need(one, known, questions)),
        rule_texts=_rule_texts(fields.get("rule_texts"), known, questions),
        likely=each("likely", lambda one: _likely(one, known, questions)),
        instead=each("instead", lambda one: _instead(one, known)),
        interrupted=one_of("interrupted", known.silences, "没有写明的事"),
        ended=one_of("ended", known.silences, "没有写明的事"),
        teams=_teams(fields["teams"], known) if "teams" in fields else None,
        post_counted=_post(fields["post_counted"], known, place)
        if "post_counted" in fields
        else None,
        meaning=_meaning(fields.get("meaning"), known, questions),
        welcome=fields["welcome"].texts("welcome: [我在哪考核？]") if "welcome" in fields else (),
    )


def _questions_by_themselves(known: Known) -> dict[str, str]:
    """What the parts of the plan already tell; what is left of the axes, if one, is the grade."""
    counting = known.quotas.counting
    gates = [name for name, axis in known.axes.items() if axis.gates]
    forms = {paper.form for paper in known.papers.values() if paper.form}
    found = {
        "where_assessed": known.owing.axis,
        "whose_quota": counting.quota_axis,
        "in_base": counting.base_axis,
        "takes_part": gates[0] if gates else "",
        "which_form": next((n for n, a in known.axes.items() if forms & set(a.values)), ""),
    }
    rest = [name for name in known.axes if name not in found.values()]
    if len(rest) == 1:
        found |= {"grade": rest[0], "eligible": rest[0]}
    return {name: axis for name, axis in found.items() if axis}


def _questions(source: Source, known: Known) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, entry in source.mapping(known.asks).items():
        if name not in QUESTIONS:
            words = f"没有叫“{name}”的问题；能写的是：{'、'.join(QUESTIONS)}。"
            raise entry.wrong(words, known.asks)
        found[name] = entry.one_of(known.axes, "结果项", known.asks)
    return found


def read_told(source: Source, facts: Mapping[str, Fact], cutoff: date) -> Told:
    """`any`, or a mapping of facts to `any` or to a test as conditions write it."""
    example = f"told: {{{next(iter(facts), '甲')}: any}}"
    if _is_any(source):
        return Told({})
    wanted: dict[str, Condition | None] = {}
    for name, inner in source.mapping(example).items():
        if name not in facts:
            words = f"没有叫“{name}”的事实；facts.yaml 里有：{'、'.join(facts)}。"
            raise inner.wrong(words, example)
        wanted[name] = None if _is_any(inner) else read_test(inner, facts[name], cutoff)
    if not wanted:
        raise source.wrong("这里不能空着。", example)
    return Told(wanted)


def _is_any(source: Source) -> bool:
    return source.is_scalar and source.text("any") == "any"


def _told(fields: Mapping[str, Source], name: str, known: Known) -> Told | None:
    return read_told(fields[name], known.facts, known.cutoff) if name in fields else None


def _need(source: Source, known: Known, questions: Mapping[str, str]) -> Need:
    example = f"- {{asked: [{next(iter(questions), 'grade')}], ask: [{known.fact}]}}"
    fields = source.fields("ask", "asked only named unlisted told unless only_told", example)

    def yes(name: str) -> bool:
        return name in fields and fields[name].yes(f"{name}: true")

    def facts(name: str) -> tuple[str, ...]:
        return fields[name].names(known.facts, "事实", example) if name in fields else ()

    asked = fields["asked"].names(questions, "问题", example) if "asked" in fields else ()
    return Need(
        ask=facts("ask"),
        asked=asked,
        only=yes("only"),
        named=yes("named"),
        unlisted=yes("unlisted"),
        told=_told(fields, "told", known),
        unless=_told(fields, "unless", known),
        only_told=facts("only_told"),
    )


def _rule_texts(
    source: Source | None, known: Known, questions: Mapping[str, str]
) -> Mapping[str, tuple[str, ...]]:
    example = (
        f"rule_texts: {{{next(iter(questions), 'grade')}: [{next(iter(known.topics), '甲')}]}}"
    )
    entries = source.mapping(example) if source else {}
    for name, entry in entries.items():
        if name not in questions:
            words = f"没有叫“{name}”的问题；能写的是：{'、'.join(questions)}。"
            raise entry.wrong(words, example)
    texts = {name: entry.names(known.topics, "答复", example) for name, entry in entries.items()}
    return MappingProxyType(texts)


def _likely(source: Source, known: Known, questions: Mapping[str, str]) -> Likely:
    asks = next(iter(questions), "grade")
    example = f"- {{told: {{{known.fact}: any}}, asks: {asks}}}"
    fields = source.fields("asks", "told", example)
    return Likely(fields["asks"].one_of(questions, "问题", example), _told(fields, "told", known))


def _instead(source: Source, known: Known) -> Instead:
    topic = next(iter(known.topics), "甲")
    example = f"- {{topic: {topic}, told: {{{known.fact}: any}}, to: plan:{topic}}}"
    fields = source.fields("topic to", "told unless_said own", example)
    to = fields["to"].text(example)
    kind, _, name = to.partition(":")
    if kind == "plan" and name not in known.topics:
        raise fields["to"].wrong(f"没有叫“{name}”的答复。", example)
    said = fields["unless_said"].texts(example) if "unless_said" in fields else ()
    return Instead(
        topic=fields["topic"].one_of(known.topics, "答复", example),
        to=to,
        told=_told(fields, "told", known),
        unless_said=said,
        own="own" in fields and fields["own"].yes("own: true"),
    )


# What forms have to know of a result, and the question it answers.
MEANINGS: Final = {"takes_part": "takes_part", "waits": "grade", "barred": "grade"}


def _meaning(
    source: Source | None, known: Known, questions: Mapping[str, str]
) -> Mapping[str, tuple[str, ...]]:
    """Left out, who is not kept out by a gate takes part."""
    part = known.axes.get(questions.get("takes_part", ""))
    taking = tuple(one for one in part.values if one not in part.gates) if part else ()
    found: dict[str, tuple[str, ...]] = {"takes_part": taking}
    example = "meaning: {takes_part: [甲]}"
    for what, entry in (source.mapping(example) if source else {}).items():
        if what not in MEANINGS:
            raise entry.wrong(f"没有“{what}”；能写的是：{'、'.join(MEANINGS)}。", example)
        axis = known.axes.get(questions.get(MEANINGS[what], ""))
        found[what] = entry.names(axis.values if axis else {}, "值", example)
    return MappingProxyType(found)


def _teams(source: Source, known: Known) -> TeamsListed:
    example = f"teams: {{topic: {next(iter(known.topics), '甲')}, after: 没有列入的不考核。}}"
    fields = source.fields("topic", "after", example)
    topic = fields["topic"].one_of(known.topics, "答复", example)
    return TeamsListed(topic, fields["after"].text(example) if "after" in fields else "")


def _post(source: Source, known: Known, place: str) -> PostCounted:
    dates = {name: fact for name, fact in known.facts.items() if fact.kind == "date"}
    example = f"post_counted: {{fact: {next(iter(dates), '甲')}, before: 按新职务{{new}}考核。}}"
    fields = source.fields("fact clause before after unknown on_the_day", "always units", example)

    def words(name: str, *braces: str) -> str:
        text = fields[name].text(example) if name in fields else ""
        wrong = [one for one in _BRACES.findall(text) if one not in ("cutoff", *braces)]
        if wrong:
            can = "、".join(f"{{{one}}}" for one in ("cutoff", *braces))
            raise fields[name].wrong(f"这里不能写“{{{wrong[0]}}}”；能写：{can}。", example)
        return text

    units: dict[str, str] = {}
    if "units" in fields:
        kinds = known.facts[place].values if place else {}
        for kind, entry in fields["units"].mapping("units: {甲: 局}").items():
            if kind not in kinds:
                raise entry.wrong(f"“{place}”没有“{kind}”这个值。", "units: {甲: 局}")
            units[kind] = _pattern(entry)
    return PostCounted(
        fact=fields["fact"].one_of(dates, "日期事实", example),
        clause=fields["clause"].one_of(known.clauses, "条款", example),
        before=words("before", "new", "since"),
        after=words("after", "old"),
        unknown=words("unknown"),
        on_the_day=words("on_the_day"),
        always=words("always"),
        units=MappingProxyType(units),
    )


def _pattern(source: Source) -> str:
    words = source.text("局")
    try:
        re.compile(words)
    except re.error:
        raise source.wrong(f"“{words}”的括号或符号不成对，读不懂。", "[局委办]") from None
    return words
