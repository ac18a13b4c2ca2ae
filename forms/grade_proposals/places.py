"""How many 优秀 there may be: one sum of the ledger, said alike by the template and the checks."""

from collections.abc import Sequence

from forms.kit.standing import Standing, ThisUnit
from rules.ledger import DELEGATED, MEMBERS, Handed, Ledger, ledgers
from rules.plan import Plan, Share
from rules.quota import Cap, percent_used

LABELS = {MEMBERS: "考核基数", DELEGATED: "委托考核名单"}


def books(
    plan: Plan, unit: ThisUnit, standings: Sequence[Standing], team_grade: str | None = None
) -> tuple[Ledger, ...]:
    """The unit's own ledger, and that of its delegated list, at the team's grade."""
    return ledgers(plan, unit, standings, Handed(grade=team_grade))


def sum_words(book: Ledger, what: str = "") -> str:
    """“考核基数11人×20%=2.2，不超过2个”; where people are open, what it is with all of them."""
    line, count = book.line, len(book.open)
    if not line.sure.stated:
        return f"{LABELS[book.kind]}{book.base}人，{what}名额见{line.share.annex}"
    at_least, at_most = (
        _most(line.share, cap, people, what)
        for people, cap in ((book.base, line.sure), (book.base + count, line.most))
    )
    words = f"{LABELS[book.kind]}{at_least}"
    if not count:
        return words
    unsaid = all(each.fact is None for each in book.open)
    why = "没有写明是否计入" if unsaid else "还没定下来是否计入"
    return f"{words}；另有{count}人{why}，如果都计入，{at_most}"


def _most(share: Share, cap: Cap, people: int, what: str) -> str:
    percent = percent_used(share, cap, people)
    product = f"×{percent}%={cap.exact}" if percent else ""
    return f"{people}人{product}，{what}不超过{cap.most}个"


def rounding_words(plan: Plan, book: Ledger) -> str:
    """What the notice says of fractions; empty where there is none."""
    caps = (book.line.sure, book.line.most)
    return "" if all(cap.is_whole for cap in caps) else plan.quotas.rounding_words.rstrip("。")
