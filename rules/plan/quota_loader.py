"""Reads quotas.yaml: how many 优秀 there may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final

from rules.plan.condition_loader import read_condition
from rules.plan.conditions import Condition
from rules.plan.dialogue_loader import read_told
from rules.plan.duty_loader import optional
from rules.plan.quotas import Counting, Heads, Quotas, ScoreLine, Share, Tier
from rules.plan.schema import Axis, Clause, Fact
from rules.plan.source import Source, open_source

_OPTIONAL: Final = "shares by_team_grade counting team_grade headcount score heads unwritten"


class QuotaReader:
    """Reads the shares of one plan; `example`: a share written rightly, with a clause of it."""

    def __init__(
        self,
        clauses: Mapping[str, Clause],
        axes: Mapping[str, Axis],
        facts: Mapping[str, Fact],
        cutoff: date,
    ) -> None:
        self._clauses, self._axes, self._facts, self._cutoff = clauses, axes, facts, cutoff
        self._clause = list(clauses)[-1]
        self.example = f"members: {{percent: 20, clause: {self._clause}, words: 不超过20%}}"

    def read(self, file: Path) -> Quotas:
        """The whole file."""
        source = open_source(file)
        fields = source.fields("clause rounding rounding_words", _OPTIONAL, self.example)
        ways = dict.fromkeys(("down", "up", "nearest"))
        by_grade = self._shares(fields.get("by_team_grade"))
        grade = self._fact(fields.get("team_grade"), "team_grade")
        if by_grade and set(by_grade) - set(self._facts[grade].values if grade else ()):
            example = f"team_grade: {next(iter(self._facts))}"
            words = "by_team_grade 的各项应是一项事实的值，是哪一项写在 team_grade 里。"
            raise fields["by_team_grade"].wrong(words, example)
        return Quotas(
            shares=self._shares(fields.get("shares")),
            by_team_grade=by_grade,
            rounding=optional(
                fields["rounding"], lambda s: s.one_of(ways, "取整办法", "rounding: down")
            ),
            rounding_words=fields["rounding_words"].text("rounding_words: 方案没有写明怎么取整"),
            clause=self._cited(fields["clause"]),
            counting=self._counting(fields["counting"]) if "counting" in fields else Counting(),
            grade_fact=grade,
            headcount_fact=self._fact(fields.get("headcount"), "headcount"),
            score=self._score(fields["score"], fields["clause"]) if "score" in fields else None,
            heads=self._heads(fields["heads"]) if "heads" in fields else None,
            unwritten=optional(fields.get("unwritten"), lambda s: s.text("unwritten: 挂职")) or "",
        )

    def _cited(self, source: Source) -> str:
        return source.one_of(self._clauses, "条款", f"clause: {self._clause}")

    def _fact(self, source: Source | None, name: str) -> str:
        example = f"{name}: {next(iter(self._facts))}"
        return optional(source, lambda s: s.one_of(self._facts, "事实", example)) or ""

    def _shares(self, source: Source | None) -> Mapping[str, Share]:
        if source is None or source.is_empty:
            return MappingProxyType({})
        entries = source.mapping(self.example).items()
        return MappingProxyType({kind: self._share(entry) for kind, entry in entries})

    def _share(self, source: Source) -> Share:
        fields = source.fields(
            "clause words",
            "percent tiers annex by_unit strength least cases told said",
            self.example,
        )
        if sum(one in fields for one in ("percent", "tiers", "annex")) != 1:
            words = "percent、tiers、annex（名额另见附件）写一项，也只能写一项。"
            raise source.wrong(words, self.example)
        tiers = _tiers(fields["tiers"]) if "tiers" in fields else ()
        percent = _percent(fields["percent"]) if "percent" in fields else None
        share = Share(
            percent=tiers[-1].percent if tiers else percent,
            words=fields["words"].text(self.example),
            clause=self._cited(fields["clause"]),
            strength=_strength(fields.get("strength")),
            tiers=tiers,
            least=optional(fields.get("least"), lambda s: s.whole("least: 1")) or 0,
            annex=optional(fields.get("annex"), lambda s: s.text("annex: 附件2")) or "",
            by_unit=_by_unit(fields.get("by_unit")),
            told=optional(fields.get("told"), lambda s: read_told(s, self._facts, self._cutoff)),
            said=optional(fields.get("said"), lambda s: s.texts("said: [委托]")) or (),
        )
        if "cases" not in fields:
            return share
        example = f"cases: [{{when: {{{next(iter(self._facts))}: …}}, percent: 25}}]"
        rows = fields["cases"].items(example)
        return replace(share, cases=tuple(self._case(row, share, example) for row in rows))

    def _case(self, source: Source, usual: Share, example: str) -> tuple[Condition, Share]:
        """A case says what is other in it; its clause and words are its own."""
        fields = source.fields(
            "when words", "clause percent tiers annex by_unit strength least", example
        )
        if sum(one in fields for one in ("percent", "tiers", "annex")) > 1:
            raise source.wrong("percent、tiers、annex 只能写一项。", example)
        tiers = _tiers(fields["tiers"]) if "tiers" in fields else ()
        share = replace(
            usual,
            words=fields["words"].text("words: 最高不超过25%"),
            clause=self._cited(fields["clause"]) if "clause" in fields else usual.clause,
            strength=_strength(fields.get("strength")),
            by_unit=_by_unit(fields.get("by_unit")),
            least=fields["least"].whole("least: 1") if "least" in fields else usual.least,
        )
        if tiers:
            share = replace(share, percent=tiers[-1].percent, tiers=tiers, annex="")
        elif "percent" in fields:
            share = replace(share, percent=_percent(fields["percent"]), tiers=(), annex="")
        elif "annex" in fields:
            annex = fields["annex"].text("annex: 附件2")
            share = replace(share, percent=None, tiers=(), annex=annex)
        return read_condition(fields["when"], self._facts, self._cutoff), share

    def _counting(self, source: Source) -> Counting:
        axis = next(iter(self._axes))
        example = f"counting: {{base: {axis}, quota: {axis}}}"
        fields = source.fields("", "base quota delegated apart", example)
        base, quota = (
            optional(fields.get(name), lambda s: s.one_of(self._axes, "结果项", example)) or ""
            for name in ("base", "quota")
        )
        own = self._axes[quota].values if quota else {}
        both = {**(self._axes[base].values if base else {}), **own}

        def values(name: str, known: Mapping[str, str]) -> tuple[str, ...]:
            return fields[name].names(known, "值", example) if name in fields else ()

        return Counting(base, quota, values("delegated", both), values("apart", own))

    def _score(self, source: Source, clause: Source) -> ScoreLine:
        numbers = {name: fact for name, fact in self._facts.items() if fact.kind == "number"}
        name = next(iter(numbers), "甲")
        example = f"score: {{fact: {name}, at_least: 90, words: 不低于90分}}"
        fields = source.fields("fact at_least words", "clause also", example)
        return ScoreLine(
            fact=fields["fact"].one_of(numbers, "数的事实", example),
            at_least=fields["at_least"].whole("at_least: 90"),
            words=fields["words"].text(example),
            clause=self._cited(fields.get("clause", clause)),
            also=fields["also"].text("also: 还要看…") if "also" in fields else "",
        )

    def _heads(self, source: Source) -> Heads:
        example = f"heads: {{clause: {self._clause}, counted: …, unsettled: …}}"
        fields = source.fields("clause counted unsettled", "", example)
        return Heads(
            clause=self._cited(fields["clause"]),
            counted=fields["counted"].text(example),
            unsettled=fields["unsettled"].text(example),
        )


def _strength(source: Source | None) -> str:
    known = dict.fromkeys(("must", "generally"))
    return optional(source, lambda s: s.one_of(known, "强度", "strength: generally")) or "must"


def _by_unit(source: Source | None) -> Mapping[str, int]:
    example = "by_unit: {某单位: 3}"
    entries = source.mapping(example) if source else {}
    return MappingProxyType({name: entry.whole(example) for name, entry in entries.items()})


def _percent(source: Source) -> int:
    percent = source.whole("percent: 20")
    if not 0 <= percent <= 100:
        raise source.wrong(f"“{percent}”不是0到100之间的百分比。", "percent: 20")
    return percent


def _tiers(source: Source) -> tuple[Tier, ...]:
    example = "tiers: [{up_to: 9, most: 1}, {percent: 15}]"
    found: list[Tier] = []
    rows = source.items(example)
    for row in rows:
        fields = row.fields("", "up_to percent most", example)
        if ("percent" in fields) == ("most" in fields):
            raise row.wrong("percent 和 most 写一项，也只能写一项。", example)
        up_to = optional(fields.get("up_to"), lambda s: s.whole(example))
        if (up_to is None) != (row is rows[-1]):
            raise row.wrong("除最后一档外都要写 up_to，最后一档不写。", example)
        if found and up_to is not None and up_to <= (found[-1].up_to or 0):
            raise row.wrong("各档的 up_to 要从小到大。", example)
        percent = optional(fields.get("percent"), _percent)
        found.append(Tier(up_to, percent, optional(fields.get("most"), lambda s: s.whole(example))))
    if not found:
        raise source.wrong("tiers 不能空着。", example)
    return tuple(found)
