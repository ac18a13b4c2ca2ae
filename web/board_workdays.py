"""Days on which people work or rest otherwise than the calendar we know has it."""

from datetime import date, timedelta
from typing import Any, Final

from fastapi import APIRouter, Request, Response

from handlers.notifications.service import workdays_of
from handlers.turn.access import act
from rules.plan import Plan
from storage import Records
from web import show
from web.board_desk import Field, check_token, day_typed, reply_page, supervisor
from web.site import CurrentSite

WORKS: Final = {"work": "上班", "rest": "休息", "usual": "照全国日历"}
_VALUES: Final = {"work": True, "rest": False, "usual": None}
# A day further off than any deadline of a season was mistyped.
_NEAR: Final = timedelta(days=400)


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
    @router.post("/board/workdays")
    def set_day(
        request: Request, site: CurrentSite, token: Field = "", day: Field = "", works: Field = ""
    ) -> Response:
        with site.store.transaction() as records:
            member = supervisor(site, request, records)
            check_token(site, request, token)
            wanted, now = day_typed(day), site.now()
            if wanted is None or works not in WORKS:
                reply = act(
                    "没有看明白，没有改。请填年月日，再选上班或休息，例如“2020-01-24，休息”。"
                )
            elif abs(wanted - now.date()) > _NEAR:
                reply = act(f"{show.day_words(wanted)}离现在太远，没有改。请核对年份。")
            else:
                by = member.userid
                new = records.dates.set_workday(wanted, _VALUES[works], by=by, at=now)
                done = "提醒的日子随之重新算。" if new else "本来就是这样，没有再改。"
                reply = act(f"{show.day_words(wanted)}，{WORKS[works]}。{done}")
        site.wake()
        return reply_page(
            site, request, member, reply, title="上班和休息", back="/board/dates#workdays"
        )
