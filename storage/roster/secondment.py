"""Secondments corrected one at a time: one begins, its days change, or it was never so."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from sqlmodel import Session, col, select

from rules.dates import months_served
from rules.names import as_kept
from rules.plan import Fact
from rules.roster import PEOPLE, SENT_BY_LABELS
from storage.roster.typed import CannotChange, choice_typed, day_typed, name_typed, unit_typed
from storage.tables import PersonTable, SecondmentTable, UnitTable
from storage.views import Edit, Secondment

# Nobody is sent for longer, nor planned for so far ahead: a year was mistyped.
_LONGEST_AGO: Final = timedelta(days=3653)
_AHEAD: Final = timedelta(days=366)


def secondments_of(session: Session, person_id: int) -> list[Secondment]:
    """All of one person, the oldest first."""
    wanted = select(SecondmentTable).where(SecondmentTable.person_id == person_id)
    return [
        Secondment(row.host_unit_id, row.home, row.sent_by, row.start, row.end)
        for row in session.exec(wanted.order_by(col(SecondmentTable.start)))
    ]


def begin(
    session: Session,
    person: PersonTable,
    values: Mapping[str, str],
    facts: Mapping[str, Fact],
    edit: Edit,
) -> None:
    """At `host`, sent from `home` by `sent_by`, from `start` to `end`, which may be empty."""
    host = unit_typed(session, values.get("host", ""))
    home = _home(session, person, host, values.get("home", ""))
    sent_by, start, end = _read(person, None, values, facts, edit)
    known = _known(session, person, host.id or 0)
    if known is None:
        row = SecondmentTable(
            person_id=person.id or 0,
            host_unit_id=host.id or 0,
            home=home,
            sent_by=sent_by,
            start=start,
            end=end,
        )
        session.add(row)
    elif (known.home, known.sent_by, known.start, known.end) != (home, sent_by, start, end):
        raise CannotChange(
            f"{person.name}在{host.name}的挂职已经有一条，从{known.start}开始。"
            f"请改那一条的日期，例如把结束日期改为“{edit.at.date()}”。"
        )


def change(
    session: Session,
    person: PersonTable,
    host: str,
    values: Mapping[str, str],
    facts: Mapping[str, Fact],
    edit: Edit,
) -> None:
    """Who sent them and the days of the secondment at this host."""
    row = _known(session, person, _number(host))
    if row is None:
        raise CannotChange("名册里没有这条挂职了，请重新查找。")
    row.sent_by, row.start, row.end = _read(person, row, values, facts, edit)
    session.add(row)


def remove(session: Session, person: PersonTable, host: str) -> None:
    """One that was never so; one that is over gets its last day instead."""
    row = _known(session, person, _number(host))
    if row is not None:
        session.delete(row)


def end_all(session: Session, person_id: int, edit: Edit) -> None:
    """On the day; one that was to start later ends as it starts."""
    for each in session.exec(select(SecondmentTable).where(SecondmentTable.person_id == person_id)):
        last = max(each.start, edit.at.date())
        if each.end is None or each.end > last:
            each.end = last
            session.add(each)


def months_too_long(
    facts: Mapping[str, Fact], person: PersonTable, start: date, end: date | None
) -> str:
    """The months written of a person must fit between the two days, one is slack; else why not."""
    counted = next((id for id, fact in facts.items() if fact.counted_from), "")
    told = person.facts.get(counted)
    if end is None or not isinstance(told, int | float):
        return ""
    span = months_served(start, end, end)
    words = f"“{PEOPLE}”表写的挂职时间是{told:g}个月，从{start}到{end}只有{span:g}个月"
    return words if told > span + 1 else ""


def _read(
    person: PersonTable,
    row: SecondmentTable | None,
    values: Mapping[str, str],
    facts: Mapping[str, Fact],
    edit: Edit,
) -> tuple[str, date, date | None]:
    sent_by = choice_typed(values.get("sent_by", ""), SENT_BY_LABELS, "派出层级")
    start = day_typed(values.get("start", ""), "挂职开始日期")
    typed = values.get("end", "")
    end = day_typed(typed, "挂职结束日期") if as_kept(typed) else None
    today = edit.at.date()
    for day, what in ((start, "开始"), (end, "结束")):
        # A day of an old secondment may stay as it is.
        if day is not None and not (row and day in (row.start, row.end)):
            _near(day, what, today)
    if end is not None and end < start:
        raise CannotChange(f"挂职结束日期{end}早于开始日期{start}，请核对，例如“{today}”。")
    too_long = months_too_long(facts, person, start, end)
    if too_long:
        raise CannotChange(f"{too_long}，请核对日期，例如“2019-06-28”。")
    return sent_by, start, end


def _near(day: date, what: str, today: date) -> None:
    ahead = _AHEAD if what == "开始" else _LONGEST_AGO
    if not today - _LONGEST_AGO <= day <= today + ahead:
        raise CannotChange(f"挂职{what}日期{day}离现在太远，请核对年份，例如“{today}”。")


def _home(session: Session, person: PersonTable, host: UnitTable, text: str) -> str:
    """By its full name where it is on the roster, whose people stand under it."""
    typed = name_typed(text, "派出单位", "县财政局")
    own = session.get_one(UnitTable, person.unit_id)
    home = own.name if typed in own.short_names else typed
    if home in (host.name, *host.short_names):
        raise CannotChange("派出单位和挂职单位是同一个单位，请核对，例如从“县财政局”到“城关镇”。")
    if own.name not in (home, host.name):
        raise CannotChange(
            f"名册上{person.name}在{own.name}，派出单位请写“{own.name}”；"
            f"上级派来、列在挂职单位的，挂职单位请写“{own.name}”。"
        )
    return home


def _known(session: Session, person: PersonTable, host: int) -> SecondmentTable | None:
    wanted = select(SecondmentTable).where(
        SecondmentTable.person_id == person.id, SecondmentTable.host_unit_id == host
    )
    return session.exec(wanted).first()


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
