"""Reads a plan folder into a Plan; whatever is wrong is said with file, line and a right example."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from rules.deadlines import Deadline, Status
from rules.fact_loader import read_facts
from rules.model import (
    Axis,
    Clause,
    Gate,
    Paper,
    Plan,
    Quotas,
    Share,
    Silence,
    TopicText,
)
from rules.rule_loader import read_rules
from rules.source import Source, open_source

T = TypeVar("T")


def read_plan(folder: Path) -> Plan:
    head = open_source(folder / "plan.yaml")
    example = 'id: "2019"'
    own = head.fields("id year title cutoff office source subjects", "", example)
    cutoff = own["cutoff"].day("cutoff: 2019-12-31")
    subjects = own["subjects"].texts("subjects: [person, team]")
    clauses = _table(folder / "clauses.yaml", _clause)
    axes = _axes(folder / "axes.yaml")
    facts = read_facts(open_source(folder / "facts.yaml"), subjects, cutoff)
    rules = read_rules(open_source(folder / "rules.yaml"), subjects, cutoff, clauses, axes, facts)
    papers_file = open_source(folder / "papers.yaml")
    papers, unmentioned = _papers(papers_file, clauses, axes)
    deadlines = _table(
        folder / "deadlines.yaml", lambda name, s: _deadline(name, s, clauses, papers)
    )
    for name, entry in papers_file.mapping("papers: …")["papers"].mapping("甲: …").items():
        fields = entry.mapping("deadline: …")
        if "deadline" in fields:
            fields["deadline"].one_of(deadlines, "时限", f"deadline: {next(iter(deadlines), name)}")
    return Plan(
        id=own["id"].text(example),
        year=own["year"].whole("year: 2019"),
        title=own["title"].text("title: 年度考核方案"),
        cutoff=cutoff,
        office=own["office"].text("office: 县委组织部干部监督股"),
        source=own["source"].text("source: 县委组织部通知"),
        subjects=subjects,
        clauses=clauses,
        axes=axes,
        facts=facts,
        rules=rules,
        deadlines=deadlines,
        papers=papers,
        forms_unmentioned=unmentioned,
        quotas=_quotas(folder / "quotas.yaml", clauses),
        topics=_topics(folder, clauses, deadlines, papers),
        silences=_silences(folder / "silences.yaml", clauses),
        root=folder,
    )


def _table(file: Path, read: Callable[[str, Source], T]) -> Mapping[str, T]:
    source = open_source(file)
    found = {name: read(name, entry) for name, entry in source.mapping("甲: …").items()}
    return MappingProxyType(found)


def _clause(name: str, source: Source) -> Clause:
    fields = source.fields("title text", "", "title: 退休")
    return Clause(name, fields["title"].text("title: 退休"), fields["text"].text("text: 原文"))


def _axes(file: Path) -> Mapping[str, Axis]:
    source = open_source(file)
    drafts = source.mapping("grade: …")
    example = "values: {ordinary: 按正常程序确定等次}"
    read = {n: s.fields("label values", "gates", example) for n, s in drafts.items()}
    values = {
        name: {v: s.text(example) for v, s in fields["values"].mapping(example).items()}
        for name, fields in read.items()
    }
    return MappingProxyType(
        {
            name: Axis(
                name,
                fields["label"].text("label: 等次"),
                MappingProxyType(values[name]),
                _gates(fields.get("gates"), name, values),
            )
            for name, fields in read.items()
        }
    )


def _gates(source: Source | None, axis: str, values: dict[str, dict[str, str]]) -> dict[str, Gate]:
    example = "gates: {does_not: {sets: {grade: none}, closes: [form]}}"
    if source is None:
        return {}
    gates: dict[str, Gate] = {}
    for value, entry in source.mapping(example).items():
        if value not in values[axis]:
            raise entry.wrong(f"“{axis}”没有“{value}”这个值。", example)
        fields = entry.fields("", "sets closes", example)
        sets = _read_sets(fields["sets"], values, example) if "sets" in fields else {}
        closes = fields["closes"].names(values, "结果项", example) if "closes" in fields else ()
        gates[value] = Gate(sets, closes)
    return gates


def _read_sets(
    source: Source, values: Mapping[str, Mapping[str, str]], example: str
) -> dict[str, str]:
    """A mapping axis → one of its values."""
    found: dict[str, str] = {}
    for axis, entry in source.mapping(example).items():
        if axis not in values:
            known = "、".join(values)
            raise entry.wrong(f"没有叫“{axis}”的结果项；axes.yaml 里有：{known}。", example)
        found[axis] = entry.one_of(values[axis], f"“{axis}”的值", example)
    return found


def _deadline(
    name: str, source: Source, clauses: Mapping[str, Clause], papers: Mapping[str, Paper]
) -> Deadline:
    example = "effective: 2020-01-05"
    fields = source.fields(
        "label clause printed status who papers", "printed_date effective why", example
    )
    known = dict.fromkeys(Status)
    status = Status(fields["status"].one_of(known, "状态", "status: presumed"))
    effective = _optional(fields.get("effective"), lambda s: s.day(example))
    if (effective is None) != (status is Status.BLANK):
        words = "空白的时限不写 effective，其余的都要写。"
        raise fields["status"].wrong(words, "status: blank")
    return Deadline(
        id=name,
        label=fields["label"].text("label: 上报材料"),
        clause=fields["clause"].one_of(clauses, "条款", "clause: 三(四)"),
        printed=fields["printed"].text("printed: 2019年1月5日前"),
        printed_date=_optional(fields.get("printed_date"), lambda s: s.day(example)),
        effective=effective,
        status=status,
        who=fields["who"].text("who: 考核单位"),
        papers=fields["papers"].names(papers, "材料", "papers: [registration]"),
        why=_optional(fields.get("why"), lambda s: s.text("why: 没有填日期")) or "",
    )


def _optional(source: Source | None, read: Callable[[Source], T]) -> T | None:
    return None if source is None or source.is_empty else read(source)


def _papers(
    source: Source, clauses: Mapping[str, Clause], axes: Mapping[str, Axis]
) -> tuple[Mapping[str, Paper], tuple[str, ...]]:
    example = "papers: {registration: {name: 登记表, …}}"
    top = source.fields("papers unmentioned", "", example)
    papers = {
        name: _paper(name, entry, clauses, axes)
        for name, entry in top["papers"].mapping(example).items()
    }
    return MappingProxyType(papers), top["unmentioned"].texts("unmentioned: [附件2]")


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
    wanted = "when_ruled: {form: 附件1}"
    ruled: dict[str, tuple[str, ...]] = {}
    if "when_ruled" in fields:
        for axis, entry in fields["when_ruled"].mapping(wanted).items():
            if axis not in axes:
                raise entry.wrong(f"没有叫“{axis}”的结果项。", wanted)
            ruled[axis] = entry.names(axes[axis].values, f"“{axis}”的值", wanted)
    kept = fields["kept_by"].mapping("kept_by: {单位: 1份}") if "kept_by" in fields else {}
    return Paper(
        id=name,
        name=fields["name"].text("name: 登记表"),
        form=_optional(fields.get("form"), lambda s: s.text("form: 附件1")),
        clause=fields["clause"].one_of(clauses, "条款", example),
        owed_by=fields["owed_by"].one_of(owners, "交材料的一方", "owed_by: person"),
        why=fields["why"].text("why: 考核对象填写登记表"),
        deadline=fields["deadline"].text("deadline: unit_to_group"),
        copies=_optional(fields.get("copies"), lambda s: s.whole("copies: 3")),
        sheet=_optional(fields.get("sheet"), lambda s: s.text("sheet: A4纸")) or "",
        hands_in=_optional(fields.get("hands_in"), lambda s: s.text("hands_in: 各乡镇")) or "",
        supplied=_optional(fields.get("supplied"), lambda s: s.yes("supplied: false")) or False,
        when_ruled=MappingProxyType(ruled),
        kept_by=MappingProxyType({k: v.text("kept_by: {单位: 1份}") for k, v in kept.items()}),
    )


def _quotas(file: Path, clauses: Mapping[str, Clause]) -> Quotas:
    example = "shares: {members: {percent: 20, clause: 一(三)5, words: 不超过20%}}"
    source = open_source(file)
    fields = source.fields(
        "clause minimum_score rounding rounding_words shares", "by_team_grade", example
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
        rounding=_optional(
            fields["rounding"], lambda s: s.one_of(ways, "取整办法", "rounding: down")
        ),
        rounding_words=fields["rounding_words"].text("rounding_words: 方案没有写明怎么取整"),
        clause=fields["clause"].one_of(clauses, "条款", "clause: 一(三)5"),
    )


def _share(source: Source, clauses: Mapping[str, Clause]) -> Share:
    example = "members: {percent: 20, clause: 一(三)5, words: 不超过20%}"
    fields = source.fields("percent clause words", "strength", example)
    percent = fields["percent"].whole("percent: 20")
    if not 0 <= percent <= 100:
        raise fields["percent"].wrong(f"“{percent}”不是0到100之间的百分比。", "percent: 20")
    strengths = dict.fromkeys(("must", "generally"))
    strength = _optional(
        fields.get("strength"), lambda s: s.one_of(strengths, "强度", "strength: generally")
    )
    return Share(
        percent=percent,
        words=fields["words"].text(example),
        clause=fields["clause"].one_of(clauses, "条款", example),
        strength=strength or "must",
    )


def _topics(
    folder: Path,
    clauses: Mapping[str, Clause],
    deadlines: Mapping[str, Deadline],
    papers: Mapping[str, Paper],
) -> Mapping[str, TopicText]:
    example = "- {id: paper_size, clauses: [三(一)], title: 用什么纸, text: 用A4纸。}"
    found: dict[str, TopicText] = {}
    for file in sorted((folder / "topics").glob("*.yaml")):
        for entry in open_source(file).items(example):
            fields = entry.fields(
                "id clauses title text", "deadlines papers form examples words", example
            )
            name = _new_id(fields["id"], found, example)
            found[name] = TopicText(
                id=name,
                title=fields["title"].text(example),
                clauses=fields["clauses"].names(clauses, "条款", example),
                text=fields["text"].text(example),
                deadlines=_names(fields.get("deadlines"), deadlines, "时限"),
                papers=_names(fields.get("papers"), papers, "材料"),
                form=_optional(fields.get("form"), lambda s: s.text("form: 附件1")),
                examples=_texts(fields.get("examples"), example),
                words=_texts(fields.get("words"), example),
            )
    return MappingProxyType(found)


def _names(source: Source | None, known: Mapping[str, object], what: str) -> tuple[str, ...]:
    return source.names(known, what, "[甲, 乙]") if source else ()


def _texts(source: Source | None, example: str) -> tuple[str, ...]:
    return source.texts(example) if source else ()


def _new_id(source: Source, taken: Mapping[str, object], example: str) -> str:
    name = source.text(example)
    if name in taken:
        raise source.wrong(f"编号“{name}”用了两次。", example)
    return name


def _silences(file: Path, clauses: Mapping[str, Clause]) -> Mapping[str, Silence]:
    example = "- {id: sick_leave, title: 病假, text: 方案没有写病假怎么考核。}"
    found: dict[str, Silence] = {}
    if not file.exists():
        return MappingProxyType(found)
    for entry in open_source(file).items(example):
        fields = entry.fields("id title text", "clauses examples words", example)
        name = _new_id(fields["id"], found, example)
        found[name] = Silence(
            id=name,
            title=fields["title"].text(example),
            text=fields["text"].text(example),
            clauses=_names(fields.get("clauses"), clauses, "条款"),
            examples=_texts(fields.get("examples"), example),
            words=_texts(fields.get("words"), example),
        )
    return MappingProxyType(found)
