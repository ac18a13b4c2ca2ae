"""Days on which people work or rest otherwise than the calendar we know has it."""

from datetime import date
from typing import Any

from fastapi import APIRouter, Request, Response

from handlers.notifications.service import WORKS, workdays_of
from handlers.turn.access import act
from handlers.turn.commands import SetWorkday
from handlers.turn.permissions import Deed
from rules.plan import Plan
from storage import Records
from web import show
from web.board_desk import Field, carried_out, check_token, day_typed, deed_page, who_may
from web.site import CurrentSite


def own_days(plan: Plan, records: Records, today: date) -> dict[str, Any]:
    """What the page of deadlines shows of them. `unknown`: years whose days off are not known."""
    days = workdays_of(plan, records)
    years = {today.year, today.year + 1}
    own = sorted(days.overrides.items())
    return {
        "own": [
            (day, show.day_words(day), WORKS["work" if works else "rest"]) for day, works in own
        ],
        "unknown": [year for year in sorted(years) if days.is_provisional(date(year, 12, 31))],
    }


def create_board_workdays(router: APIRouter) -> None:
    """What is set on the board's page of days."""

    @router.post("/board/workdays")
    def set_day(
        request: Request, site: CurrentSite, token: Field = "", day: Field = "", works: Field = ""
    ) -> Response:
        with site.store.transaction() as records:
            member = who_may(site, request, records, Deed.SET_WORKDAY)
            check_token(site, request, token)
            wanted = day_typed(day)
            chosen = next((each for each in WORKS if each == works), None)
            if wanted is None or chosen is None:
                reply = act(
                    "没有看明白，没有改。请填年月日，再选上班或休息，例如“2020-01-24，休息”。"
                )
            else:
                reply = carried_out(site, records, member, SetWorkday(wanted, chosen))
        site.wake()
        return deed_page(
            site, request, member, reply, title="上班和休息", back="/board/dates#workdays"
        )
