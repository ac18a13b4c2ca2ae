"""Reads a plan folder into a Plan; what is wrong is said with file, line and a right example."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from rules.plan.deadlines import Deadline
from rules.plan.dialogue_loader import Known, read_dialogue
from rules.plan.duty_loader import optional, read_deadline, read_papers
from rules.plan.fact_loader import read_facts
from rules.plan.quota_loader import QuotaReader
from rules.plan.reminders import read_reminders
from rules.plan.roster_loader import read_roster_facts
from rules.plan.rule_loader import read_rules
from rules.plan.schema import Axis, Clause, Fact, Gate, Paper, Plan, Silence, Term, TopicText
from rules.plan.source import Source, open_source
from rules.plan.wording_loader import WordingReader

T = TypeVar("T")


_OFFICE = "组织考核的部门"


def read_plan(folder: Path) -> Plan:
    """The whole folder; PlanError at the first fault."""
    head = open_source(folder / "plan.yaml")
    example = 'id: "2019"'
    optional_fields = "cutoff office office_short office_called telling"
    own = head.fields("id year title source subjects", optional_fields, example)
    year = own["year"].whole("year: 2019")
    # Without a day of its own a year ends with its last one.
    cutoff = own["cutoff"].day(f"cutoff: {year}-12-31") if "cutoff" in own else date(year, 12, 31)
    office = own["office"].text("office: 县委组织部干部科") if "office" in own else _OFFICE
    short = own["office_short"].text("office_short: 干部科") if "office_short" in own else ""
    called = own["office_called"].text("office_called: 干部科") if "office_called" in own else ""
    subjects = own["subjects"].texts("subjects: [person, team]")
    clauses = _table(folder / "clauses.yaml", _clause)
    axes = _axes(folder / "axes.yaml")
    facts = read_facts(open_source(folder / "facts.yaml"), subjects, cutoff)
    rules = read_rules(open_source(folder / "rules.yaml"), subjects, cutoff, clauses, axes, facts)
    papers_file = open_source(folder / "papers.yaml")
    papers, owing, unmentioned = read_papers(papers_file, clauses, axes, facts)
    deadlines: Mapping[str, Deadline] = MappingProxyType({})
    if (folder / "deadlines.yaml").exists():
        deadlines = _table(
            folder / "deadlines.yaml", lambda name, s: read_deadline(name, s, clauses, papers)
        )
    for name, entry in papers_file.mapping("papers: …")["papers"].mapping("甲: …").items():
        fields = entry.mapping("deadline: …")
        if "deadline" in fields:
            fields["deadline"].one_of(deadlines, "时限", f"deadline: {next(iter(deadlines), name)}")
    quotas = QuotaReader(clauses, axes, facts, cutoff).read(folder / "quotas.yaml")
    topics = _topics(folder, clauses, deadlines, papers, axes, facts)
    silences = _silences(folder / "silences.yaml", clauses)
    known = Known(cutoff, clauses, axes, facts, topics, silences, papers, owing, quotas)
    dialogue = read_dialogue(folder / "dialogue.yaml", known)
    return Plan(
        id=own["id"].text(example),
        year=year,
        title=own["title"].text("title: 年度考核方案"),
        cutoff=cutoff,
        office=office,
        office_short=short,
        office_called=called or short or office,
        source=own["source"].text("source: 县委组织部通知"),
        subjects=subjects,
        clauses=clauses,
        axes=axes,
        facts=facts,
        rules=rules,
        deadlines=deadlines,
        papers=papers,
        owing=owing,
        forms_unmentioned=unmentioned,
        quotas=quotas,
        topics=topics,
        silences=silences,
        terms=_terms(folder / "terms.yaml", clauses),
        reminders=read_reminders(folder / "reminders.yaml", dict(deadlines)),
        telling=own["telling"].texts("telling: [挂职, 退休]") if "telling" in own else (),
        dialogue=dialogue,
        wording=WordingReader(facts, cutoff).read(folder, dialogue, owing.team_fact),
        roster=read_roster_facts(folder / "roster.yaml", facts),
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
    read = {n: s.fields("label values", "gates told", example) for n, s in drafts.items()}
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
                _told(fields.get("told"), values[name]),
            )
            for name, fields in read.items()
        }
    )


def _told(source: Source | None, values: Mapping[str, str]) -> Mapping[str, str]:
    """How a value is put in a sentence about somebody."""
    example = "told: {host_unit: 在{place}考核}"
    found: dict[str, str] = {}
    for value, entry in source.mapping(example).items() if source else ():
        if value not in values:
            known = "、".join(values)
            raise entry.wrong(f"values 里没有“{value}”；有：{known}。", example)
        found[value] = entry.text(example)
    return MappingProxyType(found)


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


def _topics(
    folder: Path,
    clauses: Mapping[str, Clause],
    deadlines: Mapping[str, Deadline],
    papers: Mapping[str, Paper],
    axes: Mapping[str, Axis],
    facts: Mapping[str, Fact],
) -> Mapping[str, TopicText]:
    clause = list(clauses)[-1]
    example = f"- {{id: paper_size, clauses: [{clause}], title: 用什么纸, text: 用A4纸。}}"
    form = next((paper.form for paper in papers.values() if paper.form), "表一")
    found: dict[str, TopicText] = {}
    for file in sorted((folder / "topics").glob("*.yaml")):
        for entry in open_source(file).items(example):
            fields = entry.fields(
                "id clauses title text", "deadlines papers form tells told examples words", example
            )
            name = _new_id(fields["id"], found, example)
            found[name] = TopicText(
                id=name,
                title=fields["title"].text(example),
                clauses=fields["clauses"].names(clauses, "条款", example),
                text=fields["text"].text(example),
                deadlines=_names(fields.get("deadlines"), deadlines, "时限"),
                papers=_names(fields.get("papers"), papers, "材料"),
                form=optional(fields.get("form"), lambda s: s.text(f"form: {form}")),
                tells=_tells(fields.get("tells"), axes),
                told=_of_numbers(fields.get("told"), facts),
                examples=_texts(fields.get("examples"), example),
                words=_texts(fields.get("words"), example),
            )
    return MappingProxyType(found)


def _tells(source: Source | None, axes: Mapping[str, Axis]) -> Mapping[str, str]:
    """Results that a text says outright, by axis."""
    first = next(iter(axes.values()))
    example = f"tells: {{{first.id}: {next(iter(first.values))}}}"
    found: dict[str, str] = {}
    for name, entry in source.mapping(example).items() if source else ():
        if name not in axes:
            raise entry.wrong(f"没有叫“{name}”的结果项。", example)
        found[name] = entry.one_of(axes[name].values, f"“{name}”的值", example)
    return MappingProxyType(found)


def _of_numbers(source: Source | None, facts: Mapping[str, Fact]) -> Mapping[str, str]:
    """What a number that was told comes to, by its fact; {} stands for the number."""
    first = next(iter(facts.values()))
    example = f"told: {{{first.id}: 就记{{}}}}"
    found: dict[str, str] = {}
    for name, entry in source.mapping(example).items() if source else ():
        if name not in facts or facts[name].kind != "number":
            raise entry.wrong(f"没有叫“{name}”的数。", example)
        found[name] = entry.text(example)
        if "{}" not in found[name]:
            raise entry.wrong("要有一处{}放那个数。", example)
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
        fields = entry.fields("id title text", "clauses examples words of_numbers", example)
        name = _new_id(fields["id"], found, example)
        found[name] = Silence(
            id=name,
            title=fields["title"].text(example),
            text=fields["text"].text(example),
            clauses=_names(fields.get("clauses"), clauses, "条款"),
            of_numbers="of_numbers" in fields and fields["of_numbers"].yes("of_numbers: true"),
            examples=_texts(fields.get("examples"), example),
            words=_texts(fields.get("words"), example),
        )
    return MappingProxyType(found)


def _terms(file: Path, clauses: Mapping[str, Clause]) -> tuple[Term, ...]:
    example = f"- {{text: 后列, clause: {list(clauses)[-1]}, question: 后几名算后列}}"
    if not file.exists():
        return ()
    found: list[Term] = []
    for entry in open_source(file).items(example):
        fields = entry.fields("text clause question", "", example)
        clause = fields["clause"].one_of(clauses, "条款", example)
        found.append(Term(fields["text"].text(example), clause, fields["question"].text(example)))
    return tuple(found)
