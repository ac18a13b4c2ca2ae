"""The audit trail: a page with filters, and a workbook; fetching that is noted itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from handlers.audit.service import ACTS, audit_lines
from handlers.turn.permissions import Deed
from storage import Records
from storage.precedents import SHANGHAI
from storage.views import Act, AuditEntry
from web import access, show
from web.board_desk import who_may
from web.site import CurrentSite
from web.unit import XLSX, named

PER_PAGE: Final = 50
# Excel itself takes a million rows; a reader does not.
MOST_ROWS: Final = 20_000


@dataclass(frozen=True)
class Wanted:
    """The filters as written; what cannot be read narrows nothing."""

    who: str = ""
    act: str = ""
    unit: str = ""
    first: str = ""
    last: str = ""

    def query(self, **more: str) -> str:
        """The filters as the query of an address."""
        said = {"who": self.who, "act": self.act, "unit": self.unit}
        said |= {"first": self.first, "last": self.last, **more}
        return urlencode({name: value for name, value in said.items() if value})

    def entries(
        self, records: Records, limit: int, before: int | None = None
    ) -> Iterator[AuditEntry]:
        """The entries that pass the filters, the newest first."""
        first, last = _day(self.first), _day(self.last)
        return records.audit.entries(
            act=Act(self.act) if self.act in {act.value for act in Act} else None,
            by=_account(records, self.who),
            unit_id=access.id_in(self.unit) or None,
            since=_midnight(first) if first else None,
            until=_midnight(last + timedelta(days=1)) if last else None,
            before_id=before,
            limit=limit,
        )


def create_board_audit(router: APIRouter) -> None:
    """The page of the trail and its workbook."""

    @router.get("/audit")
    def trail(
        request: Request,
        site: CurrentSite,
        who: str = "",
        act: str = "",
        unit: str = "",
        first: str = "",
        last: str = "",
        before: str = "",
    ) -> Response:
        wanted = Wanted(who.strip()[:60], act, unit, first, last)
        start = int(before) if before.isdecimal() and len(before) < 15 else None
        with site.store.reading() as records:
            member = who_may(site, request, records, Deed.SEE_TRAIL)
            entries = list(wanted.entries(records, PER_PAGE + 1, start))
            context: dict[str, Any] = {
                "title": "操作记录",
                "member": member,
                "lines": audit_lines(site.plan, records, entries[:PER_PAGE]),
                "older": entries[PER_PAGE - 1].id if len(entries) > PER_PAGE else 0,
                "first_page": start is None,
                "wanted": wanted,
                "acts": {act.value: words for act, words in ACTS.items()},
                "units": records.roster.units(),
            }
            return show.page(request, "board_audit.html", context)

    @router.get("/audit.xlsx")
    def workbook(
        request: Request,
        site: CurrentSite,
        who: str = "",
        act: str = "",
        unit: str = "",
        first: str = "",
        last: str = "",
    ) -> Response:
        wanted, now = Wanted(who.strip()[:60], act, unit, first, last), site.now()
        with site.store.transaction() as records:
            member = who_may(site, request, records, Deed.SEE_TRAIL)
            lines = audit_lines(site.plan, records, wanted.entries(records, MOST_ROWS))
            detail = {"number": len(lines)}
            records.audit.note(
                Act.EXPORTED, by=member.userid, at=now, subject="操作记录", detail=detail
            )
        title = f"{site.plan.year}年度考核操作记录"
        from forms import audit_trail  # noqa: PLC0415  # openpyxl: 0.3 s and 15 MB, seldom needed

        body = audit_trail.workbook(title, lines, now)
        return named(Response(body, media_type=XLSX), f"{title}.xlsx")


def _account(records: Records, who: str) -> str | None:
    """The account of a name or account; an unknown one finds nothing."""
    if not who:
        return None
    return next((each.userid for each in records.members.named(who)), who)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)
