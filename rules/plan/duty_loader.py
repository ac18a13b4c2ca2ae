"""Reads deadlines and papers: what is owed, by whom and by when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TypeVar

from rules.plan.deadlines import Deadline, Status
from rules.plan.schema import Axis, Clause, Fact, Owing, Paper
from rules.plan.source import Source

T = TypeVar("T")


def optional(source: Source | None, read: Callable[[Source], T]) -> T | None:
    """What is read, or nothing where nothing is written."""
    return None if source is None or source.is_empty else read(source)


def read_deadline(
    name: str, source: Source, clauses: Mapping[str, Clause], papers: Mapping[str, Paper]
) -> Deadline:
    """One deadline."""
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
        clause=fields["clause"].one_of(clauses, "条款", f"clause: {list(clauses)[-1]}"),
        printed=fields["printed"].text("printed: 2019年1月5日前"),
        printed_date=optional(fields.get("printed_date"), lambda s: s.day(example)),
        effective=effective,
        status=status,
        who=fields["who"].text("who: 考核单位"),
        papers=fields["papers"].names(papers, "材料", f"papers: [{next(iter(papers), '')}]"),
        why=optional(fields.get("why"), lambda s: s.text("why: 没有填日期")) or "",
    )


def read_papers(
    source: Source,
    clauses: Mapping[str, Clause],
    axes: Mapping[str, Axis],
    facts: Mapping[str, Fact],
) -> tuple[Mapping[str, Paper], Owing, tuple[str, ...]]:
    """The papers, who owes which, and what the notice has without saying who owes it."""
    example = "papers: {registration: {name: 登记表, …}}"
    top = source.fields("papers assessed_by", "team unmentioned grade_list cover_list", example)
    papers = {
        name: _paper(name, entry, clauses, axes, facts)
        for name, entry in top["papers"].mapping(example).items()
    }
    owing = replace(
        _owing(top["assessed_by"], top.get("team"), axes, facts),
        grade_list=_list("grade_list", top, papers),
        cover_list=_list("cover_list", top, papers),
    )
    forms = optional(top.get("unmentioned"), lambda s: s.texts("unmentioned: [附件2]")) or ()
    for name, entry in top["papers"].mapping(example).items():
        if papers[name].owed_by == "team" and not owing.team_fact:
            words = "写了 owed_by: team，就要写哪些班子要考核（team 这一项）。"
            raise entry.wrong(words, "owed_by: unit")
    return MappingProxyType(papers), owing, forms


def _list(name: str, top: Mapping[str, Source], papers: Mapping[str, Paper]) -> str:
    """A paper of a unit that lists its people, or its papers."""
    some = {id: paper for id, paper in papers.items() if paper.owed_by == "unit"}
    example = f"{name}: {next(iter(some), '甲')}"
    return top[name].one_of(some, "单位交的材料", example) if name in top else ""


def _owing(
    places: Source, team: Source | None, axes: Mapping[str, Axis], facts: Mapping[str, Fact]
) -> Owing:
    some = next(iter(axes.values()))
    example = f"assessed_by: {{axis: {some.id}, own: [{next(iter(some.values))}]}}"
    fields = places.fields("axis own", "home main main_fact host superior", example)
    axis = fields["axis"].one_of(axes, "结果项", example)
    found: dict[str, str] = {}
    for unit in ("own", "home", "main", "host", "superior"):
        if unit in fields:
            values = fields[unit].names(axes[axis].values, f"“{axis}”的值", example)
            found |= dict.fromkeys(values, unit)
    main = optional(fields.get("main_fact"), lambda s: s.one_of(facts, "事实", example)) or ""
    if team is None or team.is_empty:
        return Owing(axis, MappingProxyType(found), main_fact=main)
    ruled = f"when_ruled: {{{some.id}: {next(iter(some.values))}}}"
    own = team.fields("fact when_ruled", "", f"team: {{fact: {next(iter(facts))}, {ruled}}}")
    fact = own["fact"].one_of(facts, "事实", f"fact: {next(iter(facts))}")
    wanted = _when_ruled(own["when_ruled"], axes)
    return Owing(axis, MappingProxyType(found), fact, MappingProxyType(wanted), main)


def _when_ruled(source: Source, axes: Mapping[str, Axis]) -> dict[str, tuple[str, ...]]:
    some = next(iter(axes.values()))
    wanted = f"when_ruled: {{{some.id}: {next(iter(some.values))}}}"
    ruled: dict[str, tuple[str, ...]] = {}
    for axis, entry in source.mapping(wanted).items():
        if axis not in axes:
            raise entry.wrong(f"没有叫“{axis}”的结果项。", wanted)
        ruled[axis] = entry.names(axes[axis].values, f"“{axis}”的值", wanted)
    return ruled


def _paper(
    name: str,
    source: Source,
    clauses: Mapping[str, Clause],
    axes: Mapping[str, Axis],
    facts: Mapping[str, Fact],
) -> Paper:
    example = f"clause: {list(clauses)[-1]}"
    fields = source.fields(
        "name clause owed_by why",
        "deadline form copies sheet hands_in hands_to supplied when_ruled kept_by "
        "called words read_as notes parts cites tells says",
        example,
    )
    owners = dict.fromkeys(("person", "unit", "team"))
    ruled = _when_ruled(fields["when_ruled"], axes) if "when_ruled" in fields else {}
    kept = fields["kept_by"].mapping("kept_by: {单位: 1份}") if "kept_by" in fields else {}

    def by_blank(key: str, read: Callable[[Source], str]) -> Mapping[str, str]:
        entries = fields[key].mapping(f"{key}: {{grade: …}}") if key in fields else {}
        return MappingProxyType({blank: read(entry) for blank, entry in entries.items()})

    return Paper(
        id=name,
        name=fields["name"].text("name: 登记表"),
        form=optional(fields.get("form"), lambda s: s.text("form: 附件一")),
        clause=fields["clause"].one_of(clauses, "条款", example),
        owed_by=fields["owed_by"].one_of(owners, "交材料的一方", "owed_by: person"),
        why=fields["why"].text("why: 考核对象填写登记表"),
        deadline=optional(fields.get("deadline"), lambda s: s.text("deadline: 甲")),
        copies=optional(fields.get("copies"), lambda s: s.whole("copies: 3")),
        sheet=optional(fields.get("sheet"), lambda s: s.text("sheet: A4纸")) or "",
        hands_in=optional(fields.get("hands_in"), lambda s: s.text("hands_in: 各乡镇")) or "",
        hands_to=optional(fields.get("hands_to"), lambda s: s.text("hands_to: 人事科")) or "",
        supplied=optional(fields.get("supplied"), lambda s: s.yes("supplied: false")) or False,
        when_ruled=MappingProxyType(ruled),
        kept_by=MappingProxyType({k: v.text("kept_by: {单位: 1份}") for k, v in kept.items()}),
        called=optional(fields.get("called"), lambda s: s.texts("called: [登记表]")) or (),
        words=optional(fields.get("words"), lambda s: s.texts("words: [登记表]")) or (),
        cites=by_blank("cites", lambda s: s.one_of(clauses, "条款", example)),
        tells=by_blank("tells", lambda s: s.one_of(facts, "事实", f"tells: {next(iter(facts))}")),
        says=by_blank("says", lambda s: s.text("says: {apart: …}")),
        notes=optional(fields.get("notes"), lambda s: s.texts("notes: [一人一行]")) or (),
        parts=optional(fields.get("parts"), lambda s: s.texts("parts: [工作实绩]")) or (),
        read_as=optional(fields.get("read_as"), lambda s: s.text("read_as: registration")) or name,
    )
