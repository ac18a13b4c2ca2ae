"""Open cases: ruled on the page, with the same words and the same second look as in chat."""

from fastapi import APIRouter, Request, Response

from handlers.cases.service import answer_words, asked_words, case_line, drafted, fact_words
from handlers.dialogue.service import show
from handlers.turn.permissions import Deed
from handlers.turn.reply import Reply
from rules.plan import Plan
from storage import Records
from storage.precedents import plan_in_force
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
    ) -> Response:
        """The ruling as it was understood; nothing is in force yet."""
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.ANSWER_CASE)
            check_token(site, request, token)
            context, words = context_of(site, records, member), own.strip() or result.strip()
            draft = drafted(context, access.id_in(number.strip()), words, reason.strip())
            found = draft if isinstance(draft, Reply) else show(context, draft)
            if isinstance(found, Reply):
                typed = Typed(number.strip(), found.text, result=result, own=own, reason=reason)
                return _page(site, request, records, member, typed)
        return deed_page(site, request, member, found, title="批复", back="/board/cases")


def _page(
    site: Site, request: Request, records: Records, member: Member, typed: Typed | None = None
) -> Response:
    plan = plan_in_force(site.plan, records)
    context = {
        "title": "请示",
        "member": member,
        "waiting": [_case(plan, case) for case in records.cases.open(plan.id)],
        "ruled": [
            (case_line(plan, case), answer_words(plan, case))
            for case in records.cases.in_force(plan.id)
        ],
        "token": token_of(site, request),
        "typed": typed,
    }
    return pages.page(request, "board_cases.html", context, 422 if typed else 200)


def _case(plan: Plan, case: Case) -> dict[str, object]:
    axes = [plan.axes[axis] for axis in case.axes if axis in plan.axes]
    return {
        "number": case.number,
        "asked": asked_words(plan, case),
        "facts": fact_words(plan, case),
        "clauses": "、".join(case.clauses),
        "at": case.at,
        # One axis: its values can be picked; several have to be written out.
        "values": list(axes[0].values.values()) if len(axes) == 1 else [],
    }
