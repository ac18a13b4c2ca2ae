"""Cases: ruled on and rulings withdrawn, with the same words and second look as in chat."""

import json
from typing import Annotated, Final

from fastapi import APIRouter, Form, Request, Response
from pydantic import BaseModel
from pydantic import Field as Limits

from handlers.cases.service import (
    Pick,
    Reach,
    Way,
    about_case,
    answer_words,
    asked_words,
    asker_line,
    case_line,
    drafted,
    fact_words,
    member_words,
    notes_told,
    open_twins,
    picks,
    whom_before,
    whom_of,
)
from handlers.dialogue.service import show
from handlers.turn.case_commands import AnswerTwins, AskBack, WithdrawPrecedent
from handlers.turn.context import DeedContext
from handlers.turn.permissions import Deed
from handlers.turn.reply import Reply
from storage import Records
from storage.views import Case, Json, Member, Scope
from web import access
from web import show as pages
from web.board_desk import (
    Field,
    Typed,
    check_token,
    context_of,
    deed_page,
    token_of,
    who_may,
)
from web.site import CurrentSite, Site

Facts = Annotated[list[str], Limits(max_length=200)]
_LONGEST: Final = 2000  # characters of a reason; the deed says how many it may be


class RuledOn(BaseModel):
    """The form of a ruling. `facts`: of each fact that counts how, as the page wrote it."""

    token: str = ""
    number: str = ""
    result: str = ""
    own: str = ""
    reason: str = ""
    scope: str = ""
    facts: Facts = []

    @property
    def case(self) -> int:
        """The number of the case; 0 for what is no number."""
        return access.id_in(self.number.strip())

    @property
    def whom(self) -> tuple[Scope, dict[str, tuple[Json, ...]] | None]:
        """Whom it is for, as a ruling is drafted with."""
        if self.scope != "all":
            return "case", None
        return "all", dict(_fact_in(one) for one in self.facts if one)

    def typed(self, wrong: str, whom: Reach | None = None) -> Typed:
        """What was typed, for the page to show again."""
        return Typed(
            self.number.strip(),
            wrong,
            self.result,
            self.own,
            self.reason,
            self.scope,
            tuple(self.facts),
            whom=whom,
        )


def _key(pick: Pick, way: Way) -> str:
    return f"{pick.fact}={json.dumps(way.values, ensure_ascii=False)}"


def _fact_in(written: str) -> tuple[str, tuple[Json, ...]]:
    """The reverse of `_key`. What we did not write picks nothing, which the deed refuses."""
    fact, _, values = written.partition("=")
    try:
        found = json.loads(values)
    except ValueError:
        found = None
    return fact, tuple(found) if isinstance(found, list) else ()


def create_board_cases(router: APIRouter) -> None:
    """Cases that wait, are ruled on or were withdrawn, and what the section does with them."""

    @router.get("/board/cases")
    def cases(request: Request, site: CurrentSite) -> Response:
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.SEE_CASES)
            return _page(site, request, records, member)

    @router.post("/board/cases")
    def preview(request: Request, site: CurrentSite, ruled: Annotated[RuledOn, Form()]) -> Response:
        """The ruling as it was understood; nothing is in force yet."""
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.ANSWER_CASE)
            check_token(site, request, ruled.token)
            context = context_of(site, records, member)
            words = ruled.own.strip() or ruled.result.strip()
            draft = drafted(context, ruled.case, words, ruled.reason.strip(), *ruled.whom)
            found = draft if isinstance(draft, Reply) else show(context, draft)
            if isinstance(found, Reply):
                return _page(site, request, records, member, ruled.typed(found.text))
        return deed_page(site, request, member, found, title="批复", back="/board/cases")

    @router.post("/board/cases/whom")
    def whom(request: Request, site: CurrentSite, ruled: Annotated[RuledOn, Form()]) -> Response:
        """Who on the roster would fall under it; nothing is ruled."""
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.ANSWER_CASE)
            check_token(site, request, ruled.token)
            context = context_of(site, records, member)
            typed = ruled.typed("", whom_before(context, ruled.case, ruled.result, *ruled.whom))
            return _page(site, request, records, member, typed)

    @router.post("/board/cases/ask")
    def ask(
        request: Request,
        site: CurrentSite,
        token: Field = "",
        number: Field = "",
        asked: Field = "",
    ) -> Response:
        """What would be asked of whom; nothing is sent yet."""
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.ANSWER_CASE)
            check_token(site, request, token)
            command = AskBack(access.id_in(number.strip()), asked.strip()[:_LONGEST])
            found = show(context_of(site, records, member), command)
            if isinstance(found, Reply):
                typed = Typed(number.strip(), found.text, asked=asked)
                return _page(site, request, records, member, typed)
        return deed_page(site, request, member, found, title="追问", back="/board/cases")

    @router.post("/board/cases/twins")
    def twins(
        request: Request, site: CurrentSite, token: Field = "", number: Field = ""
    ) -> Response:
        """Which other open cases would be ruled on alike; none is yet."""
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.ANSWER_CASE)
            check_token(site, request, token)
            command = AnswerTwins(access.id_in(number.strip()))
            found = show(context_of(site, records, member), command)
        return deed_page(site, request, member, found, title="一并批复", back="/board/cases")

    @router.post("/board/cases/withdraw")
    def withdraw(
        request: Request,
        site: CurrentSite,
        token: Field = "",
        number: Field = "",
        reason: Field = "",
    ) -> Response:
        """What withdrawing a ruling would undo; it is in force still."""
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.WITHDRAW_PRECEDENT)
            check_token(site, request, token)
            command = WithdrawPrecedent(access.id_in(number.strip()), reason.strip()[:_LONGEST])
            found = show(context_of(site, records, member), command)
            if isinstance(found, Reply):
                typed = Typed(number.strip(), found.text, reason=reason)
                return _page(site, request, records, member, typed)
        return deed_page(site, request, member, found, title="撤销批复", back="/board/cases")


def _page(
    site: Site, request: Request, records: Records, member: Member, typed: Typed | None = None
) -> Response:
    context = context_of(site, records, member)
    cases, plan_id = records.cases, context.plan.id
    shown = {
        "title": "请示",
        "member": member,
        "waiting": [_case(context, case) for case in cases.open(plan_id)],
        "ruled": [_ruled(context, case) for case in cases.in_force(plan_id)],
        "withdrawn": [_ruled(context, case) for case in cases.withdrawn(plan_id)],
        "token": token_of(site, request),
        "typed": typed,
    }
    return pages.page(request, "board_cases.html", shown, 422 if typed and typed.wrong else 200)


def _case(context: DeedContext, case: Case) -> dict[str, object]:
    plan = context.plan
    axes = [plan.axes[axis] for axis in case.axes if axis in plan.axes]
    found = picks(plan, case)
    return {
        "number": case.number,
        "asked": asked_words(plan, case),
        "about": about_case(context, case),
        "asker": asker_line(context, case),
        "notes": notes_told(context, case),
        "files": context.records.case_files.of(case),
        "facts": fact_words(plan, case),
        "clauses": "、".join(case.clauses),
        "at": case.at,
        "picks": [_pick(pick) for pick in found],
        "known": [_key(pick, way) for pick in found if _known(pick) for way in pick.ways],
        "named": case.person_id is not None or not case.rests,
        # One axis: its values can be picked; several have to be written out.
        "values": list(axes[0].values.values()) if len(axes) == 1 else [],
    }


def _pick(pick: Pick) -> dict[str, object]:
    return {
        "label": pick.label,
        "own": pick.own,
        "known": _known(pick),
        "ways": [(_key(pick, way), way.words, way.chosen) for way in pick.ways],
    }


def _known(pick: Pick) -> bool:
    """Whether the case says something of it; the others are folded."""
    return bool(pick.own) or any(way.chosen for way in pick.ways)


def _ruled(context: DeedContext, case: Case) -> dict[str, object]:
    """A ruling in force or withdrawn: of whom, who asked, what it is, and what became of it."""
    answer = case.answer
    return {
        "number": case.number,
        "line": case_line(context.plan, case),
        "about": about_case(context, case),
        "asker": asker_line(context, case),
        "words": answer_words(context.plan, case),
        "whom": whom_of(context.plan, case),
        "by": member_words(context, answer.by) if answer else "",
        "files": context.records.case_files.of(case),
        "twins": [one.number for one in open_twins(context, case)],
        "gone": answer.withdrawn_why if answer else "",
        "gone_by": member_words(context, answer.withdrawn_by) if answer else "",
        "gone_at": answer.withdrawn_at if answer else None,
    }
