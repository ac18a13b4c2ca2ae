"""“有什么要我处理的吗”: what waits for whoever asks, by what they may do."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from handlers.cases.service import asked_words, notes_told
from handlers.dialogue.deeds import shown_again
from handlers.dialogue.phrases import waiting
from handlers.matters.service import CALLED
from handlers.submissions.service import (
    Item,
    item_lines,
    own_papers,
    papers_in_charge,
    papers_of_person,
)
from handlers.turn.access import UNIT_PAGE, act, units_in_charge
from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed, Reach, may, reach
from handlers.turn.reply import Link, Reply
from handlers.turn.topic import topic
from language.needed import Shapes
from rules.plan.called import notice_word
from rules.plan.deadlines import Status
from storage.deadlines import all_deadlines
from storage.views import CaseState, HandInStatus

_WHAT: Final = "(?:什么|啥子?|哪些|哪几[件样]|没得|没有)"
_DONE: Final = "(?:处理|办|做|弄|管|批|看|核|签|回|定|忙)"
_ASKED: Final = re.compile(
    rf"有(?:没有)?{_WHAT}?(?:事情?|活|东西|任务|工作)?(?:是)?(?:要|需要|得|该|等着?|轮到)(?:我们?|咱)(?:来|去)?{_DONE}"
    rf"|(?:我们?|咱)(?:这边|这里|这儿|手上|手头|这头|个人)?(?:现在|目前|今天)?(?:还|有){{1,2}}(?:剩|差|欠)?{_WHAT}"
    rf"(?:事情?|活|任务|工作)?(?:是)?(?:没|还没|要|得|该|待)(?:有)?{_DONE}"
    rf"|(?:我|咱)(?:现在|今天|目前|接下来|下一?步)(?:该|要|得|需要){_DONE}(?:什么|啥|哪些)"
    rf"|(?:有|还有)?{_WHAT}(?:事情?)?(?:要|该|轮到|等)我{_DONE}"
    r"|(?:我的|有没有|有什么|看看|查一?下|还有什么)(?:待办|要办的事?)|^待办(?:事项|清单)?[?？]?$"
)
TO_DO: Final = Shapes(_ASKED)
_MOST: Final = 6
_CASES: Final = Link("待批复的请示", "/board/cases")
_MATTERS: Final = Link("延期、留言、反馈", "/board/matters")
_NEW: Final = frozenset({HandInStatus.RECEIVED, HandInStatus.CHECKED})


def asks_to_do(text: str) -> bool:
    """Whether it is asked what waits for oneself."""
    return _ASKED.search(text) is not None


@topic("to_do")
def to_do(turn: TurnContext) -> Reply:
    """What waits, the nearest first; said too where nothing does."""
    shown = shown_again(turn)
    lines = [*_of_office(turn), *_to_check(turn), *_own_papers(turn), *_own_cases(turn)]
    if not lines:
        lines = ["现在没有等您办的事。"]
    told = act("\n".join(lines), links=_links(turn))
    if shown is None:
        return told
    return replace(shown, text=f"{told.text}\n\n还有一件等您确认：{shown.text}")


def _of_office(turn: TurnContext) -> Iterator[str]:
    plan, records, role = turn.plan, turn.records, turn.asker.role
    if may(role, Deed.SEE_CASES):
        cases = records.cases.open(plan.id)
        if cases:
            numbers = "、".join(f"第{one.number}号" for one in cases[:_MOST])
            yield f"待批复的请示{len(cases)}件：{numbers}。回复“待批复”看内容。"
        else:
            yield "没有待批复的请示。"
    if may(role, Deed.SEE_MATTERS):
        for kind, matters in _by_kind(turn).items():
            numbers = "、".join(f"第{one}号" for one in matters[:_MOST])
            yield f"没有答复的{CALLED[kind]}{len(matters)}件：{numbers}。"
    if may(role, Deed.SET_DEADLINES):
        days = all_deadlines(plan, records).values()
        number = sum(one.status is not Status.CONFIRMED for one in days)
        if number:
            yield f"还没有确认的截止时间{number}个，回复“哪些截止时间还没确认”看是哪些。"
    if may(role, Deed.SEE_UNREAD):
        unread = waiting(plan, records)
        if unread:
            yield f"没答上来的问题{len(unread)}条，回复“谁问了什么没答上来”看内容。"


def _by_kind(turn: TurnContext) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for one in turn.records.matters.open(turn.plan.id):
        found.setdefault(one.kind, []).append(one.number)
    return found


def _to_check(turn: TurnContext) -> Iterator[str]:
    """Papers that came in and nobody took over yet, by unit."""
    role, far = turn.asker.role, reach(turn.asker.role, Deed.MOVE_PAPERS)
    if not may(role, Deed.MOVE_PAPERS):
        return
    names = {unit.id: unit.name for unit in units_in_charge(turn)}
    group = far is Reach.GROUP
    statuses = _NEW if group else {HandInStatus.WITH_SECTION}
    handins = turn.records.handins.county(plan_id=turn.plan.id)
    found = Counter(
        names[one.unit_id] for one in handins if one.status in statuses and one.unit_id in names
    )
    if found:
        units = "、".join(f"{name}{number}件" for name, number in found.most_common(_MOST))
        more = f"等{len(found)}个单位" if len(found) > _MOST else ""
        what, how = ("接收核对", "接收") if group else ("归档", "归档")
        first = next(iter(found))
        yield f"等您{what}的材料{sum(found.values())}件：{units}{more}。回复“{how}{first}的材料”。"
    elif group:
        yield "没有等您接收核对的材料。"
    if group:
        owing = sum(bool(one.gaps) for one in papers_in_charge(turn))
        if owing:
            yield f"本组还有{owing}个单位没有交齐，回复“哪些单位的材料没交齐”看是哪些。"


def _own_papers(turn: TurnContext) -> Iterator[str]:
    """What one's unit, or oneself, still has to hand in: what was returned first, then by when."""
    far = reach(turn.asker.role, Deed.HAND_IN)
    if far not in (Reach.SELF, Reach.UNIT):
        return
    items = _of_oneself(turn) if far is Reach.SELF else _of_the_unit(turn)
    gaps = [one for one in items if one.missing]
    whose = "本单位" if far is Reach.UNIT else "您"
    if not items:
        return
    if not gaps:
        yield f"{whose}要交的材料都收到了。"
        return
    back = [one for one in gaps if one.handin and one.handin.status is HandInStatus.RETURNED]
    if back:
        yield f"退回来要重交的{len(back)}件："
        yield from item_lines(back, most=_MOST)
    rest = [one for one in gaps if one not in back]
    if rest:
        yield f"{whose}还没有交的{len(rest)}件："
        yield from item_lines(rest, most=_MOST)
    yield from _days(turn, gaps)


def _of_oneself(turn: TurnContext) -> Sequence[Item]:
    if turn.asker.person_id is None:
        return ()
    return papers_of_person(turn, turn.records.roster.person(turn.asker.person_id))


def _of_the_unit(turn: TurnContext) -> Sequence[Item]:
    papers = own_papers(turn)
    return papers.items if papers else ()


def _days(turn: TurnContext, gaps: Sequence[Item]) -> Iterator[str]:
    """By when, the nearest day first; that no day is set is said too."""
    known = all_deadlines(turn.plan, turn.records)
    ids = dict.fromkeys(one.deadline_id for one in gaps if one.deadline_id)
    for deadline in (known[id] for id in ids if id in known):
        day = deadline.effective
        if day is None:
            unset = f"{notice_word(turn.plan)}没有写日期，等{turn.plan.office}确定。"
            yield f"截止时间：{deadline.label}，{unset}"
        else:
            sure = "" if deadline.status is Status.CONFIRMED else "（还没有确认）"
            yield f"截止时间：{deadline.label}，{day.month}月{day.day}日{sure}。"


def _own_cases(turn: TurnContext) -> Iterator[str]:
    """Petitions of one's own in which the section asked back and waits for an answer."""
    if may(turn.asker.role, Deed.SEE_CASES) or not may(turn.asker.role, Deed.PETITION):
        return
    for case in turn.records.cases.asked_by(turn.plan.id, turn.asker.userid):
        notes = turn.records.case_notes.of(case)
        if case.state is CaseState.OPEN and notes and notes[-1].by != turn.asker.userid.casefold():
            asked = notes_told(turn, case)[-1]
            yield (
                f"请示第{case.number}号（{asked_words(turn.plan, case)}）等您补充：{asked}。"
                f"回复“补充{case.number}号：……”。"
            )


def _links(turn: TurnContext) -> tuple[Link, ...]:
    role = turn.asker.role
    if may(role, Deed.SEE_CASES):
        return (_CASES, _MATTERS)
    return (UNIT_PAGE,) if reach(role, Deed.HAND_IN) is Reach.UNIT else ()
