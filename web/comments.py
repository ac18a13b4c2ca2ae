"""What unit, group and section say to each other about a paper, on the page of its receipt."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from handlers.submissions.service import (
    LONGEST_COMMENT,
    may_speak,
    refusal,
    say,
    signed,
    thread,
)
from storage import Records
from storage.views import HandIn, Member
from web import access, show
from web.board_desk import Field, check_token, token_of
from web.login import visitor
from web.refused import Refused, forbidden, not_found
from web.site import CurrentSite, Site


@dataclass(frozen=True)
class Word:
    """One comment as it is shown. `version`: of which version it was said."""

    who: str
    at: str
    text: str
    cells: tuple[str, ...]
    version: int
    returns: bool
    mine: bool


def create_comments(router: APIRouter) -> None:
    """The address a comment is posted to."""

    @router.post("/receipt/{receipt}/comment")
    def comment(
        request: Request, site: CurrentSite, receipt: str, token: Field = "", text: Field = ""
    ) -> Response:
        said = text.replace("\r\n", "\n").strip()
        with site.store.transaction() as records:
            member = visitor(site, request, records)
            check_token(site, request, token)
            handin = records.handins.by_receipt(receipt)
            if handin is None or not access.may_open(site.plan, records, member, handin):
                raise not_found()
            if not may_speak(member):
                raise forbidden()
            if why := refusal(said):
                back = f"/receipt/{receipt}#thread"
                raise Refused(422, "没有留言", why, link=back, label="回到这份材料")
            site.deliver(records, say(site.plan, records, handin, member, said, site.now()))
        site.wake()
        return RedirectResponse(f"/receipt/{receipt}#thread", 303)


def thread_of(
    site: Site, request: Request, records: Records, member: Member, handin: HandIn
) -> dict[str, object]:
    """What the receipt's page shows of the thread, and who gave the version back."""
    versions = records.handins.all_of(handin.unit_id, plan_id=handin.plan_id)
    numbers = {each.id: each.version for each in versions}
    words = [
        Word(
            signed(site.plan, records, each.name, each.role, each.by),
            show.short_moment(each.at),
            each.text,
            each.cells,
            numbers.get(each.hand_in_id, handin.version),
            each.returns,
            each.by == member.userid,
        )
        for each in thread(records, handin, member)
    ]
    mine = [word for word in words if word.returns and word.version == handin.version]
    return {
        "words": words,
        "returned": mine[-1] if mine else None,
        "speaks": may_speak(member),
        "longest": LONGEST_COMMENT,
        "token": token_of(site, request),
    }
