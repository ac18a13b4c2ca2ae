"""How many 优秀 a roll told in words gives: who of it is counted, who is not and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from handlers.quotas.phrases import sum_words
from handlers.quotas.roll_words import called, joined, reported_words, worked_out
from handlers.quotas.rolls import Ruled, kind_of, ruled, with_answer
from handlers.quotas.topics.percent import no_share
from handlers.rulings.service import ask_fact, cited, kind_asked, team_grade
from handlers.turn.context import TurnContext
from handlers.turn.reply import Kind, Reply
from handlers.turn.topic import topic
from language.rolls import Roll
from rules.engine.ruling import Ruling
from rules.ledger import DELEGATED
from rules.plan import Plan
from rules.plan.called import notice_word
from rules.quota import MEMBERS, Cap, allowed, share_for
from rules.standing import Share

TEAMS: Final = "teams"


@dataclass(frozen=True)
class _Base:
    """Who of a roll is counted: `sure` people, with all who are open `most`."""

    sure: int
    most: int
    counted: tuple[Ruled, ...]
    out: tuple[Ruled, ...]
    apart: tuple[Ruled, ...]  # the list of those delegated
    open: tuple[Ruled, ...]


@topic("quota_roll")
def quota_roll(turn: TurnContext) -> Reply:
    """The base and the places of a roll told in words."""
    told = turn.reading.roll or turn.state.roll
    roll = with_answer(turn, told) if told else Roll()
    kind = TEAMS if kind_asked(turn) == TEAMS else kind_of(turn, roll)
    if kind not in turn.plan.quotas.shares:
        return no_share(turn)
    base = _base_of(turn, roll, kind)
    reply = _does_not_add_up(turn, roll) or _asked_back(turn, roll, base)
    reply = reply or _worked_out(turn, roll, base, kind)
    return replace(reply, roll=roll, headcount=base.sure or None)


def _base_of(turn: TurnContext, roll: Roll, kind: str) -> _Base:
    each = ruled(turn, roll, roll.groups)
    ours = Share.DELEGATED if kind == DELEGATED else Share.OWN
    counted = tuple(one for one in each if one.share is ours)
    unsettled = tuple(one for one in each if one.share is Share.UNSETTLED)
    apart = tuple(one for one in each if one.share is Share.DELEGATED and ours is Share.OWN)
    out = tuple(one for one in each if one.share in {Share.NONE, Share.OWN} and one not in counted)
    whole = roll.whole if roll.whole is not None else (0 if each else turn.state.headcount or 0)
    if roll.whole is None and each:
        sure = _many(counted)
    else:
        inside = [one for one in (*out, *apart, *unsettled) if not one.group.outside]
        sure = whole - _many(inside) + _many([one for one in counted if one.group.outside])
    sure = max(0, sure)
    return _Base(sure, sure + _many(unsettled), counted, out, apart, unsettled)


def _many(groups: Sequence[Ruled]) -> int:
    return sum(one.group.n for one in groups)


def _does_not_add_up(turn: TurnContext, roll: Roll) -> Reply | None:
    """Where the groups and those said to be left are not as many as the whole."""
    inside = sum(one.n for one in roll.groups if not one.outside)
    parts = inside + (roll.rest or 0)
    if roll.whole is None or (parts == roll.whole if roll.rest else parts <= roll.whole):
        return None
    told = [*(called(one) for one in roll.groups if not one.outside)]
    told += [f"其余{roll.rest}人"] if roll.rest else []
    added = f"{'＋'.join(told)}加起来是{parts}人"
    words = f"各部分对不上：{added}，说的总数是{roll.whole}人。总数应当是多少人？"
    fact = turn.plan.quotas.headcount_fact
    return Reply(Kind.ASK, words, clauses=(turn.plan.quotas.clause,), asks=fact or "headcount")


def _asked_back(turn: TurnContext, roll: Roll, base: _Base) -> Reply | None:
    """The fact that is missing for one of the groups, with what is settled without it."""
    among = ruled(turn, roll, roll.among)
    wanted = next((one for one in (*base.open, *among) if one.asks), None)
    if wanted is None:
        return None
    asked = ask_fact(turn, wanted.asks, wanted.standing.on_base.clauses)
    head = f"{called(wanted.group)}："
    settled = joined(roll, base.out, base.apart, base.counted, base.sure)
    rest = f"这{wanted.group.n}人先不算：{settled}。" if settled else ""
    return replace(asked, text="\n".join(one for one in (f"{head}{asked.text}", rest) if one))


def _worked_out(turn: TurnContext, roll: Roll, base: _Base, kind: str) -> Reply:
    plan, grade = turn.plan, team_grade(turn)
    share = share_for(plan, grade, kind, turn.facts)
    what = "个班子" if kind == TEAMS else "人"
    caps = [_cap(turn, people, kind) for people in dict.fromkeys((base.sure, base.most))]
    lines: list[str] = []
    rounds = not all(one.is_whole for one in caps)
    if base.sure or base.open or not base.apart:
        settled = joined(roll, base.out, base.apart, base.counted, base.sure)
        lines.append(worked_out(settled, sum_words(share, caps[0], base.sure, what)))
        lines += [f"{share.words}。"] if share != plan.quotas.shares.get(MEMBERS) else []
    lines += _open(turn, base, kind)
    if roll.reported is not None:
        ours = Share.DELEGATED if kind == DELEGATED else Share.OWN
        lines += reported_words(turn, roll, ours, caps[0], caps[-1])
    lines += _groups(turn, base)
    lists = list(_lists(turn, base))
    lines += [words for words, _ in lists]
    rounds = rounds or any(not cap.is_whole for _, cap in lists)
    lines += [plan.quotas.rounding_words] if rounds else []
    lines += [_of_heads(turn, roll, kind)]
    heads = plan.quotas.heads
    of_heads = [heads.clause] if heads and kind == MEMBERS and base.sure else []
    clauses = _clauses(turn, roll, base, share.clause)
    clauses = tuple(dict.fromkeys([*clauses, *of_heads]))
    text = "\n".join(one for one in (*lines, cited(plan, clauses)) if one)
    return Reply(Kind.ANSWER, text, clauses=clauses, decision=_decision(turn, roll, base))


def _cap(turn: TurnContext, people: int, kind: str) -> Cap:
    unit = turn.asker.unit_name
    return allowed(turn.plan, people, team_grade(turn), kind, facts=turn.facts, unit=unit)


def _open(turn: TurnContext, base: _Base, kind: str) -> Iterator[str]:
    """Both ways to count those of whom the notice does not say whether the base counts them."""
    if not base.open:
        return
    plan = turn.plan
    share = share_for(plan, team_grade(turn), kind, turn.facts)
    told = "、".join(called(one.group) for one in base.open)
    notes = [note for one in base.open for note in one.standing.on_base.silent_notes]
    says = "".join(dict.fromkeys(note.says for note in notes if note.says))
    says = says or f"{notice_word(plan)}没有写明。"
    with_all = sum_words(share, _cap(turn, base.most, kind), base.most)
    yield f"{told}算不算基数，{says}上面没有算进去；都算进去的话，{with_all}"


def _groups(turn: TurnContext, base: _Base) -> Iterator[str]:
    """Who is not counted, and who is although one might think otherwise, with the clause."""
    axis = turn.plan.quotas.counting.base_axis
    plan = turn.plan
    out = [one for one in base.out if not (one.group.heads and one.group.outside)]
    for heading, groups in (("没有计入：", out), ("照算在内：", _special(turn, base.counted))):
        if groups:
            yield heading
        for one in groups:
            said = _told_of(plan, axis, one.standing.on_base)
            basis = f"{notice_word(plan)}{'、'.join(_clauses_of(one))}"
            yield f"· {called(one.group)}：{said or '不在本单位考核'}（{basis}）"


def _told_of(plan: Plan, axis: str, ruling: Ruling) -> str:
    """Whose base counts them; of who takes no part that, since it settles the rest."""
    for each in plan.axes.values():
        value = ruling.values.get(each.id, "")
        if value in each.gates:
            return each.values[value]
    value = ruling.values.get(axis, "")
    return plan.axes[axis].values.get(value, "") if axis in plan.axes else ""


def _special(turn: TurnContext, groups: Sequence[Ruled]) -> list[Ruled]:
    """Those whose being counted rests on more than the general clause."""
    light = {turn.plan.dialogue.post, *turn.plan.dialogue.places}
    return [one for one in groups if set(one.group.facts) - light]


def _lists(turn: TurnContext, base: _Base) -> Iterator[tuple[str, Cap]]:
    """The list of those delegated, which has a share of its own."""
    plan = turn.plan
    for one in base.apart if DELEGATED in plan.quotas.shares else ():
        share = share_for(plan, None, DELEGATED, one.group.facts)
        found = allowed(plan, one.group.n, None, DELEGATED)
        words = sum_words(share, found, one.group.n)
        clause = f"{notice_word(plan)}{share.clause}"
        yield f"{called(one.group)}不并进来，列入委托考核名单，单独算（{clause}）：{words}", found


def _of_heads(turn: TurnContext, roll: Roll, kind: str) -> str:
    heads = turn.plan.quotas.heads
    told = roll.headless or any(one.heads for one in roll.groups)
    return "" if told or heads is None or kind != MEMBERS or roll.whole is None else heads.unsettled


def _clauses_of(one: Ruled) -> tuple[str, ...]:
    """The clauses that say of a group whether it is counted, else where it is assessed."""
    return one.standing.on_base.clauses or one.standing.on_place.clauses


def _clauses(turn: TurnContext, roll: Roll, base: _Base, share: str) -> tuple[str, ...]:
    every = (*base.out, *base.apart, *base.open, *_special(turn, base.counted))
    found = [share, *(clause for one in every for clause in _clauses_of(one))]
    found += [turn.plan.quotas.shares[DELEGATED].clause] if base.apart else []
    among = ruled(turn, roll, roll.among)
    found += [clause for one in among for clause in one.standing.on_quota.clauses]
    return tuple(dict.fromkeys(found))


def _decision(turn: TurnContext, roll: Roll, base: _Base) -> dict[str, str]:
    """What is the same of all groups: in whose base they are, and whose places they use."""
    counting = turn.plan.quotas.counting
    among = ruled(turn, roll, roll.among)
    of_base = {
        one.standing.on_base.values.get(counting.base_axis)
        for one in (*base.out, *base.apart, *base.open, *base.counted)
        if not (one.group.heads and one.group.outside)
    }
    of_quota = {one.standing.on_quota.values.get(counting.quota_axis) for one in among}
    if base.apart and not base.out:
        of_quota |= {one.standing.on_quota.values.get(counting.quota_axis) for one in base.apart}
    found = ((counting.base_axis, of_base), (counting.quota_axis, of_quota))
    alike = [(axis, next(iter(some))) for axis, some in found if len(some) == 1]
    return {axis: value for axis, value in alike if value is not None}
