"""Deadlines: as printed, as in force; confirming and setting shows which reminders move first."""

from fastapi import APIRouter, Request, Response

from handlers.submissions.service import paper_name
from handlers.turn.access import act
from handlers.turn.commands import DeadlineDay, SetDeadlines
from handlers.turn.deeds import Preview
from handlers.turn.permissions import Deed
from handlers.turn.reply import Reply
from rules.plan import Deadline, Plan
from storage import Records
from storage.deadlines import deadlines_in_force
from storage.views import DateRuling
from web import show
from web.board_desk import Field, check_token, day_typed, deed_page, shown, token_of, who_may
from web.board_workdays import own_days
from web.refused import not_found
from web.site import CurrentSite


def create_board_dates(router: APIRouter) -> None:
    """The page of deadlines, and what is done there."""

    @router.get("/board/dates")
    def dates(request: Request, site: CurrentSite) -> Response:
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.SET_DEADLINES)
            in_force = deadlines_in_force(site.plan, records)
            history = records.dates.history(site.plan.id)
            context = {
                "title": "时间节点",
                "member": member,
                "lines": [
                    _line(site.plan, records, each, history.get(id, []))
                    for id, each in in_force.items()
                ],
                "today": site.now().date().isoformat(),
                "token": token_of(site, request),
                **own_days(site.plan, records, site.now().date()),
            }
            return show.page(request, "board_dates.html", context)

    @router.post("/board/dates")
    def preview(
        request: Request,
        site: CurrentSite,
        token: Field = "",
        deadline: Field = "",
        day: Field = "",
    ) -> Response:
        """What would be set and which reminders move; nothing is set yet."""
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.SET_DEADLINES)
            check_token(site, request, token)
            if deadline not in deadlines_in_force(site.plan, records):
                raise not_found()
            wanted = day_typed(day)
            if wanted is None:
                found: Preview | Reply = act(
                    "日期没有看明白，没有改。请填年月日，例如“2020-01-08”。"
                )
            else:
                days = (DeadlineDay(deadline, wanted),)
                found = shown(site, records, member, SetDeadlines(days))
        return deed_page(site, request, member, found, title="确认时间", back="/board/dates")


def _line(
    plan: Plan, records: Records, deadline: Deadline, history: list[DateRuling]
) -> dict[str, object]:
    by = records.members.by_userid(history[-1].by) if history else None
    return {
        "deadline": deadline,
        "day": deadline.effective.isoformat() if deadline.effective else "",
        "words": show.day_words(deadline.effective) if deadline.effective else "没有日期",
        "papers": "、".join(
            paper_name(paper) for paper in plan.papers.values() if paper.deadline == deadline.id
        ),
        "history": history,
        "by": by.name if by else history[-1].by if history else "",
    }
