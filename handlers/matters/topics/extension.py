"""“附件8申请延期到1月12日，因为党委会还没有开”, asked for what is missing in it; and its state."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from handlers.matters.extension_changes import newest_open
from handlers.matters.extensions import due_day, example
from handlers.matters.phrases import asked_line, became, called, put_on
from handlers.matters.topics.told import (
    ASKED,
    asks_also,
    asks_on,
    changes_own,
    is_open,
)
from handlers.submissions.service import Item, unit_papers, units_concerned
from handlers.turn.access import act, no_record, sees_self_only
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import paper_in
from handlers.turn.matter_commands import AskExtension
from handlers.turn.permissions import Deed
from handlers.turn.reply import Kind, Reply, order
from handlers.turn.topic import topic
from language.shifts import day_said, days_shifted
from rules.plan import Paper
from storage.views import Matter, MatterKind

_PARTS: Final = re.compile(r"[,，。;；!！?？\n]+")
_BECAUSE: Final = re.compile(
    r"(?:因为|由于|理由是?|原因是?|主要是)[:：]?\s*(?P<why>.+)$", re.DOTALL
)
# A part that asks gives no reason: what it says is what, until when, or please.
_ASKS: Final = re.compile(
    r"延(?:期|后|迟|长|到|至)|推迟|推后|宽限|缓|晚[一二三两几半\d]|多给|再给|申请|批准|能不能|行吗|行不行|可以吗"
    r"|对不起|麻烦|谢谢|拜托"
)
_NO_REASON: Final = re.compile(r"^[\d月日号天周个第附件的至到前材料表份]*$")
_NEW_REASON: Final = re.compile(
    r"(?:理由|原因)(?:改|换|写)(?:成|为)?[:：]?\s*(?P<why>.+)$", re.DOTALL
)
_SHORTEST: Final = 3  # characters of a reason


@topic("ask_extension", Deed.ASK_EXTENSION)
def ask_extension(turn: TurnContext) -> Reply:
    """A later day for a paper of the unit or one's own, shown before it goes to the section."""
    unit_id = turn.asker.unit_id
    if unit_id is None:
        return no_record(turn)
    before = newest_open(turn) if changes_own(turn) or asks_also(turn) else None
    parts = _said(turn)
    text = "，".join(parts)
    found = (_of_request(turn, before) if before else None) or _paper(turn, text)
    if isinstance(found, Reply):
        return found
    paper, person_id, items, owing = found
    due = min((day for item in items if (day := due_day(turn, item))), default=None)
    if before is not None and before.paper == paper.id:
        due = before.day if turn.said.startswith("再") else due or before.day
    day = _day(turn, parts, due)
    reason = _changed_reason(turn.said) if before else _reason(parts, paper)
    if before is not None:
        # What a change or “也” leaves out is as it was asked for before.
        reason = reason or before.words
        day = day or (before.day if days_shifted(turn.said) is None else None)
    missing = [
        "延到几月几日" if day is None else "",
        "什么理由" if not reason else "",
    ]
    if day is None or not reason:
        unset = "（截止时间还没有定，几天算不出来）" if day is None and due is None else ""
        wanted = "、".join(filter(None, missing))
        no_day = turn.reading.no_such_day if day is None else ""
        wrong = f"没有“{no_day}”这一天。" if no_day else ""
        return _ask(turn, f"{wrong}{paper.form or paper.name}要延期{unset}，请再说一下{wanted}")
    return order(AskExtension(paper.id, day, reason, owing, person_id))


def _of_request(
    turn: TurnContext, before: Matter
) -> tuple[Paper, int | None, list[Item], int] | None:
    """The paper of the request that is changed; None where another paper is named."""
    paper = turn.plan.papers.get(before.paper)
    named = paper_in(turn.said, turn.plan, turn.reading.papers)
    if paper is None or before.unit_id is None or (named is not None and named.id != paper.id):
        return None
    items = [
        item
        for item in unit_papers(turn.plan, turn.records, before.unit_id).items
        if item.paper.id == paper.id
        and (before.person_id is None or (item.person and item.person.id == before.person_id))
    ]
    return paper, before.person_id, items, before.unit_id


def _changed_reason(text: str) -> str:
    told = _NEW_REASON.search(text) or _BECAUSE.search(text)
    return told["why"].strip(" ，,。;；") if told else ""


def _ask(turn: TurnContext, head: str) -> Reply:
    return Reply(Kind.ASK, f"{head}，{example(turn.plan)}。", asks=ASKED)


def _said(turn: TurnContext) -> list[str]:
    """This message, and before it those that began the same request."""
    found = [turn.said]
    for one in reversed(turn.state.lately if is_open(turn.state) else ()):
        if not asks_on(one):
            break
        found.insert(0, one.said)
    return found


def _paper(turn: TurnContext, text: str) -> tuple[Paper, int | None, list[Item], int] | Reply:
    """The paper, whose it is where it is one person's, what is owed of it, and by which unit."""
    person_id = _person(turn)
    owing, items = _owed(turn, person_id)
    named = paper_in(text, turn.plan, turn.reading.papers)
    owed = {item.paper.id: item.paper for item in items if item.missing}
    if named is not None:
        own = [item for item in items if item.paper.id == named.id]
        if own or not owed:
            return named, person_id, own, owing
        head = f"您这里没有要交的{named.form or named.name}"
        return _ask(turn, f"{head}。还没交的有{_called(owed)}，哪一份要延期？请连日期和理由一起说")
    if len(owed) == 1:
        [only] = owed.values()
        return only, person_id, [one for one in items if one.paper.id == only.id], owing
    if not owed:
        return act("没有还没交、又定了截止时间的材料，不用申请延期。")
    return _ask(
        turn, f"延期在这里就能申请。哪一份要延期？还没交的有{_called(owed)}。请连日期和理由一起说"
    )


def _called(owed: Mapping[str, Paper]) -> str:
    return "、".join(dict.fromkeys(paper.form or paper.name for paper in owed.values()))


def _owed(turn: TurnContext, person_id: int | None) -> tuple[int, list[Item]]:
    """What is due of the unit, or of one person wherever their papers are owed."""
    own = turn.asker.unit_id or 0
    units = [own]
    if sees_self_only(turn) and person_id is not None:
        units = [*units_concerned(turn.plan, turn.records, turn.records.roster.person(person_id))]
    for unit_id in units:
        items = [
            item
            for item in unit_papers(turn.plan, turn.records, unit_id).items
            if item.deadline_id
            and (person_id is None or (item.person is not None and item.person.id == person_id))
        ]
        if items:
            return unit_id, items
    return own, []


def _person(turn: TurnContext) -> int | None:
    """Oneself, or the one person of the unit that is named."""
    if sees_self_only(turn):
        return turn.asker.person_id
    named = {one.id for one in turn.reading.people if one.id}
    return named.pop() if len(named) == 1 else None


def _day(turn: TurnContext, parts: list[str], due: date | None) -> date | None:
    """The newest day said: “晚两天” counts from the day it is due."""
    today = turn.now.date()
    for part in reversed(parts):
        shifted = days_shifted(part)
        if shifted is not None and shifted > 0 and due is not None:
            return max(due, today) + timedelta(days=shifted)
        said = day_said(part, today) if shifted is None else None
        if said is not None:
            return said
    return None


def _reason(parts: list[str], paper: Paper) -> str:
    """What is told besides what is asked for."""
    told = _BECAUSE.search("，".join(parts))
    if told:
        return told["why"].strip(" ，,。;；")
    found = []
    for part in (one for whole in parts for one in _PARTS.split(whole)):
        plain = part.strip()
        for word in sorted((paper.form or "", paper.name, *paper.called), key=len, reverse=True):
            plain = plain.replace(word, "") if word else plain
        if len(plain) >= _SHORTEST and not _ASKS.search(plain) and not _NO_REASON.match(plain):
            found.append(part.strip())
    return "，".join(found)


@topic("my_extensions", Deed.ASK_EXTENSION)
def my_extensions(turn: TurnContext) -> Reply:
    """What became of those the asker's unit put; a cadre's own only."""
    matters, plan = turn.records.matters, turn.plan
    found = matters.put_by(plan.id, turn.asker.userid, MatterKind.EXTENSION)
    if not sees_self_only(turn) and turn.asker.unit_id is not None:
        found = matters.of_unit(plan.id, turn.asker.unit_id, MatterKind.EXTENSION)
    if not found:
        return act(f"还没有申请过延期。要申请，请连材料、日期和理由一起说，{example(turn.plan)}。")
    lines = [
        f"{called(one)}（{put_on(one)}）：{asked_line(turn, one)}——{became(turn, one)}。"
        for one in reversed(found)
    ]
    return act("\n".join(lines))
