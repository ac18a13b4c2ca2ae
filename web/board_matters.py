"""Later days asked for, words for a human, doubts: settled with a second look, as in the chat."""

from fastapi import APIRouter, Request, Response

from handlers.matters.service import (
    CALLED,
    asked_line,
    became,
    called,
    context_lines,
    full,
    who_put,
)
from handlers.turn.context import DeedContext
from handlers.turn.matter_commands import AnswerMatter, RuleExtension
from handlers.turn.permissions import Deed
from handlers.turn.reply import Reply
from storage import Records
from storage.views import Matter, MatterKind, MatterState, Member
from web import access, show
from web.board_desk import (
    Field,
    Typed,
    check_token,
    context_of,
    day_typed,
    deed_page,
    shown,
    token_of,
    who_may,
)
from web.site import CurrentSite, Site

_LONGEST = 2000  # characters that are looked at; the deed says how many there may be


def create_board_matters(router: APIRouter) -> None:
    """Later days asked for, messages and doubts, for the section to settle."""

    @router.get("/board/matters")
    def matters(request: Request, site: CurrentSite) -> Response:
        """Every open matter, and the last that were settled."""
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.SEE_MATTERS)
            return _page(site, request, records, member)

    @router.post("/board/matters/rule")
    def rule(
        request: Request,
        site: CurrentSite,
        token: Field = "",
        number: Field = "",
        ruling: Field = "",
        day: Field = "",
        words: Field = "",
    ) -> Response:
        """The ruling on a later day as it would be; nothing is granted yet."""
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.SETTLE_MATTER)
            check_token(site, request, token)
            wanted = day_typed(day) if ruling == "grant" else None
            if ruling == "grant" and wanted is None:
                wrong = "请填延到哪一天。"
                typed = Typed(number.strip(), wrong, result=day, reason=words, scope=ruling)
                return _page(site, request, records, member, typed)
            command = RuleExtension(access.id_in(number.strip()), wanted, words.strip()[:_LONGEST])
            found = shown(site, records, member, command)
            if isinstance(found, Reply):
                typed = Typed(number.strip(), found.text, result=day, reason=words, scope=ruling)
                return _page(site, request, records, member, typed)
        return deed_page(site, request, member, found, title="批延期", back="/board/matters")

    @router.post("/board/matters/answer")
    def answer(
        request: Request,
        site: CurrentSite,
        token: Field = "",
        number: Field = "",
        words: Field = "",
    ) -> Response:
        """The answer as it would be sent; nothing is sent yet."""
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.SETTLE_MATTER)
            check_token(site, request, token)
            command = AnswerMatter(access.id_in(number.strip()), words.strip()[:_LONGEST])
            found = shown(site, records, member, command)
            if isinstance(found, Reply):
                typed = Typed(number.strip(), found.text, reason=words)
                return _page(site, request, records, member, typed)
        return deed_page(site, request, member, found, title="答复", back="/board/matters")


def _page(
    site: Site, request: Request, records: Records, member: Member, typed: Typed | None = None
) -> Response:
    context = context_of(site, records, member)
    matters, plan_id = records.matters, context.plan.id
    waiting = {
        kind: [_shown(context, one) for one in matters.open(plan_id, kind)] for kind in MatterKind
    }
    page = {
        "title": "延期和留言",
        "member": member,
        "extensions": waiting[MatterKind.EXTENSION],
        "letters": waiting[MatterKind.HUMAN],
        "doubts": waiting[MatterKind.DOUBT],
        "settled": [_shown(context, one) for one in matters.settled(plan_id)],
        "called": CALLED,
        "today": context.now.date().isoformat(),
        "token": token_of(site, request),
        "typed": typed,
    }
    return show.page(request, "board_matters.html", page, 422 if typed else 200)


def _shown(context: DeedContext, matter: Matter) -> dict[str, object]:
    return {
        "number": matter.number,
        "called": called(matter),
        "who": who_put(context, matter),
        "line": asked_line(context, matter),
        "lines": context_lines(matter),
        "day": matter.day.isoformat() if matter.day else "",
        "day_words": full(matter.day) if matter.day else "",
        "at": matter.at,
        "became": "" if matter.state is MatterState.OPEN else became(context, matter),
    }
