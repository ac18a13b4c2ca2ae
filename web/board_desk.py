"""What pages of deeds share: who may, forms of this session, deeds shown and their outcome."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from fastapi import Form, Request, Response

from handlers.cases.service import Reach
from handlers.dialogue.service import do, show
from handlers.turn.commands import Command, to_text
from handlers.turn.context import DeedContext
from handlers.turn.deeds import Preview
from handlers.turn.people import member_asks
from handlers.turn.permissions import Deed, may
from handlers.turn.reply import Reply
from storage import Records
from storage.precedents import plan_in_force
from storage.views import Member
from web import show as pages
from web.login import visitor
from web.refused import NotLoggedIn, forbidden, staff_page
from web.session import SESSION, Seal
from web.site import Site

Field = Annotated[str, Form()]


def who_may(site: Site, request: Request, records: Records, deed: Deed) -> Member:
    """The visitor, who may do this to something; everybody else is refused alike."""
    member = visitor(site, request, records)
    if may(member.role, deed):
        return member
    if may(member.role, Deed.SEE_BOARD):
        raise forbidden()
    raise staff_page()


def check_token(site: Site, request: Request, token: str) -> None:
    """Raises NotLoggedIn for a form that was not shown in this session."""
    session = request.cookies.get(SESSION, "")
    if not Seal(site.session_key).form_token_fits(session, token):
        raise NotLoggedIn


def token_of(site: Site, request: Request) -> str:
    """What every form of this session carries."""
    return Seal(site.session_key).form_token(request.cookies.get(SESSION, ""))


def day_typed(text: str) -> date | None:
    """A day as a date field sends it, None for anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def context_of(site: Site, records: Records, member: Member) -> DeedContext:
    """What this member's deeds are done with."""
    plan = plan_in_force(site.plan, records)
    return DeedContext(plan, records, member_asks(records, member), site.now())


@dataclass(frozen=True)
class Typed:
    """What was sent in a form of a page and refused: shown again in the form it was typed in."""

    id: str
    wrong: str
    result: str = ""
    own: str = ""
    reason: str = ""
    scope: str = ""
    facts: tuple[str, ...] = ()
    asked: str = ""
    whom: Reach | None = None  # whom a ruling would be for, where that was asked


def carried_out(site: Site, records: Records, member: Member, command: Command) -> Reply:
    """The deed done, or why it is not; what is to be told to others is queued."""
    reply = do(context_of(site, records, member), command)
    site.deliver(records, reply.pushes)
    return reply


def shown(site: Site, records: Records, member: Member, command: Command) -> Preview | Reply:
    """What the deed would do, or why it cannot be done."""
    return show(context_of(site, records, member), command)


def deed_page(
    site: Site,
    request: Request,
    member: Member,
    found: Preview | Reply,
    *,
    title: str,
    back: str = "/board",
    undo: str = "",
    undoes: str = "",
    receipt: str = "",
    settle: str = "/board/settle",
) -> Response:
    """A deed shown with the button that does it, or what came of one.

    `undo`: how to take it back; `undoes`: the page to return to from a button that does, for the
    paper of that `receipt`. `settle`: where its button sends the deed.
    """
    preview = found if isinstance(found, Preview) else None
    context = {
        "title": title,
        "member": member,
        "text": found.text,
        "preview": preview,
        "command": to_text(preview.command) if preview else "",
        "back": back,
        "undo": undo,
        "undoes": undoes,
        "receipt": receipt,
        "settle": settle,
        "token": token_of(site, request),
    }
    return pages.page(request, "board_reply.html", context)
