"""Cases: ruled on and rulings withdrawn, with the same words and second look as in chat."""

from typing import Annotated, Final

from fastapi import APIRouter, Form, Request, Response

from handlers.cases.service import (
    about_case,
    answer_words,
    asked_words,
    asker_line,
    case_line,
    countable,
    drafted,
    fact_words,
    member_words,
    notes_told,
    open_twins,
)
from handlers.dialogue.service import show
from handlers.turn.case_commands import AnswerTwins, AskBack, WithdrawPrecedent
from handlers.turn.context import DeedContext
from handlers.turn.permissions import Deed
from handlers.turn.reply import Reply
from storage import Records
from storage.views import Case, Member
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

Counts = Annotated[list[str], Form()]
_LONGEST: Final = 2000  # characters of a reason; the deed says how many it may be


def create_board_cases(router: APIRouter) -> None:
    @router.get("/board/cases")
    def cases(request: Request, site: CurrentSite) -> Response:
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.SEE_CASES)
            return _page(site, request, records, member)

    @router.post("/board/cases")
    def preview(
        request: Request,
        site: CurrentSite,
        token: Field = "",
        number: Field = "",
        result: Field = "",
        own: Field = "",
        reason: Field = "",
        scope: Field = "",
        counts: Counts = [],  # noqa: B006 (FastAPI reads it, nobody writes to it)
    ) -> Response:
        """The ruling as it was understood; nothing is in force yet."""
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.ANSWER_CASE)
            check_token(site, request, token)
            context, words = context_of(site, records, member), own.strip() or result.strip()
            whom = ("all", tuple(counts)) if scope == "all" else ("case", None)
            draft = drafted(context, access.id_in(number.strip()), words, reason.strip(), *whom)
            found = draft if isinstance(draft, Reply) else show(context, draft)
            if isinstance(found, Reply):
                typed = Typed(number.strip(), found.text, result, own, reason, scope, tuple(counts))
                return _page(site, request, records, member, typed)
        return deed_page(site, request, member, found, title="批复", back="/board/cases")

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
    return pages.page(request, "board_cases.html", shown, 422 if typed else 200)


def _case(context: DeedContext, case: Case) -> dict[str, object]:
    plan = context.plan
    axes = [plan.axes[axis] for axis in case.axes if axis in plan.axes]
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
        "countable": countable(plan, case),
        "named": case.person_id is not None or not case.rests,
        # One axis: its values can be picked; several have to be written out.
        "values": list(axes[0].values.values()) if len(axes) == 1 else [],
    }


def _ruled(context: DeedContext, case: Case) -> dict[str, object]:
    """A ruling in force or withdrawn: of whom, who asked, what it is, and what became of it."""
    answer = case.answer
    return {
        "number": case.number,
        "line": case_line(context.plan, case),
        "about": about_case(context, case),
        "asker": asker_line(context, case),
        "words": answer_words(context.plan, case),
        "by": member_words(context, answer.by) if answer else "",
        "files": context.records.case_files.of(case),
        "twins": [one.number for one in open_twins(context, case)],
        "gone": answer.withdrawn_why if answer else "",
        "gone_by": member_words(context, answer.withdrawn_by) if answer else "",
        "gone_at": answer.withdrawn_at if answer else None,
    }
