"""How many 优秀 there may be: a unit's ledger from its roster, or a share of a headcount."""

import re
from dataclasses import replace
from typing import Final

from handlers.quotas.phrases import told
from handlers.roster.service import this_unit, unit_standings
from handlers.rulings.service import ask_fact, cited, kind_asked, team_grade
from handlers.turn.access import beside, sees_several, unit_asked, units_in_charge
from handlers.turn.context import TurnContext
from handlers.turn.reply import Kind, Link, Reply
from handlers.turn.topic import topic
from rules.ledger import Handed, Ledger, ledgers
from rules.quota import cap, share_for
from storage.views import HandIn, Unit

_PAPER: Final = "grade_proposals"
_WHY: Final = re.compile(r"基数")


@topic("quota_ledger")
def ledger(turn: TurnContext) -> Reply:
    figures = turn.reading.headcount
    # With a number of people in the question it is arithmetic, unless it is the base that is asked.
    if (figures and not _WHY.search(turn.reading.text)) or not _on_record(turn):
        return quota_count.answer(turn)
    unit = unit_asked(turn, "城关镇还能评几个优秀")
    if isinstance(unit, Reply):
        return unit
    return beside(turn, _of_unit(turn, unit, figures.said if figures else None))


def _on_record(turn: TurnContext) -> bool:
    return bool(units_in_charge(turn)) if sees_several(turn) else turn.asker.unit_id is not None


def _of_unit(turn: TurnContext, unit: Unit, said: int | None) -> Reply:
    plan = turn.plan
    handin = _counting(turn, unit)
    standings = unit_standings(plan, turn.records, unit)
    books = ledgers(plan, this_unit(unit), standings, _handed(handin), _of_parts(turn, unit))
    books = tuple(book for book in books if book.base or book.open or book.out)
    if not books:
        return Reply(Kind.ACTION, f"名册里还没有{unit.name}的人，算不出名额。请先核对名册。")
    lines = [f"{unit.name}的优秀名额，按现有名册："]
    if said is not None and all(book.base != said for book in books):
        lines.append(f"您说的是{said}人，名册算出来是{books[0].base}人：")
    source = _source(turn, handin)
    for book in books:
        lines += told(plan, book, source)
    clauses = _clauses(books)
    lines.append(cited(plan, clauses))
    lines.append("名册没写的情况（挂职、驻村、立案等）都按没有算。")
    links = (Link("下载逐人判定表", f"/verdicts/{unit.id}.xlsx"),)
    return Reply(Kind.ACTION, "\n".join(x for x in lines if x), clauses=clauses, links=links)


def _source(turn: TurnContext, handin: HandIn | None) -> str:
    if handin is None:
        return ""
    at = handin.at.astimezone(turn.now.tzinfo)
    return f"{at.month}月{at.day}日附件8第{handin.version}版"


def _counting(turn: TurnContext, unit: Unit) -> HandIn | None:
    found = turn.records.handins.standing(unit.id, _PAPER, plan_id=turn.plan.id)
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


def _of_parts(turn: TurnContext, unit: Unit) -> dict[str, int]:
    """优秀 that units below this one handed in by themselves."""
    found = {}
    for below in turn.records.roster.units():
        if below.superior_id == unit.id:
            handin = _counting(turn, below)
            if handin and handin.summary.get("excellent") is not None:
                found[below.name] = int(handin.summary["excellent"])
    return found


def _clauses(books: tuple[Ledger, ...]) -> tuple[str, ...]:
    found = [line.share.clause for book in books for line in book.lines]
    for book in books:
        found += [group.clause for group in (*book.counted, *book.out, *book.beside)]
        found += [clause for each in book.open for clause in each.clauses]
    return tuple(dict.fromkeys(clause for clause in found if clause))


_WHOLE = "人数要是一个大于0的整数才能算，例如“27个科级干部最多报几个优秀”。"
_HEADS_CLAUSE = "head"  # the rule that takes heads out of the base


@topic("quota_count")
def quota_count(turn: TurnContext) -> Reply:
    plan, kind = turn.plan, kind_asked(turn)
    said = turn.reading.headcount
    if said is not None and not said.whole and turn.reading.teams is None:
        asked = ask_fact(turn, "headcount", (plan.quotas.clause,))
        return replace(asked, text=f"{_WHOLE}{asked.text}")
    people, how = _counted(turn, kind)
    if people is None and kind == "members" and _knows_the_roster(turn):
        return ledger.answer(turn)
    if people is None:
        return ask_fact(turn, "headcount", (plan.quotas.clause,))
    grade = team_grade(turn)
    share = share_for(plan, grade, kind)
    allowed = cap(people, share.percent, plan.quotas.rounding)
    what = "个班子" if kind == "teams" else "人"
    softly = "一般不超过" if share.strength == "generally" else "不超过"
    lines = [
        *how,
        f"{people}{what}×{share.percent}%＝{allowed.exact}，{softly}{allowed.most}个优秀。",
    ]
    if not allowed.is_whole:
        lines.append(plan.quotas.rounding_words)
    lines.append(f"{share.words}。")
    clauses = tuple(dict.fromkeys([share.clause, *_of_heads(turn, kind)]))
    figures = turn.reading.headcount
    heads = kind == "members" and figures is not None and figures.heads
    decision = {"quota_base": "none"} if heads else {}  # of the heads, who were named
    text = "\n".join([*lines, cited(plan, clauses)])
    return Reply(Kind.ANSWER, text, clauses=clauses, decision=decision)


def _knows_the_roster(turn: TurnContext) -> bool:
    """“我们镇能报几个” from a unit whose people are on record needs no number."""
    unit_id = turn.asker.unit_id
    return unit_id is not None and bool(turn.records.roster.people(unit_id))


def _counted(turn: TurnContext, kind: str) -> tuple[int | None, list[str]]:
    if kind == "teams":
        said = turn.reading.teams
        if said is None and turn.reading.headcount:
            said = turn.reading.headcount.said
        return said, []
    figures = turn.reading.headcount
    if figures is None:
        return turn.state.headcount, []
    if kind == "members" and figures.heads:
        heads = f"{figures.said}人里党政正职、部门负责人{figures.heads}人不计入基数"
        return figures.counted, [f"{heads}，按{figures.counted}人算。"]
    if kind == "members" and not figures.heads_settled:
        return figures.said, ["人数按不含党政正职、部门负责人算；如果含，请先减去再算。"]
    return figures.said, []


def _of_heads(turn: TurnContext, kind: str) -> list[str]:
    if kind != "members":
        return []
    return [rule.clause for rule in turn.plan.rules if rule.id == _HEADS_CLAUSE]
