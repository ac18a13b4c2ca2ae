"""Who is logged in on the pages: begun, seen, ended by oneself or by the section."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import update
from sqlmodel import Session, col, select

from storage.audit import note
from storage.tables import WebSessionTable
from storage.views import Act

_KEPT_FOR: Final = timedelta(days=30)


@dataclass(frozen=True)
class WebSession:
    """One browser in which a member is logged in. `browser`: its kind in words."""

    id: int
    userid: str
    browser: str
    began_at: datetime
    seen_at: datetime


class WebSessions:
    """Sessions by the mark of what the browser keeps."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def begin(self, mark: str, userid: str, browser: str, at: datetime) -> None:
        """A member has logged in; what ended long ago is forgotten."""
        old = select(WebSessionTable).where(
            WebSessionTable.userid == userid.casefold(),
            col(WebSessionTable.seen_at) < at - _KEPT_FOR,
        )
        for row in self._session.exec(old):
            self._session.delete(row)
        whose = userid.casefold()
        self._session.add(
            WebSessionTable(mark=mark, userid=whose, browser=browser, began_at=at, seen_at=at)
        )
        self._session.flush()
        note(self._session, Act.LOGGED_IN, by=userid, at=at, subject=browser)

    def live(self, mark: str, at: datetime, idle: timedelta) -> WebSession | None:
        """The session, unless it was ended or nothing was asked in it for so long."""
        found = select(WebSessionTable).where(WebSessionTable.mark == mark)
        row = self._session.exec(found).first()
        if row is None or row.ended_at is not None or at - row.seen_at > idle:
            return None
        return _view(row)

    def of(self, userid: str, at: datetime, idle: timedelta) -> list[WebSession]:
        """Where a member is logged in, the latest seen first."""
        found = select(WebSessionTable).where(
            WebSessionTable.userid == userid.casefold(),
            col(WebSessionTable.ended_at).is_(None),
            col(WebSessionTable.seen_at) >= at - idle,
        )
        order = (col(WebSessionTable.seen_at).desc(), col(WebSessionTable.id).desc())
        return [_view(row) for row in self._session.exec(found.order_by(*order))]

    def touch(self, id: int, at: datetime) -> None:
        """Something was asked in it now."""
        self._session.connection().execute(
            update(WebSessionTable).where(col(WebSessionTable.id) == id).values(seen_at=at)
        )

    def end(self, userid: str, by: str, at: datetime, *, id: int = 0) -> int:
        """End one session of a member, or all; how many were going on."""
        going_on = (
            col(WebSessionTable.userid) == userid.casefold(),
            col(WebSessionTable.ended_at).is_(None),
            *([col(WebSessionTable.id) == id] if id else []),
        )
        change = update(WebSessionTable).where(*going_on)
        result = self._session.connection().execute(change.values(ended_at=at, ended_by=by))
        if result.rowcount:
            note(self._session, Act.CHANGED, by=by, at=at, subject=f"结束{userid}的网页登录")
        return int(result.rowcount)


def _view(row: WebSessionTable) -> WebSession:
    return WebSession(row.id or 0, row.userid, row.browser, row.began_at, row.seen_at)
