"""Chasing what is missing: whom and what, nobody twice a day or beyond the county's ceiling."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlencode

from handlers.notifications.budget import ceiling_of, units_at_the_ceiling
from handlers.notifications.by_hand import midnight
from handlers.notifications.ledger_heads import OWN_CHASE
from handlers.roster.service import contacts_on
from handlers.submissions.service import (
    NAMED,
    Item,
    UnitPapers,
    item_lines,
    own_papers,
    papers_in_charge,
    people_of,
)
from handlers.turn.access import UNIT_PAGE
from handlers.turn.commands import Chase, ChasePeople
from handlers.turn.context import DeedContext
from handlers.turn.namesakes import called_apart
from handlers.turn.reply import Link, Push
from rules.plan import Paper
from storage.views import Member

Chasing = Chase | ChasePeople
_NO_CLERK: Final = "没有能收到消息的政工人事，要打电话"
_CHASED: Final = "今天已经提醒过"
_FULL: Final = "消息已到上限"
_UNREACHED: Final = "收不到消息，要当面或电话告知"


@dataclass(frozen=True)
class Call:
    """One unit or person to be chased for these gaps.

    `to` is None where nobody is written to, `why_not` says why, `kind` in a word that is the same
    for all such; `remark` is what the asker should know before sending. `again`: was chased for
    the same papers today already.
    """

    id: int
    name: str
    items: tuple[Item, ...]
    to: Member | None
    why_not: str = ""
    kind: str = ""
    remark: str = ""
    again: bool = False
    apart: str = ""  # the name with what tells them from somebody else of that name

    @property
    def shown(self) -> str:
        """How a preview calls them."""
        return self.apart or self.name

    @property
    def papers(self) -> set[str]:
        """The ids of the papers chased."""
        return {item.paper.id for item in self.items}

    @property
    def line(self) -> str:
        """One line: the unit, what it owes, and who is written to or why nobody."""
        papers = {item.paper.id: item.paper.form or item.paper.name for item in self.items}
        whom = f" → {self.to.name}{self.remark}" if self.to else f"（{self.why_not}）"
        return f"· {self.shown}：{'、'.join(papers.values())}{whom}"


def calls_of(context: DeedContext, command: Chasing) -> list[Call]:
    """Staff chase one clerk a unit, a clerk the people of the own unit; nobody twice a day."""
    paper = context.plan.papers.get(command.paper)
    if isinstance(command, Chase):
        wanted, calls = set(command.units), list(_unit_calls(context, paper))
    else:
        own, wanted = own_papers(context), set(command.people)
        calls = _people_calls(context, _gaps(own, paper)) if own else []
    today = _chased_today(context, command)
    return [_unless_chased(call, today) for call in calls if not wanted or call.id in wanted]


def pushed(context: DeedContext, command: Chasing, calls: Sequence[Call]) -> tuple[Push, ...]:
    """The messages, one a call; the same to the same person is sent once a day."""
    return tuple(_push(context, command, call, call.to) for call in calls if call.to)


def _chased_today(context: DeedContext, command: Chasing) -> Mapping[tuple[str, str], set[str]]:
    """For which papers each unit or person was chased today, by whom of it was written to."""
    prefix = _key_head(context, command)
    found: dict[tuple[str, str], set[str]] = {}
    for key in context.records.outbox.keys_since(prefix, midnight(context.now)):
        id, papers, day, userid = key.removeprefix(prefix).split(":", 3)
        if day == context.now.date().isoformat():
            found.setdefault((id, userid), set()).update(papers.split(","))
    return found


def _unless_chased(call: Call, today: Mapping[tuple[str, str], set[str]]) -> Call:
    ids = (f"u{call.id}", f"p{call.id}")
    if call.to is None or not any(
        call.papers <= today.get((id, call.to.userid), set()) for id in ids
    ):
        return call
    whom = "" if call.name == call.to.name else call.to.name
    why = f"{_CHASED}{whom}，不再发"
    return replace(call, to=None, why_not=why, kind=_CHASED, again=True)


def _unit_calls(context: DeedContext, paper: Paper | None) -> Iterator[Call]:
    """A unit that asked for silence is chased all the same, but whoever chases is told of it."""
    today, records = context.now.date(), context.records
    contacts, snoozed = contacts_on(records, today), records.speaking.snoozed()
    full, most = units_at_the_ceiling(context.plan, records), ceiling_of(context.plan, records)
    for papers in papers_in_charge(context):
        gaps, unit = _gaps(papers, paper), papers.unit
        to = next(iter(contacts.of(unit.id)), None)
        why_not = f"请电话告知：{contacts.why_nobody(unit.id)}" if to is None else ""
        kind = _NO_CLERK if to is None else ""
        if unit.id in full:
            to, why_not, kind = None, f"本季收到的消息已到县里定的上限{most}条", _FULL
        until = snoozed.get(unit.id, today)
        asked = f"（该单位说过{until.month}月{until.day}日前先不用提醒）" if until > today else ""
        if gaps:
            yield Call(unit.id, unit.name, gaps, to, why_not, kind, asked)


def _people_calls(context: DeedContext, gaps: Sequence[Item]) -> list[Call]:
    people = people_of(gaps)
    members = context.records.members.of_people({person.id for person in people})
    reached = {id: each for id, each in members.items() if each.reachable}
    return [
        Call(
            person.id,
            person.name,
            tuple(gap for gap in gaps if gap.person == person),
            reached.get(person.id),
            "收不到消息，请当面或电话告知",
            _UNREACHED,
            apart=called_apart(context.records, person.id),
        )
        for person in people
    ]


def _key_head(context: DeedContext, command: Chasing) -> str:
    """What the keys of this kind of chase begin with."""
    own = f"{OWN_CHASE}:" if isinstance(command, ChasePeople) else ""
    return f"{own}chase:{context.plan.id}:"


def _push(context: DeedContext, command: Chasing, call: Call, member: Member) -> Push:
    papers = tuple(sorted(call.papers))
    day, of_unit = context.now.date().isoformat(), isinstance(command, Chase)
    id = f"{'u' if of_unit else 'p'}{call.id}"
    key = f"{_key_head(context, command)}{id}:{','.join(papers)}:{day}:{member.userid}"
    whom = call.name if call.name == member.name else f"{call.name}{member.name}"
    text = f"【{call.name}】本单位政工人事提醒，您的下列材料还没有交："
    link = UNIT_PAGE if of_unit or len(call.items) > 1 else _upload(call.items[0])
    if of_unit:
        text = f"【{call.name}】{context.plan.office}提醒，下列材料还没有收到："
    more = [f"另：{command.words}"] if command.words else []
    words = "\n".join([text, *item_lines(call.items, most=NAMED), *more])
    return Push(member.userid, words, key, link, context.asker.userid, whom, papers)


def _upload(item: Item) -> Link:
    person = str(item.person.id if item.person else "")
    return Link("上传这份材料", f"/upload?{urlencode({'paper': item.paper.id, 'person': person})}")


def _gaps(papers: UnitPapers, paper: Paper | None) -> tuple[Item, ...]:
    return tuple(gap for gap in papers.gaps if paper is None or gap.paper.id == paper.id)
