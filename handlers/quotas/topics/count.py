"""How many 优秀 there may be: a unit's ledger from its roster, or a share of a headcount."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from handlers.quotas.among import set_apart
from handlers.quotas.counted import counted, delegated_list, sum_of
from handlers.quotas.phrases import sum_words, told, unwritten
from handlers.quotas.topics.percent import no_share
from handlers.roster.service import this_unit, unit_standings
from handlers.rulings.service import ask_fact, cited, kind_asked, presumptions, team_grade
from handlers.turn.access import beside, sees_several, unit_asked, units_in_charge
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import units_in
from handlers.turn.examples import a_unit
from handlers.turn.reply import Kind, Link, Reply
from handlers.turn.topic import topic
from language.own_terms import in_its_terms
from rules.ledger import DELEGATED, Handed, Ledger, ledgers
from rules.papers import grade_list
from rules.plan import Plan, Share
from rules.quota import MEMBERS, Cap, allowed, presumed_for, share_for, turns_on, unit_listed
from storage.views import HandIn, Unit

_TOLD_WHOLE: Final = frozenset({"quota_ledger", "quota_count"})
_WHY: Final = re.compile(r"基数")


@topic("quota_ledger")
def ledger(turn: TurnContext) -> Reply:
    """How many 优秀 a unit may propose, from its roster, step by step."""
    figures = turn.reading.headcount
    # With a number of people in the question it is arithmetic, unless it is the base that is asked.
    if (figures and not _WHY.search(turn.reading.text)) or not _on_record(turn):
        return quota_count.answer(turn)
    unit = unit_asked(turn, f"{a_unit(turn)}还能评几个优秀")
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
    if not books:
        return no_share(turn)
    books = tuple(book for book in books if book.base or book.open or book.out)
    if not books:
        return Reply(Kind.ACTION, f"名册里还没有{unit.name}的人，算不出名额。请先核对名册。")
    if (grade := _supposed_after(turn)) is not None:
        return _at_grade(turn, unit, books[0].base, grade)
    lines = [f"{unit.name}的优秀名额，按现有名册："]
    if said is not None and all(book.base != said for book in books):
        lines.append(f"您说的是{said}人，名册算出来是{books[0].base}人：")
    source = _source(turn, handin)
    for book in books:
        lines += told(plan, book, source, _called(plan))
    clauses = _clauses(books)
    lines.append(cited(plan, clauses))
    lines.append(unwritten(plan))
    links = (Link("下载逐人判定表", f"/verdicts/{unit.id}.xlsx"),)
    return Reply(Kind.ACTION, "\n".join(x for x in lines if x), clauses=clauses, links=links)


def _supposed_after(turn: TurnContext) -> str | None:
    """“要是班子评上优秀呢” after the whole was told: the grade, of which only the sum changes."""
    last = turn.state.lately[-1:]
    told = bool(last) and last[0].topic in _TOLD_WHOLE
    named = turn.plan.quotas.grade_fact in turn.reading.facts
    return team_grade(turn) if told and named else None


def _at_grade(turn: TurnContext, unit: Unit, people: int, grade: str) -> Reply:
    plan = turn.plan
    label = plan.facts[plan.quotas.grade_fact].words(grade)
    share = share_for(plan, grade, MEMBERS, turn.facts)
    found = allowed(plan, people, grade, facts=turn.facts, unit=unit.name)
    lines = [
        f"{unit.name}班子{label}的话：{in_its_terms(plan, sum_words(share, found, people))}",
        plan.quotas.rounding_words if _rounds(plan, share, found) else "",
        f"{share.words}。",
        cited(plan, (share.clause,)),
    ]
    return Reply(Kind.ANSWER, "\n".join(one for one in lines if one), clauses=(share.clause,))


def _source(turn: TurnContext, handin: HandIn | None) -> str:
    if handin is None:
        return ""
    at = handin.at.astimezone(turn.now.tzinfo)
    return f"{at.month}月{at.day}日{_called(turn.plan)}第{handin.version}版"


def _called(plan: Plan) -> str:
    """The list of proposals by its number, else by its name."""
    paper = grade_list(plan)
    return (paper.form or paper.name) if paper else ""


def _counting(turn: TurnContext, unit: Unit) -> HandIn | None:
    paper = grade_list(turn.plan)
    if paper is None:
        return None
    found = turn.records.handins.standing(unit.id, paper.id, plan_id=turn.plan.id)
    return found if found is not None and found.counts else None


def _handed(handin: HandIn | None) -> Handed | None:
    """Versions kept before they were counted by quota only know all their 优秀 together."""
    if handin is None:
        return None
    kept = handin.summary
    own = kept.get("own", kept.get("excellent"))
    figures = {MEMBERS: own, DELEGATED: kept.get("delegated")}
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


_WHOLE = "人数要是一个大于0、不超过9999的整数才能算，例如“27个人最多报几个优秀”。"


@topic("quota_count")
def quota_count(turn: TurnContext) -> Reply:
    """How many 优秀 a number of people gives."""
    plan, kind = turn.plan, kind_asked(turn)
    said = turn.reading.headcount
    if kind not in plan.quotas.shares:
        return no_share(turn)
    if said is not None and not said.whole and turn.reading.teams is None:
        asked = _ask_headcount(turn)
        return replace(asked, text=f"{_WHOLE}{asked.text}")
    if said is None and kind == MEMBERS and _of_a_unit_named(turn):
        return ledger.answer(turn)
    people, how = counted(turn, kind)
    if people is None and kind == MEMBERS and _knows_the_roster(turn):
        return ledger.answer(turn)
    apart = set_apart(turn, people) if people and kind == MEMBERS else None
    if apart and people:
        told = _worked_out(turn, kind, apart.people, [*apart.words, *how])
        clauses = tuple(dict.fromkeys([*told.clauses, *apart.clauses]))
        return replace(told, clauses=clauses, headcount=apart.people)
    if kind == MEMBERS and people and said is not None and said.asked and plan.quotas.heads:
        return _both_ways(turn, people, said.asked)
    missing = turns_on(plan, kind, turn.facts)
    listed = unit_listed(plan.quotas.shares[kind], turn.reading.text)
    if listed and not missing:
        return _worked_out(turn, kind, people or 0, how, listed)
    if people is None and _by_number(plan.quotas.shares[kind]):
        return _ask_headcount(turn)
    return ask_fact(turn, missing) if missing else _worked_out(turn, kind, people or 0, how)


def _both_ways(turn: TurnContext, people: int, heads: int) -> Reply:
    """“书记镇长算不算在里头，能报几个”: that they do not count, and the number with and without."""
    rule = turn.plan.quotas.heads
    assert rule is not None  # noqa: S101  # the caller looked
    left = max(0, people - heads)
    without = _worked_out(turn, MEMBERS, left, [])
    sums = [sum_of(turn, _share(turn), MEMBERS, one) for one in (left, people)]
    numbers = {"said": people, "heads": heads, "counted": left}
    lines = [
        f"不算在内：{rule.counted.format(**numbers)}",
        f"· {people}人里有他们的话：{sums[0]}",
        f"· {people}人里本来就没有他们的话：{sums[1]}",
    ]
    rest = [one for one in without.text.splitlines() if one not in sums]
    return replace(without, text="\n".join([*lines, *rest]), decision=_none_of_heads(turn))


def _share(turn: TurnContext) -> Share:
    return share_for(turn.plan, team_grade(turn), MEMBERS, turn.facts)


def _by_number(share: Share) -> bool:
    """Whether any of its cases goes by the number of people."""
    return any(one.percent is not None or one.tiers for one in (share, *dict(share.cases).values()))


def _worked_out(
    turn: TurnContext, kind: str, people: int, how: Sequence[str], listed: str = ""
) -> Reply:
    """`listed`: the unit asked for, by its name in the annex that has its number."""
    plan, grade = turn.plan, team_grade(turn)
    share = share_for(plan, grade, kind, turn.facts)
    unit = listed or turn.asker.unit_name
    found = allowed(plan, people, grade, kind, facts=turn.facts, unit=unit)
    what = "个班子" if kind == "teams" else "人"
    # What the sum says already is not said again.
    shown = share == plan.quotas.shares.get(MEMBERS) and share.percent is not None and people
    lines = [
        f"{listed}：" * bool(listed) + in_its_terms(plan, sum_words(share, found, people, what)),
        plan.quotas.rounding_words if _rounds(plan, share, found) else "",
        *how,
        "" if shown else f"{share.words}。",
        presumptions(plan, presumed_for(plan, kind, turn.facts)),
    ]
    heads = plan.quotas.heads
    of_heads = [heads.clause] if heads and kind == MEMBERS else []
    clauses = tuple(dict.fromkeys([share.clause, *of_heads]))
    text = "\n".join(one for one in (*lines, cited(plan, clauses)) if one)
    return Reply(Kind.ANSWER, text, clauses=clauses, decision=_of_heads(turn, kind))


def _rounds(plan: Plan, share: Share, found: Cap) -> bool:
    """Whether it matters how to round; where the minimum decides only if the notice says it."""
    least = share.least > found.fraction and plan.quotas.rounding is None
    return not found.is_whole and not least


def _ask_headcount(turn: TurnContext) -> Reply:
    plan = turn.plan
    clauses = (plan.quotas.clause,)
    if plan.quotas.headcount_fact:
        return ask_fact(turn, plan.quotas.headcount_fact, clauses)
    return Reply(Kind.ASK, "计入基数的一共多少人？", clauses=clauses, asks="headcount")


def _knows_the_roster(turn: TurnContext) -> bool:
    """“我们镇能报几个” from a unit whose people are on record needs no number."""
    unit_id = turn.asker.unit_id
    return unit_id is not None and bool(turn.records.roster.people(unit_id))


def _of_a_unit_named(turn: TurnContext) -> bool:
    """“城关镇能报几个” of who looks at several units: that unit's ledger, no arithmetic."""
    return sees_several(turn) and len(units_in(turn.said, turn.records.roster.units())) == 1


def _of_heads(turn: TurnContext, kind: str) -> dict[str, str]:
    """What holds of the heads, where their number was told: they are in no unit's base.

    Of those delegated to a department, that they are on the list of their own.
    """
    if kind == DELEGATED:
        return delegated_list(turn.plan)
    figures, heads = turn.reading.headcount, turn.plan.quotas.heads
    if kind != MEMBERS or heads is None or figures is None or not figures.heads:
        return {}
    return _none_of_heads(turn)


def _none_of_heads(turn: TurnContext) -> dict[str, str]:
    heads = turn.plan.quotas.heads
    if heads is None:
        return {}
    base = turn.plan.quotas.counting.base_axis
    rules = (rule for rule in turn.plan.rules if rule.clause == heads.clause)
    return next(({base: rule.sets[base]} for rule in rules if base in rule.sets), {})
