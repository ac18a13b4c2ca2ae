"""The notice as an official reads it: clauses with what rests on each, dates, what is open."""

from itertools import groupby

from fastapi import APIRouter, Request, Response

from handlers.cases.service import told
from handlers.turn.permissions import Deed, may
from rules.engine.clashes import Contradiction, contradictions
from rules.plan import Deadline, Plan
from rules.plan.called import notice_word
from rules.plan.read_aloud import open_matters, paper_words, passages, share_words
from storage import Records
from storage.deadlines import deadlines_in_force
from storage.views import Case
from web import show
from web.board_desk import who_may
from web.site import CurrentSite

_LONGEST = 40  # characters looked for


def create_board_plan(router: APIRouter) -> None:
    """The notice as an official reads it."""

    @router.get("/board/plan")
    def read(request: Request, site: CurrentSite, q: str = "") -> Response:
        """Clauses with what rests on them; `q` keeps those that hold these words."""
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.SEE_BOARD)
            plan, words = site.plan, q.strip()[:_LONGEST]
            every = passages(plan)
            ruled = _rulings(records, plan)
            in_force = deadlines_in_force(plan, records)
            matters = open_matters(plan, in_force)
            context = {
                "title": f"{plan.year}年度考核{notice_word(plan)}",
                "member": member,
                "plan": plan,
                "words": words,
                "every": len(every),
                "passages": [one for one in every if not words or one.holds(words)],
                "rulings": ruled,
                "matters": [
                    (kind, list(some)) for kind, some in groupby(matters, lambda one: one.kind)
                ],
                "open": len(matters),
                "clashes": _clashes(plan, ruled),
                "deadlines": [_line(plan, each) for each in in_force.values()],
                "papers": [_paper(plan, id) for id in plan.papers],
                "shares": share_words(plan),
                "sets_dates": may(member.role, Deed.SET_DEADLINES),
            }
            return show.page(request, "board_plan.html", context)


def _rulings(records: Records, plan: Plan) -> dict[str, list[Case]]:
    """Rulings of the section in force, by the clause they are on."""
    found: dict[str, list[Case]] = {}
    for case in records.cases.in_force(plan.id):
        for clause in case.clauses:
            found.setdefault(clause, []).append(case)
    return found


def _clashes(plan: Plan, ruled: dict[str, list[Case]]) -> list[dict[str, object]]:
    """Pairs of clauses that contradict each other, each with what on, and an example."""
    found: dict[tuple[str, str], list[Contradiction]] = {}
    for one in contradictions(plan):
        found.setdefault(one.clauses, []).append(one)
    return [
        {
            "clauses": clauses,
            "lines": [_clash(plan, one, ruled) for one in some],
        }
        for clauses, some in found.items()
    ]


def _clash(plan: Plan, one: Contradiction, ruled: dict[str, list[Case]]) -> dict[str, object]:
    axis = plan.axes[one.axis]
    on_both = [case for case in ruled.get(one.clauses[0], []) if one.clauses[1] in case.clauses]
    return {
        "axis": axis.label,
        "values": [axis.values[value] for value in one.values],
        "example": "；".join(told(plan.facts[id], value) for id, value in one.example.items()),
        "ruled": [case.number for case in on_both if one.axis in case.axes],
    }


def _line(plan: Plan, deadline: Deadline) -> dict[str, object]:
    papers = [paper_words(one) for one in plan.papers.values() if one.deadline == deadline.id]
    return {
        "deadline": deadline,
        "words": show.day_words(deadline.effective) if deadline.effective else "没有日期",
        "state": "已确认" if deadline.binds else "待确认" if deadline.effective else "没有写",
        "papers": "、".join(papers),
    }


def _paper(plan: Plan, id: str) -> dict[str, object]:
    paper = plan.papers[id]
    deadline = plan.deadlines.get(paper.deadline or "")
    return {
        "paper": paper,
        "name": paper_words(paper),
        "deadline": deadline.label if deadline else "",
        "way": "，".join(filter(None, [paper.hands_in, paper.hands_to and f"交{paper.hands_to}"])),
    }
