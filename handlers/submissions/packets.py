"""Whole packets: blanks for everybody of a unit, a unit's papers in order, the county's summary.

Written to disk one file after the other, so that no packet is ever held in memory.
"""

import re
import shutil
import zipfile
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

from forms.county_summary import Proposed, UnitRow
from forms.kit.grades import EXCELLENT
from forms.kit.registry import form_of, the_form_of
from forms.packet_list import Listed
from handlers.roster.service import group_names, this_unit, unit_standings
from handlers.submissions.intake import occasion
from handlers.submissions.owed import Item, UnitPapers, county_papers, paper_name, unit_papers
from rules.ledger import MEMBERS, Handed, ledgers
from rules.papers import grade_list
from rules.plan import Paper, Plan
from storage import Records
from storage.blobs import Blobs
from storage.handins import in_force
from storage.precedents import SHANGHAI, plan_in_force
from storage.views import HandIn, HandInStatus, Part, Unit

_UNSAFE: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_STATES: Final = {
    HandInStatus.RECEIVED: "已交",
    HandInStatus.CHECKED: "已交，检查通过",
    HandInStatus.WITH_GROUP: "考核组已收",
    HandInStatus.WITH_SECTION: "已转交{office}",
    HandInStatus.FILED: "已归档",
    HandInStatus.RETURNED: "已退回，待重交",
    HandInStatus.FAULTY: "没有通过检查",
    HandInStatus.WITHDRAWN: "已撤回",
}


def packed_state(plan: Plan, status: HandInStatus) -> str:
    """The state of a paper in a list of files."""
    return _STATES[status].format(office=plan.office_called)


def write_blanks(
    plan: Plan,
    records: Records,
    unit: Unit,
    paper: Paper,
    at: datetime,
    path: Path,
    first: int = 1,
    last: int | None = None,
) -> int:
    """A zip with one template a person who owes the paper, and a list; how many there are.

    `first` and `last` count the people from 1; of all where they are not given.
    """
    # openpyxl takes 0.3 s and 15 MB, which no other answer needs.
    from forms.packet_list.book import packet_list  # noqa: PLC0415

    form = the_form_of(paper)
    items = [i for i in unit_papers(plan, records, unit.id).items if i.paper.id == paper.id]
    base = occasion(plan, records, unit, None, _day(at))
    standings = {each.person.id: each for each in base.people}
    lines = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packet:
        for number, item in enumerate(items[first - 1 : last], first):
            person = item.person
            name = f"{number:03}_{person.name if person else unit.name}_{_called(paper)}"
            file = f"{_safe(name)}.{form.kind(plan)}"
            whose = standings.get(person.id) if person else None
            packet.writestr(file, form.template(replace(base, person=whose)))
            whom = person.name if person else ""
            lines.append(Listed(paper_name(paper), whom, "空表", file=file))
        title = f"{unit.name}{paper.form or paper.name}空表清单"
        packet.writestr("清单.xlsx", packet_list(title, lines))
    return len(lines)


def write_unit(
    plan: Plan, records: Records, blobs: Blobs, papers: UnitPapers, at: datetime, path: Path
) -> tuple[int, int]:
    """A unit's papers in force in the order of the notice: how many are there and are missing.

    Before them the list of them filled in, to print and sign, and an index of the files. A list
    that was handed in lies at its place as well.
    """
    # openpyxl takes 0.3 s and 15 MB, which no other answer needs.
    from forms.packet_list.book import packet_list  # noqa: PLC0415

    signed = in_force(records.handins.all_of(papers.unit.id, plan_id=plan.id), Part.SIGNED)
    lines, put = [], 0
    # Stored as it is: workbooks, PDF and photos are packed already.
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as packet:
        for number, item in enumerate(papers.items, 1):
            lines.append(_packed(plan, packet, blobs, papers.unit, number, item, item.handin, ""))
            put += bool(lines[-1].file)
            key = (papers.unit.id, item.paper.id, item.person.id if item.person else None)
            if key in signed:
                lines.append(
                    _packed(
                        plan, packet, blobs, papers.unit, number, item, signed[key], "（扫描件）"
                    )
                )
        title = f"{papers.unit.name}{plan.year}年度考核上报材料文件目录"
        packet.writestr("00_文件目录.xlsx", packet_list(title, lines))
        paper = plan.papers.get(plan.owing.cover_list)
        if paper is not None and (form := form_of(paper)) is not None:
            whole = form.template(occasion(plan, records, papers.unit, None, _day(at)))
            packet.writestr(f"00_{paper.form or paper.name}_材料清单.{form.reads[0]}", whole)
    return put, len(papers.gaps)


def _day(at: datetime) -> date:
    return at.astimezone(SHANGHAI).date()


def _packed(
    plan: Plan,
    packet: zipfile.ZipFile,
    blobs: Blobs,
    unit: Unit,
    number: int,
    item: Item,
    handin: HandIn | None,
    mark: str,
) -> Listed:
    person = item.person.name if item.person else ""
    if handin is None or not handin.up:
        state = packed_state(plan, handin.status) if handin else "未交"
        return Listed(paper_name(item.paper), person, state)
    name = f"{number:03}_{_called(item.paper)}_{person or unit.name}{mark}"
    file = f"{_safe(name)}{Path(handin.filename).suffix}"
    with blobs.open(handin.sha256) as kept, packet.open(file, "w") as entry:
        shutil.copyfileobj(kept, entry)
    state = f"{packed_state(plan, handin.status)}{mark}"
    version, at = f"第{handin.version}版", handin.at.astimezone(SHANGHAI)
    return Listed(paper_name(item.paper), person, state, version, handin.receipt, at, file)


def summary(plan: Plan, records: Records) -> bytes:
    """The county's 汇总表; names those proposed 优秀, so it is for the section only."""
    groups = group_names(records)
    everybody = records.roster.everybody()
    people = {p.id: p for those in everybody.values() for p in those}
    fact = plan.facts.get(plan.quotas.grade_fact)
    labels = dict(fact.values) if fact else {}
    standing = in_force(records.handins.county(plan_id=plan.id))
    grades: dict[int, dict[str, int]] = {}
    places: dict[int, int] = {}
    team_ids: dict[int, str] = {}
    excellent: dict[int, tuple[Proposed, ...]] = {}
    teams: dict[int, str] = {}
    for handin in standing.values():
        proposed = handin.summary.get("proposed")
        if not handin.counts or not isinstance(proposed, dict):
            continue
        counted = handin.summary.get("grades")
        grades[handin.unit_id] = dict(counted) if isinstance(counted, dict) else {}
        best = [int(id) for id, grade in proposed.items() if grade == EXCELLENT]
        excellent[handin.unit_id] = tuple(
            Proposed(people[id].name, people[id].post) for id in best if id in people
        )
        own = handin.summary.get("own")
        places[handin.unit_id] = own if isinstance(own, int) else 0
        team_ids[handin.unit_id] = str(handin.summary.get("team_grade") or "")
        teams[handin.unit_id] = labels.get(team_ids[handin.unit_id], "")
    now = plan_in_force(plan, records)
    rows = [
        replace(
            _row(papers, groups, teams, grades.get(papers.unit.id), excellent),
            base=_base(now, records, papers.unit, team_ids.get(papers.unit.id)),
            places=places.get(papers.unit.id, 0),
        )
        for papers in county_papers(plan, records)
    ]
    title = f"{plan.year}年度考核汇总表"
    # openpyxl takes 0.3 s and 15 MB, which no other answer needs.
    from forms.county_summary.book import county_summary  # noqa: PLC0415

    listed = grade_list(plan)
    return county_summary(title, rows, listed.short if listed else "等次建议")


def _base(plan: Plan, records: Records, unit: Unit, team: str | None) -> int:
    """Whom the unit's own ledger counts, as its 附件8 is held against."""
    found = ledgers(
        plan, this_unit(unit), unit_standings(plan, records, unit), Handed(grade=team or None)
    )
    return next((ledger.base for ledger in found if ledger.kind == MEMBERS), 0)


def _row(
    papers: UnitPapers,
    groups: dict[int, str],
    teams: dict[int, str],
    grades: dict[str, int] | None,
    excellent: dict[int, tuple[Proposed, ...]],
) -> UnitRow:
    owed: dict[str, int] = {}
    here: dict[str, int] = {}
    for item in papers.items:
        name = item.paper.form or item.paper.name
        owed[name] = owed.get(name, 0) + 1
        here[name] = here.get(name, 0) + (not item.missing)
    unit = papers.unit
    return UnitRow(
        unit.name,
        groups.get(unit.group_id or 0, ""),
        teams.get(unit.id, ""),
        grades,
        excellent.get(unit.id, ()),
        owed,
        here,
    )


def _called(paper: Paper) -> str:
    return f"{paper.form or ''}{paper.name}"


def _safe(name: str) -> str:
    """A name every system can write to disk."""
    return _UNSAFE.sub("_", name)[:80]
