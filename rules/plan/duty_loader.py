"""Reads deadlines, papers and quotas: what is owed, by when, and how many 优秀 there may be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from rules.plan.deadlines import Deadline, Status
from rules.plan.schema import Axis, Clause, Counting, Fact, Owing, Paper, Quotas, Share, Tier
from rules.plan.source import Source, open_source

T = TypeVar("T")


def optional(source: Source | None, read: Callable[[Source], T]) -> T | None:
    return None if source is None or source.is_empty else read(source)


def read_deadline(
    name: str, source: Source, clauses: Mapping[str, Clause], papers: Mapping[str, Paper]
) -> Deadline:
    example = "effective: 2020-01-05"
    fields = source.fields(
        "label clause printed status who papers", "printed_date effective why", example
    )
    known = {str(status): None for status in Status}
    status = Status(fields["status"].one_of(known, "状态", "status: presumed"))
    effective = optional(fields.get("effective"), lambda s: s.day(example))
    if (effective is None) != (status is Status.BLANK):
        words = "空白的时限不写 effective，其余的都要写。"
        raise fields["status"].wrong(words, "status: blank")
    return Deadline(
        id=name,
        label=fields["label"].text("label: 上报材料"),
        clause=fields["clause"].one_of(clauses, "条款", "clause: 三(四)"),
        printed=fields["printed"].text("printed: 2019年1月5日前"),
        printed_date=optional(fields.get("printed_date"), lambda s: s.day(example)),
        effective=effective,
        status=status,
        who=fields["who"].text("who: 考核单位"),
        papers=fields["papers"].names(papers, "材料", "papers: [registration]"),
        why=optional(fields.get("why"), lambda s: s.text("why: 没有填日期")) or "",
    )


def read_papers(
    source: Source,
    clauses: Mapping[str, Clause],
    axes: Mapping[str, Axis],
    facts: Mapping[str, Fact],
) -> tuple[Mapping[str, Paper], Owing, tuple[str, ...]]:
    example = "papers: {registration: {name: 登记表, …}}"
    top = source.fields("papers assessed_by team unmentioned", "", example)
    papers = {
        name: _paper(name, entry, clauses, axes)
        for name, entry in top["papers"].mapping(example).items()
    }
    owing = _owing(top["assessed_by"], top["team"], axes, facts)
    unmentioned = top["unmentioned"]
    forms = () if unmentioned.is_empty else unmentioned.texts("unmentioned: [附件2]")
    return MappingProxyType(papers), owing, forms


def _owing(
    places: Source, team: Source, axes: Mapping[str, Axis], facts: Mapping[str, Fact]
) -> Owing:
    example = "assessed_by: {axis: assessed_at, own: [own_unit]}"
    fields = places.fields("axis own", "home main main_fact host superior", example)
    axis = fields["axis"].one_of(axes, "结果项", example)
    found: dict[str, str] = {}
    for unit in ("own", "home", "main", "host", "superior"):
        if unit in fields:
            values = fields[unit].names(axes[axis].values, f"“{axis}”的值", example)
            found |= dict.fromkeys(values, unit)
    wanted = "team: {fact: team_kind, when_ruled: {participation: takes_part}}"
    own = team.fields("fact when_ruled", "", wanted)
    fact = own["fact"].one_of(facts, "事实", wanted)
    ruled = _when_ruled(own["when_ruled"], axes)
    main = optional(fields.get("main_fact"), lambda s: s.one_of(facts, "事实", example)) or ""
    return Owing(axis, MappingProxyType(found), fact, MappingProxyType(ruled), main)


def _when_ruled(source: Source, axes: Mapping[str, Axis]) -> dict[str, tuple[str, ...]]:
    wanted = "when_ruled: {form: 附件1}"
    ruled: dict[str, tuple[str, ...]] = {}
    for axis, entry in source.mapping(wanted).items():
        if axis not in axes:
            raise entry.wrong(f"没有叫“{axis}”的结果项。", wanted)
        ruled[axis] = entry.names(axes[axis].values, f"“{axis}”的值", wanted)
    return ruled


def _paper(
    name: str, source: Source, clauses: Mapping[str, Clause], axes: Mapping[str, Axis]
) -> Paper:
    example = "clause: 三(一)"
    fields = source.fields(
        "name clause owed_by why deadline",
        "form copies sheet hands_in supplied when_ruled kept_by",
        example,
    )
    owners = dict.fromkeys(("person", "unit", "team"))
    ruled = _when_ruled(fields["when_ruled"], axes) if "when_ruled" in fields else {}
    kept = fields["kept_by"].mapping("kept_by: {单位: 1份}") if "kept_by" in fields else {}
    return Paper(
        id=name,
        name=fields["name"].text("name: 登记表"),
        form=optional(fields.get("form"), lambda s: s.text("form: 附件1")),
        clause=fields["clause"].one_of(clauses, "条款", example),
        owed_by=fields["owed_by"].one_of(owners, "交材料的一方", "owed_by: person"),
        why=fields["why"].text("why: 考核对象填写登记表"),
        deadline=fields["deadline"].text("deadline: unit_to_group"),
        copies=optional(fields.get("copies"), lambda s: s.whole("copies: 3")),
        sheet=optional(fields.get("sheet"), lambda s: s.text("sheet: A4纸")) or "",
        hands_in=optional(fields.get("hands_in"), lambda s: s.text("hands_in: 各乡镇")) or "",
        supplied=optional(fields.get("supplied"), lambda s: s.yes("supplied: false")) or False,
        when_ruled=MappingProxyType(ruled),
        kept_by=MappingProxyType({k: v.text("kept_by: {单位: 1份}") for k, v in kept.items()}),
    )


def read_quotas(file: Path, clauses: Mapping[str, Clause], axes: Mapping[str, Axis]) -> Quotas:
    example = "shares: {members: {percent: 20, clause: 一(三)5, words: 不超过20%}}"
    source = open_source(file)
    fields = source.fields(
        "clause minimum_score rounding rounding_words shares", "by_team_grade counting", example
    )

    def shares(name: str) -> Mapping[str, Share]:
        if name not in fields:
            return MappingProxyType({})
        found = fields[name].mapping(example).items()
        return MappingProxyType({kind: _share(entry, clauses) for kind, entry in found})

    ways = dict.fromkeys(("down", "up", "nearest"))
    return Quotas(
        shares=shares("shares"),
        by_team_grade=shares("by_team_grade"),
        minimum_score=fields["minimum_score"].whole("minimum_score: 90"),
        rounding=optional(
            fields["rounding"], lambda s: s.one_of(ways, "取整办法", "rounding: down")
        ),
        rounding_words=fields["rounding_words"].text("rounding_words: 方案没有写明怎么取整"),
        clause=fields["clause"].one_of(clauses, "条款", "clause: 一(三)5"),
        counting=_counting(fields["counting"], axes) if "counting" in fields else Counting(),
    )


def _counting(source: Source, axes: Mapping[str, Axis]) -> Counting:
    example = "counting: {base: quota_base, quota: excellent_quota, delegated: [delegated_list]}"
    fields = source.fields("base quota", "delegated apart", example)
    base, quota = (fields[name].one_of(axes, "结果项", example) for name in ("base", "quota"))
    both = {**axes[base].values, **axes[quota].values}

    def values(name: str, known: Mapping[str, str]) -> tuple[str, ...]:
        return fields[name].names(known, "值", example) if name in fields else ()

    apart = values("apart", axes[quota].values)
    return Counting(base, quota, values("delegated", both), apart)


def _share(source: Source, clauses: Mapping[str, Clause]) -> Share:
    example = "members: {percent: 20, clause: 一(三)5, words: 不超过20%}"
    fields = source.fields("clause words", "percent tiers strength", example)
    if ("percent" in fields) == ("tiers" in fields):
        raise source.wrong("percent 和 tiers 写一项，也只能写一项。", example)
    strengths = dict.fromkeys(("must", "generally"))
    strength = optional(
        fields.get("strength"), lambda s: s.one_of(strengths, "强度", "strength: generally")
    )
    tiers = _tiers(fields["tiers"]) if "tiers" in fields else ()
    return Share(
        percent=_percent(fields["percent"]) if "percent" in fields else tiers[-1].percent or 0,
        words=fields["words"].text(example),
        clause=fields["clause"].one_of(clauses, "条款", example),
        strength=strength or "must",
        tiers=tiers,
    )


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
