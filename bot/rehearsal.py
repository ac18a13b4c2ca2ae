"""A conversation on the real records that leaves them as they were."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Final, cast

from bot.wrong import Wrong
from handlers.dialogue.service import Seasons, respond
from handlers.turn.message import IncomingMessage
from handlers.turn.reply import Reply
from language.reader import Reader
from rules.plan import Plan
from rules.roster import ImportRows, MemberRow, PersonRow, Role, UnitKind, UnitRow
from storage import Records, Store

_ROLES: Final = {"clerk": Role.CLERK, "cadre": Role.CADRE, "supervisor": Role.SUPERVISOR}
# Who asks where nobody of that role is on the roster yet.
_STAND_IN: Final = ImportRows(
    units=(UnitRow(2, "本单位", UnitKind.COUNTY_DEPARTMENT),),
    people=(PersonRow(2, "本人", "本单位"),),
    members=(
        MemberRow(2, "clerk", "经办人", "clerk", "本单位"),
        MemberRow(3, "cadre", "本人", "cadre", "本单位"),
        MemberRow(4, "supervisor", "主管人员", "supervisor"),
    ),
)


class Undone(Exception):
    """Raised at the end of a rehearsal, so that nothing of it stays."""


class Rehearsal:
    """A store whose every transaction is part of one that is undone."""

    def __init__(self, store: Store, records: Records) -> None:
        self._records = records
        self.blobs = store.blobs

    @contextmanager
    def transaction(self) -> Iterator[Records]:
        """The records in which everything is undone in the end."""
        yield self._records

    reading = transaction


def rehearsed(
    store: Store,
    plans: Sequence[Plan],
    turns: list[str],
    who: str,
    now: datetime,
    public_url: str,
) -> list[Reply]:
    """What would be replied turn by turn. Nothing is kept.

    `plans`: of the seasons in use, the one that runs first.
    """
    plan, replies = plans[0], list[Reply]()
    reader = Reader(plan)
    seasons = Seasons(plan, reader, plans[1:])
    try:
        with store.transaction() as records:
            sender, rehearsal = _asker(records, plan, who), Rehearsal(store, records)
            for number, say in enumerate(turns):
                message = IncomingMessage(f"ask:{number}", sender, "console", now, text=say)
                reply = respond(
                    message,
                    cast("Store", rehearsal),
                    plan,
                    reader,
                    public_url=public_url,
                    seasons=seasons,
                )
                replies.append(reply)
            raise Undone
    except Undone:
        return replies


def _asker(records: Records, plan: Plan, who: str) -> str:
    """A userid: the one given, or somebody of that role."""
    if who not in _ROLES:
        if records.members.by_userid(who) is None:
            raise Wrong(
                f"名单里没有“{who}”。--as 后写 clerk、cadre、supervisor 或已登记的企业微信账号。", 2
            )
        return who
    found = _first_of(records, _ROLES[who])
    if found is None:
        records.roster.import_rows(_STAND_IN, plan.facts)
        found = who
    return found


def _first_of(records: Records, role: Role) -> str | None:
    if role is Role.SUPERVISOR:
        return next((one.userid for one in records.members.supervisors()), None)
    if role is Role.CLERK:
        return next((some[0].userid for some in records.members.clerks().values()), None)
    return next((one.userid for one in records.members.cadres()), None)
