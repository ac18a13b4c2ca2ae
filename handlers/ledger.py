"""Places for 优秀 of a unit, from its roster: the base, the cap, what is used and left."""

import re
from typing import Final

from handlers.kit.ledger_words import told
from handlers.kit.roster.candidates import this_unit, unit_standings
from handlers.kit.wording import cited
from handlers.turn.access import beside, is_staff, unit_asked, units_in_charge
from handlers.turn.context import Desk
from handlers.turn.reply import Kind, Link, Reply
from handlers.turn.topic import topic, topics
from rules.ledger import Handed, Ledger, ledgers
from storage.views import HandIn, Unit

_PAPER: Final = "grade_proposals"
_WHY: Final = re.compile(r"基数")


@topic("quota_ledger")
def ledger(desk: Desk) -> Reply:
    figures = desk.reading.headcount
    # With a number of people in the question it is arithmetic, unless it is the base that is asked.
    if (figures and not _WHY.search(desk.reading.text)) or not _on_record(desk):
        return topics()["quota_count"].answer(desk)
    unit = unit_asked(desk, "城关镇还能评几个优秀")
    if isinstance(unit, Reply):
        return unit
    return beside(desk, _of_unit(desk, unit, figures.said if figures else None))


def _on_record(desk: Desk) -> bool:
    return bool(units_in_charge(desk)) if is_staff(desk) else desk.asker.unit_id is not None


def _of_unit(desk: Desk, unit: Unit, said: int | None) -> Reply:
    plan = desk.plan
    handin = _counting(desk, unit)
    standings = unit_standings(plan, desk.records, unit)
    books = ledgers(plan, this_unit(unit), standings, _handed(handin), _of_parts(desk, unit))
    books = tuple(book for book in books if book.base or book.open or book.out)
    if not books:
        return Reply(Kind.ACTION, f"名册里还没有{unit.name}的人，算不出名额。请先核对名册。")
    lines = [f"{unit.name}的优秀名额，按现有名册："]
    if said is not None and all(book.base != said for book in books):
        lines.append(f"您说的是{said}人，名册算出来是{books[0].base}人：")
    source = _source(desk, handin)
    for book in books:
        lines += told(plan, book, source)
    clauses = _clauses(books)
    lines.append(cited(plan, clauses))
    lines.append("名册没写的情况（挂职、驻村、立案等）都按没有算。")
    links = (Link("下载逐人判定表", f"/verdicts/{unit.id}.xlsx"),)
    return Reply(Kind.ACTION, "\n".join(x for x in lines if x), clauses=clauses, links=links)


def _source(desk: Desk, handin: HandIn | None) -> str:
    if handin is None:
        return ""
    at = handin.at.astimezone(desk.now.tzinfo)
    return f"{at.month}月{at.day}日附件8第{handin.version}版"


def _counting(desk: Desk, unit: Unit) -> HandIn | None:
    found = desk.records.handins.standing(unit.id, _PAPER, plan_id=desk.plan.id)
    return found if found is not None and found.counts else None


def _handed(handin: HandIn | None) -> Handed | None:
    """Versions kept before they were counted by quota only know all their 优秀 together."""
    if handin is None:
        return None
    kept = handin.summary
    own = kept.get("own", kept.get("excellent"))
    figures = {"members": own, "delegated": kept.get("delegated")}
    used = {kind: int(number) for kind, number in figures.items() if number is not None}
    return Handed(used, kept.get("team_grade"))


def _of_parts(desk: Desk, unit: Unit) -> dict[str, int]:
    """优秀 that units below this one handed in by themselves."""
    found = {}
    for below in desk.records.roster.units():
        if below.superior_id == unit.id:
            handin = _counting(desk, below)
            if handin and handin.summary.get("excellent") is not None:
                found[below.name] = int(handin.summary["excellent"])
    return found


def _clauses(books: tuple[Ledger, ...]) -> tuple[str, ...]:
    found = [line.share.clause for book in books for line in book.lines]
    for book in books:
        found += [group.clause for group in (*book.counted, *book.out, *book.beside)]
        found += [clause for each in book.open for clause in each.clauses]
    return tuple(dict.fromkeys(clause for clause in found if clause))
