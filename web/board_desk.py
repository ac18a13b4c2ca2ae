"""A board's command goes to the same topics as a message in the chat: one set of rules for both."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from fastapi import Form, Request, Response

from handlers.dialogue.service import dispatched
from handlers.turn.context import TurnContext
from handlers.turn.message import Choice
from handlers.turn.people import member_asks
from handlers.turn.reply import Reply
from handlers.turn.state import DialogueState
from language.reading import Reading
from rules.roster import Role
from storage import Records
from storage.precedents import plan_in_force
from storage.views import Member
from web import show
from web.login import visitor
from web.refused import NotLoggedIn, forbidden, not_found, staff_page
from web.session import SESSION, Seal
from web.site import Site

Field = Annotated[str, Form()]
# What may be settled with a button on the board; each looks at the asker's role again.
SETTLED_HERE: Final = frozenset({"chase", "confirm_deadline", "answer_case", "announce", "teach"})


def staff(site: Site, request: Request, records: Records) -> Member:
    """Supervision staff or a group's member; everybody else is refused alike."""
    member = visitor(site, request, records)
    if member.role not in (Role.SUPERVISOR, Role.GROUP):
        raise staff_page()
    return member


def supervisor(site: Site, request: Request, records: Records) -> Member:
    """Supervision staff only."""
    member = visitor(site, request, records)
    if member.role is Role.GROUP:
        raise forbidden()
    if member.role is not Role.SUPERVISOR:
        raise staff_page()
    return member


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


def desk_of(
    site: Site, records: Records, member: Member, said: str = "", key: str = ""
) -> TurnContext:
    """As if the member had written `said`, or pressed the button `key`."""
    return TurnContext(
        plan_in_force(site.plan, records),
        records,
        member_asks(records, member),
        site.now(),
        Reading(text=said),
        DialogueState(),
        site.public_url,
        said=said,
        choice=Choice(key, "") if key else None,
    )


@dataclass(frozen=True)
class Typed:
    """What was sent in a form of a page and refused: shown again in the form it was typed in."""

    id: str
    wrong: str
    result: str = ""
    own: str = ""
    reason: str = ""


def settle(site: Site, records: Records, member: Member, topic: str, key: str) -> Reply:
    """A button of a topic pressed on the board; what is to be told to others is queued."""
    try:
        reply = dispatched(desk_of(site, records, member, key=key), topic)
    except (KeyError, TypeError, ValueError):
        # In the chat WeCom vouches for the key; here the form could be written by anybody.
        raise not_found() from None
    site.deliver(records, reply.pushes)
    return reply


def reply_page(
    site: Site,
    request: Request,
    member: Member,
    reply: Reply,
    *,
    title: str,
    topic: str = "",
    back: str = "/board",
    undo: str = "",
    undoes: str = "",
    receipt: str = "",
) -> Response:
    """What was found or done, with the reply's options as buttons.

    `undo`: how to take it back; `undoes`: the page to return to from a button that does, for the
    paper of that `receipt`.
    """
    context = {
        "title": title,
        "member": member,
        "reply": reply,
        "topic": topic,
        "back": back,
        "undo": undo,
        "undoes": undoes,
        "receipt": receipt,
        "token": token_of(site, request),
    }
    return show.page(request, "board_reply.html", context)
