"""The board: county, groups, units, people, papers. Numbers come from what is kept of each unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from handlers.submissions.service import (
    Count,
    CountyOverview,
    GroupCount,
    UnitCount,
    county_overview,
    kept_papers,
    owing_words,
    unit_papers,
)
from handlers.turn.permissions import Deed, Reach, reach
from rules.plan import Plan
from rules.roster import UNIT_KIND_LABELS
from storage import Records
from storage.deadlines import all_deadlines, deadlines_in_force
from storage.views import Member, Unit
from web import access, show
from web.board_desk import token_of, who_may
from web.board_states import Row, holder_words, row_of, short_deadline, steps_of
from web.refused import forbidden
from web.site import CurrentSite, Site

PER_PAGE: Final = 100
_MOST_OPEN: Final = 20  # units shown without opening their group
_MANY_IDLE: Final = 5  # people of whom nothing is in, who are folded together
_UNIT: Final = "本单位"
_Section = tuple[str, str, list[Row]]
STATES: Final[Mapping[str, str]] = {
    "": "全部",
    "missing": "还有缺件",
    "returned": "有退回的",
    "complete": "已交齐",
    "none": "一份没交",
}
_PAPER_STATES: Final = {"": "全部", "missing": "未交", "in": "已收到", "returned": "已退回"}


@dataclass(frozen=True)
class Filter:
    """What a list is narrowed to; empty strings narrow nothing."""

    words: str = ""
    group: str = ""
    kind: str = ""
    state: str = ""
    paper: str = ""
    page: int = 1

    def query(self, page: int) -> str:
        """The address of another page of the same list."""
        named = {"q": self.words, "group": self.group, "kind": self.kind, "state": self.state}
        named |= {"paper": self.paper, "page": str(page)}
        return urlencode({name: value for name, value in named.items() if value})

    def shows(self, each: UnitCount) -> bool:
        """Whether a unit is among those asked for."""
        unit = each.unit
        return (
            (not self.words or any(self.words in name for name in (unit.name, *unit.short_names)))
            and self.group in ("", str(unit.group_id or 0))
            and self.kind in ("", unit.kind.value)
            and _in_state(self._count(each), self.state)
        )

    def _count(self, each: UnitCount) -> Count:
        return each.count if not self.paper else count_of_paper(each, self.paper)


def count_of_paper(each: UnitCount, paper: str) -> Count:
    """A unit's numbers of one paper."""
    lines = [line for line in each.lines if line.paper == paper]
    owed = sum(line.number for line in lines)
    missing = sum(line.number for line in lines if line.status in ("missing", "returned"))
    returned = sum(line.number for line in lines if line.status == "returned")
    return Count(owed, owed - missing, missing, returned)


def create_board(router: APIRouter) -> None:
    """The board's pages."""

    @router.get("/board")
    def county(
        request: Request,
        site: CurrentSite,
        q: str = "",
        group: str = "",
        kind: str = "",
        state: str = "",
        paper: str = "",
        page: str = "1",
    ) -> Response:
        number = int(page) if page.isdecimal() and len(page) < 6 else 1
        wanted = Filter("".join(q.split())[:40], group, kind, state, paper, max(1, number))
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.SEE_BOARD)
            overview = county_overview(site.plan, records, _in_charge(records, member))
            context = _county(site, records, member, overview, wanted)
            return show.page(request, "board.html", context)

    @router.get("/board/unit/{unit_id}")
    def unit(
        request: Request,
        site: CurrentSite,
        unit_id: str,
        q: str = "",
        state: str = "",
        paper: str = "",
    ) -> Response:
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.SEE_BOARD)
            found = unit_in_charge(records, member, unit_id)
            rows = _rows(site.plan, records, member, found)
            wanted = [row for row in rows if _shown(row, q, state, paper)]
            shown, waiting = _folded(_sections(wanted), asked=bool(q or state or paper))
            context = {
                **_unit(site, records, member, found, rows),
                "sections": shown,
                "waiting": waiting,
                "steps": steps_of(wanted, member),
                "returns": any(row.may_return for row in wanted),
                "q": q,
                "state": state,
                "paper": paper,
                "token": token_of(site, request),
            }
            return show.page(request, "board_unit.html", context)


def unit_in_charge(records: Records, member: Member, unit_id: str) -> Unit:
    """Refused alike for a unit that is not theirs and for one there is not."""
    number = records.merging.now(access.id_in(unit_id))
    for unit in access.units_to_look_at(records, member):
        if unit.id == number:
            return unit
    raise forbidden()


def _in_charge(records: Records, member: Member) -> list[int] | None:
    if reach(member.role, Deed.SEE_BOARD) is Reach.COUNTY:
        return None
    return [unit.id for unit in access.units_to_look_at(records, member)]


def _county(
    site: Site, records: Records, member: Member, overview: CountyOverview, wanted: Filter
) -> dict[str, object]:
    shown = [each for each in overview.units if wanted.shows(each)]
    pages = max(1, -(-len(shown) // PER_PAGE))
    page = min(wanted.page, pages)
    part = shown[(page - 1) * PER_PAGE : page * PER_PAGE]
    narrowed = wanted != Filter(page=wanted.page)
    names = {each.group.id: each.group.name for each in overview.groups if each.group}
    return {
        "title": "考核材料看板",
        "member": member,
        "year": site.plan.year,
        "overview": overview,
        "groups": overview.groups if not narrowed and len(overview.groups) > 1 else (),
        "filter": wanted,
        "narrowed": narrowed,
        "states": STATES,
        "papers": _papers(site.plan),
        "kinds": {
            each.unit.kind.value: UNIT_KIND_LABELS[each.unit.kind] for each in overview.units
        },
        "all_groups": [_group_choice(each) for each in overview.groups],
        "found": len(shown),
        "units": part,
        "sections": _by_group(part, names, wanted.paper, site.plan.office_called),
        "open": len(part) <= _MOST_OPEN,
        "page": page,
        "pages": pages,
        "waiting": len(records.cases.open(site.plan.id)),
        "units_words": owing_words(
            sum(each.count.owed > 0 for each in overview.units), len(overview.units)
        ),
        "doubtful": sum(not d.binds for d in deadlines_in_force(site.plan, records).values()),
    }


def _group_choice(each: GroupCount) -> tuple[str, str]:
    return (str(each.group.id), each.group.name) if each.group else ("0", "未分考核组")


def _papers(plan: Plan) -> dict[str, str]:
    return {paper.id: f"{paper.form or ''}{paper.name}" for paper in plan.papers.values()}


def _by_group(
    units: Sequence[UnitCount], names: Mapping[int, str], paper: str, office: str
) -> list[tuple[str, list[dict[str, object]]]]:
    """The lines under the name of each group, in the order of the units."""
    found: dict[str, list[dict[str, object]]] = {}
    for each in units:
        name = names.get(each.unit.group_id or 0, "未分考核组")
        found.setdefault(name, []).append(_unit_line(each, paper, office))
    return list(found.items())


def _unit_line(each: UnitCount, paper: str, office: str) -> dict[str, object]:
    count = count_of_paper(each, paper) if paper else each.count
    return {
        "unit": each.unit,
        "count": count,
        "held": holder_words(each.count.held, office) if not paper else "",
        "next": short_deadline(each.count.next_deadline) if each.count.next_deadline else "",
    }


def _in_state(count: Count, state: str) -> bool:
    match state:
        case "missing":
            return count.missing > 0
        case "returned":
            return count.returned > 0
        case "complete":
            return count.complete
        case "none":
            return count.owed > 0 and not count.received
    return True


def _rows(plan: Plan, records: Records, member: Member, unit: Unit) -> list[Row]:
    deadlines = all_deadlines(plan, records)
    has_group = unit.group_id is not None
    handins = records.handins.all_of(unit.id, plan_id=plan.id)
    return [
        row_of(
            item,
            next(iter(show.versions_of(item, handins)), None),
            deadlines.get(item.deadline_id or ""),
            member,
            has_group=has_group,
            office=plan.office_called,
        )
        for item in unit_papers(plan, records, unit.id).items
    ]


def _unit(
    site: Site, records: Records, member: Member, unit: Unit, rows: Sequence[Row]
) -> dict[str, object]:
    group = next((each for each in records.roster.groups() if each.id == unit.group_id), None)
    clerks = records.members.clerks_of(unit.id)
    return {
        "title": unit.name,
        "member": member,
        "unit": unit,
        "group": group,
        "kind": UNIT_KIND_LABELS[unit.kind],
        "clerks": clerks,
        "total": len(rows),
        "done": sum(not row.item.missing for row in rows),
        "returned": sum(row.state == "已退回" for row in rows),
        "states": _PAPER_STATES,
        "papers": {
            row.item.paper.id: f"{row.item.paper.form or ''}{row.item.paper.name}" for row in rows
        },
        "office": site.plan.office,
        "kept": kept_papers(site.plan, records, unit.id),
    }


def _shown(row: Row, words: str, state: str, paper: str) -> bool:
    name = row.item.person.name if row.item.person else "本单位"
    fits = {"": True, "missing": row.item.missing, "in": not row.item.missing}
    fits["returned"] = row.item.handin is not None and row.item.missing
    return words.strip() in name and paper in ("", row.item.paper.id) and fits.get(state, True)


def _folded(sections: list[_Section], *, asked: bool) -> tuple[list[_Section], list[_Section]]:
    """Of many people those of whom nothing is in yet apart: there is nothing to look at."""
    idle = [one for one in sections if one[0] != _UNIT and not any(r.handin for r in one[2])]
    if asked or len(idle) < _MANY_IDLE or len(idle) == len(sections):
        return sections, []
    return [one for one in sections if one not in idle], idle


def _sections(rows: Sequence[Row]) -> list[_Section]:
    """The unit's own papers first, then one section a person: name, post, rows."""
    found: dict[int, _Section] = {}
    for row in rows:
        person = row.item.person
        head = (person.name, person.post) if person else (_UNIT, "单位的材料")
        found.setdefault(person.id if person else 0, (*head, []))[2].append(row)
    return sorted(found.values(), key=lambda section: section[0] != _UNIT)
