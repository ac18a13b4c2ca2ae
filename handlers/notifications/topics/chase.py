"""Chasing what is missing: first shown whom and what, sent only after a yes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from handlers.notifications.budget import ceiling_of, units_at_the_ceiling
from handlers.notifications.by_hand import midnight, note_sent
from handlers.notifications.ledger_heads import OWN_CHASE
from handlers.notifications.narrowing import Narrowing
from handlers.roster.service import contacts_on
from handlers.submissions.service import (
    Item,
    UnitPapers,
    item_lines,
    own_papers,
    paper_name,
    papers_in_charge,
    people_of,
)
from handlers.turn.access import (
    UNIT_PAGE,
    act,
    asks_elsewhere,
    is_staff,
    names_nobody_known,
    no_record,
    not_yours,
    units_in_charge,
)
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import paper_in, people_in, units_in
from handlers.turn.reply import Link, Option, Push, Reply
from handlers.turn.topic import topic
from rules.plan import Paper
from rules.roster import Role
from storage.views import Member

_SEND: Final = "chase:send"
_DROP: Final = "chase:drop"
_MOST_SPELLED_OUT: Final = 900
_ONCE_A_DAY: Final = "同一件事一天只提醒一次。"


@dataclass(frozen=True)
class Call:
    """One unit or person to be chased for these gaps.

    `to` is None where nobody is written to, `why_not` says why; `remark` is what the asker should
    know before sending. `again`: was chased for the same papers today already.
    """

    name: str
    items: tuple[Item, ...]
    to: Member | None
    id: str
    why_not: str = ""
    remark: str = ""
    again: bool = False

    @property
    def papers(self) -> set[str]:
        return {item.paper.id for item in self.items}

    @property
    def line(self) -> str:
        papers = {item.paper.id: item.paper.form or item.paper.name for item in self.items}
        whom = f" → {self.to.name}{self.remark}" if self.to else f"（{self.why_not}）"
        return f"· {self.name}：{'、'.join(papers.values())}{whom}"


@topic("chase")
def chase(turn: TurnContext) -> Reply:
    picked = turn.choice.key if turn.choice else ""
    if picked.startswith(_DROP):
        return act("好的，没有发出任何提醒。")
    if picked.startswith(_SEND):
        return _send(turn, picked.removeprefix(f"{_SEND}:"))
    return _show(turn)


def _show(turn: TurnContext) -> Reply:
    """Whom and what, before anything is sent."""
    refused = _refusal(turn)
    if refused:
        return refused
    paper = paper_in(turn.reading.text, turn.plan, turn.reading.papers)
    calls = _narrowed(turn, _calls(turn, paper))
    called = paper_name(paper) if paper else "材料"
    if not calls:
        return act(f"没有需要催的：{called}都交齐了，或名册里没有要交的。")
    reachable = [call for call in calls if call.to]
    what = "单位" if is_staff(turn) else "人"
    each = "各一人" if is_staff(turn) else ""
    lines = [f"将提醒下列{len(reachable)}个{what}{each}（还没有发出）：", *_lines(reachable)]
    left_out = [call for call in calls if not call.to]
    if not reachable:
        lines = ["都没有可以发送的，没有发出提醒："]
    elif left_out:
        lines.append(f"下列{len(left_out)}个{what}不会发：")
    lines += _lines(left_out)
    if not reachable:
        return act("\n".join(lines))
    ids = ",".join(call.id for call in reachable)
    # A button's key is at most 1024 bytes: of very many the narrowing is kept, not who they are.
    scope = ids if len(ids) < _MOST_SPELLED_OUT else _narrowing(turn).key
    key = f"{_SEND}:{paper.id if paper else ''}:{scope}"
    options = (Option("发送提醒", key), Option("不发", _DROP))
    return act("\n".join([*lines, "发送吗？"]), options=options)


def _send(turn: TurnContext, scope: str) -> Reply:
    """After the yes: what was closed meanwhile is left out, what the asker may not see too."""
    refused = _refusal(turn)
    if refused:
        return refused
    paper_id, _, ids = scope.partition(":")
    calls, narrowing = _calls(turn, turn.plan.papers.get(paper_id)), Narrowing.read(ids)
    wanted = set(ids.split(","))
    if narrowing:
        wanted = {call.id for call in _fitting(turn, calls, narrowing)}
    found = [call for call in calls if call.id in wanted]
    calls = [call for call in found if call.to]
    again = "、".join(call.name for call in found if call.again)
    pushes = tuple(_push(turn, call, call.to) for call in calls if call.to)
    if not pushes and again:
        return act(f"没有再发：{again}今天已经提醒过。{_ONCE_A_DAY}")
    if not pushes:
        return act("没有需要发的了：刚才的缺件已经交上来了。")
    names = "、".join(call.name for call in calls)
    own = turn.asker.unit_id
    units = [int(call.id[1:]) for call in calls] if is_staff(turn) else [own] if own else []
    note_sent(turn, "催报", pushes, units)
    repeated = f"{again}今天已经提醒过，没有再发。" if again else ""
    return act(f"已提醒{names}。{repeated}{_ONCE_A_DAY}", pushes=pushes)


def _refusal(turn: TurnContext) -> Reply | None:
    if turn.asker.role == Role.CADRE:
        return act(
            f"催报由单位政工人事或{turn.plan.office}办理。您个人的材料可以问我“我的登记表收到没”。"
        )
    if is_staff(turn):
        return _unknown(turn) if units_in_charge(turn) else no_record(turn)
    if asks_elsewhere(turn):
        return not_yours(turn)
    return no_record(turn) if turn.asker.unit_id is None else None


def _unknown(turn: TurnContext) -> Reply | None:
    """A name that narrows nothing must not chase the whole county."""
    text, reading = turn.reading.text, turn.reading
    if turn.choice or units_in(text, turn.records.roster.units()):
        return None
    if names_nobody_known(turn, text):
        return act(
            "没有找到您说的单位，没有发出提醒。请写单位全称或常用简称，例如“催一下城关镇”；"
            "要催全部，请说“催一下没交的”。"
        )
    if reading.people or reading.strangers:
        return act("催报按单位发，没有发出提醒。请说是哪个单位的，例如“催一下城关镇”。")
    return None


def _calls(turn: TurnContext, paper: Paper | None) -> list[Call]:
    """Staff chase one clerk a unit, a clerk the people of the own unit; nobody twice a day."""
    if is_staff(turn):
        calls = list(_unit_calls(turn, paper))
    else:
        own = own_papers(turn)
        calls = _people_calls(turn, _gaps(own, paper)) if own else []
    today = _chased_today(turn)
    return [_unless_chased(call, today) for call in calls]


def _chased_today(turn: TurnContext) -> Mapping[tuple[str, str], set[str]]:
    """For which papers each unit or person was chased today, by whom of it was written to."""
    prefix = _key_head(turn)
    found: dict[tuple[str, str], set[str]] = {}
    for key in turn.records.outbox.keys_since(prefix, midnight(turn.now)):
        id, papers, day, userid = key.removeprefix(prefix).split(":", 3)
        if day == turn.now.date().isoformat():
            found.setdefault((id, userid), set()).update(papers.split(","))
    return found


def _unless_chased(call: Call, today: Mapping[tuple[str, str], set[str]]) -> Call:
    if call.to is None or not call.papers <= today.get((call.id, call.to.userid), set()):
        return call
    whom = "" if call.name == call.to.name else call.to.name
    return replace(call, to=None, why_not=f"今天已经提醒过{whom}，不再发", again=True)


def _unit_calls(turn: TurnContext, paper: Paper | None) -> Iterator[Call]:
    """A unit that asked for silence is chased all the same, but whoever chases is told of it."""
    today, speaking = turn.now.date(), turn.records.speaking
    contacts, snoozed = contacts_on(turn.records, today), speaking.snoozed()
    full, most = units_at_the_ceiling(turn.plan, turn.records), ceiling_of(turn.plan, turn.records)
    for papers in papers_in_charge(turn):
        gaps, unit = _gaps(papers, paper), papers.unit
        to = next(iter(contacts.of(unit.id)), None)
        why_not = f"请电话告知：{contacts.why_nobody(unit.id)}" if to is None else ""
        if unit.id in full:
            to, why_not = None, f"本季收到的消息已到县里定的上限{most}条"
        until = snoozed.get(unit.id, today)
        asked = f"（该单位说过{until.month}月{until.day}日前先不用提醒）" if until > today else ""
        if gaps:
            yield Call(unit.name, gaps, to, f"u{unit.id}", why_not, asked)


def _people_calls(turn: TurnContext, gaps: Sequence[Item]) -> list[Call]:
    people = people_of(gaps)
    members = turn.records.members.of_people({person.id for person in people})
    reached = {id: each for id, each in members.items() if each.reachable}
    return [
        Call(
            person.name,
            tuple(gap for gap in gaps if gap.person == person),
            reached.get(person.id),
            f"p{person.id}",
            "收不到消息，请当面或电话告知",
        )
        for person in people
    ]


def _narrowed(turn: TurnContext, calls: Sequence[Call]) -> list[Call]:
    """Only the units, group, kind or people the command names."""
    text, roster = turn.reading.text, turn.records.roster
    if not is_staff(turn):
        named = {
            f"p{each.id}" for each in people_in(text, people_of(i for c in calls for i in c.items))
        }
        return [call for call in calls if not named or call.id in named]
    wanted = {f"u{unit.id}" for unit in units_in(text, roster.units())}
    return [
        call for call in _fitting(turn, calls, _narrowing(turn)) if not wanted or call.id in wanted
    ]


def _narrowing(turn: TurnContext) -> Narrowing:
    if not is_staff(turn):
        return Narrowing()
    return Narrowing.said(turn.reading.text, turn.records.roster.groups())


def _fitting(turn: TurnContext, calls: Sequence[Call], narrowing: Narrowing) -> list[Call]:
    if narrowing == Narrowing():
        return list(calls)
    units = {f"u{unit.id}" for unit in units_in_charge(turn) if narrowing.fits(unit)}
    return [call for call in calls if call.id in units]


def _key_head(turn: TurnContext) -> str:
    """What the keys of this asker's kind of chase begin with."""
    return f"{'' if is_staff(turn) else f'{OWN_CHASE}:'}chase:{turn.plan.id}:"


def _push(turn: TurnContext, call: Call, member: Member) -> Push:
    papers = tuple(sorted(call.papers))
    day = turn.now.date().isoformat()
    key = f"{_key_head(turn)}{call.id}:{','.join(papers)}:{day}:{member.userid}"
    whom = call.name if call.name == member.name else f"{call.name}{member.name}"
    if is_staff(turn):
        text = f"【{call.name}】{turn.plan.office}提醒，下列材料还没有收到："
        words = "\n".join([text, *item_lines(call.items)])
        return Push(member.userid, words, key, UNIT_PAGE, turn.asker.userid, whom, papers)
    text = f"【{call.name}】本单位政工人事提醒，您的下列材料还没有交："
    only = call.items[0]
    query = urlencode(
        {"paper": only.paper.id, "person": str(only.person.id if only.person else "")}
    )
    link = Link("上传这份材料", f"/upload?{query}") if len(call.items) == 1 else UNIT_PAGE
    words = "\n".join([text, *item_lines(call.items)])
    return Push(member.userid, words, key, link, turn.asker.userid, whom, papers)


def _gaps(papers: UnitPapers, paper: Paper | None) -> tuple[Item, ...]:
    return tuple(gap for gap in papers.gaps if paper is None or gap.paper.id == paper.id)


def _lines(calls: Sequence[Call]) -> list[str]:
    return [call.line for call in calls]
