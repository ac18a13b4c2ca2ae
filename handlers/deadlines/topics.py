"""What the chat can ask of deadlines: which is meant, and to confirm or set one."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from handlers.deadlines.confirming import confirm, set_to, shifted, which
from handlers.deadlines.naming import VISITS
from handlers.deadlines.open_days import open_days
from handlers.rulings.service import answer_texts, cited, day, silence_text, silent
from handlers.turn.access import act
from handlers.turn.buttons import TopicButton
from handlers.turn.commands import SetDeadlines
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import paper_in
from handlers.turn.naming_days import wish_in
from handlers.turn.permissions import Deed
from handlers.turn.reply import Kind, Option, Reply
from handlers.turn.topic import topic
from language.shifts import days_shifted
from rules.plan import Deadline
from storage.deadlines import deadlines_in_force

# “单位报考核组是不是定的1月7日” asks what holds and sets nothing.
_ASKS_WHETHER: Final = re.compile(
    "是不是|是否|真的[吗么假]|有没有定|定没定|定了没|对不对|听说|据说|有人说|谁[把定改]"
)
_INSISTS: Final = re.compile("到底|究竟|具体")
_FEW: Final = 16  # characters of a question that leans on what was said before
_FEW_TEXTS: Final = 2


@topic("deadlines")
def deadlines(turn: TurnContext) -> Reply:
    """When the deadlines meant are; where none can be told, which there are to choose from."""
    meant = _on_the_day(turn) or _of_what_was_told(turn) or _of_the_ruling(turn)
    meant = meant or _of_the_paper_before(turn)
    if meant:
        return answer_texts(turn, meant)
    kind, _, name = turn.state.topic.partition(":")
    if _INSISTS.search(turn.reading.text) and not _names(turn):
        if kind == "plan" and name in turn.plan.topics:
            return answer_texts(turn, (name,))
        if kind == "silence" and name in turn.plan.silences:
            return silence_text(turn, name)
    found: dict[str, Option] = {}
    for said in turn.plan.topics.values():
        for deadline in said.deadlines:
            found.setdefault(deadline, Option(said.title, TopicButton(f"plan:{said.id}")))
    if not found:
        return _all_days(turn)
    clauses = dict.fromkeys(turn.plan.deadlines[one].clause for one in found)
    return Reply(
        Kind.CHOICES,
        "您问的是哪一项的时间？",
        clauses=tuple(clauses),
        options=tuple(found.values()),
    )


def _all_days(turn: TurnContext) -> Reply:
    """Of a notice without texts on its days: those of the papers named, else every one."""
    plan, today = turn.plan, turn.now.date()
    in_force = deadlines_in_force(plan, turn.records)
    papers = (plan.papers[one] for one in turn.reading.papers)
    wanted = [one.deadline for one in papers if one.deadline] or list(in_force)
    if not wanted:
        return silent(turn, "方案没有写什么时候上报。")
    days = [in_force[one] for one in dict.fromkeys(wanted)]
    clauses = tuple(dict.fromkeys(one.clause for one in days))
    lines = [f"{day(one, plan, today)}。" for one in days]
    return Reply(Kind.ANSWER, "\n".join([*lines, cited(plan, clauses)]), clauses=clauses)


def _on_the_day(turn: TurnContext) -> tuple[str, ...]:
    """Topics whose deadline falls on a day the message names, one for each deadline."""
    said = {(day.month, day.day) for day in turn.reading.dates}
    found: dict[str, str] = {}
    for topic_id, text in turn.plan.topics.items():
        for one in text.deadlines:
            on = turn.plan.deadlines[one].effective
            if on and (on.month, on.day) in said:
                found.setdefault(one, topic_id)
    return tuple(found.values())


def _of_what_was_told(turn: TurnContext) -> tuple[str, ...]:
    """“最晚哪天” after a text of the notice: its own day, or the only one of the same clause."""
    kind, _, name = turn.state.topic.partition(":")
    before = turn.plan.topics.get(name) if kind == "plan" else None
    if before is None or turn.reading.papers or turn.reading.forms or turn.reading.people:
        return ()
    if before.deadlines:
        return (name,)
    # “这几张最晚几号交” after which forms are to go up: theirs, where all have the same.
    theirs = {turn.plan.papers[one].deadline for one in before.papers}
    same = [one.id for one in turn.plan.topics.values() if set(one.deadlines) == theirs]
    if len(theirs) == 1 and same:
        return (same[0],)
    dated = {
        one.deadlines[0]: one.id
        for one in reversed(list(turn.plan.topics.values()))
        if one.deadlines and set(one.clauses) & set(before.clauses)
    }
    return tuple(dated.values()) if len(dated) == 1 else ()


def _of_the_ruling(turn: TurnContext) -> tuple[str, ...]:
    """“那最晚哪天考完” after a ruling on somebody: what its own clause says of days."""
    state = turn.state
    if state.topic != state.ruling_topic or not state.topic or _names(turn):
        return ()
    found: dict[str, str] = {}
    for one in turn.plan.topics.values():
        if one.deadlines and set(one.clauses) & set(state.clauses):
            found.setdefault(one.deadlines[0], one.id)
    return tuple(dict.fromkeys(found.values())) if len(found) <= _FEW_TEXTS else ()


def _of_the_paper_before(turn: TurnContext) -> tuple[str, ...]:
    """“原来的截止时间是几号” after words on one paper: the day it is due."""
    if _names(turn) or len(turn.reading.text) > _FEW:
        return ()
    for one in reversed(turn.state.lately):
        paper = paper_in(one.said, turn.plan)
        if paper is not None:
            due = paper.deadline
            texts = [text.id for text in turn.plan.topics.values() if due in text.deadlines]
            return tuple(texts[:1]) if due else ()
    return ()


def _names(turn: TurnContext) -> bool:
    said = turn.reading
    return bool(said.papers or said.forms or said.people or said.dates)


def _shown_just_now(turn: TurnContext, in_force: Mapping[str, Deadline]) -> tuple[Deadline, ...]:
    """“改成1月12日”: the deadline whose day was shown and is not settled yet."""
    pending = turn.state.pending
    if pending is None or not isinstance(pending.command, SetDeadlines):
        return ()
    days = pending.command.days
    return (in_force[days[0].deadline],) if len(days) == 1 else ()


@topic("confirm_deadline", Deed.SET_DEADLINES)
def confirm_deadline(turn: TurnContext) -> Reply:
    """Confirm a doubtful deadline, or set another day."""
    if VISITS.search(turn.said):
        return act(
            "考核组哪天到哪个单位，这里不记，也不用来提醒，什么也没有改。要告诉那个单位，请说“通知某某单位：……”。"
        )
    in_force = deadlines_in_force(turn.plan, turn.records)
    wish = wish_in(turn.reading.text, turn.plan, in_force, turn.reading.papers)
    if _ASKS_WHETHER.search(turn.said) and len(wish.deadlines) == 1:
        due = wish.deadlines[0].id
        texts = [one.id for one in turn.plan.topics.values() if due in one.deadlines]
        if texts:
            return answer_texts(turn, texts[:1])
    if not wish.deadlines:
        wish = replace(wish, deadlines=_shown_just_now(turn, in_force))
    shift = days_shifted(turn.said) if wish.day is None else None
    if shift is not None:
        return shifted(turn, wish.deadlines or tuple(in_force.values()), shift)
    if not wish.deadlines:
        return which(turn.plan, in_force.values())
    if wish.day is None:
        return confirm(turn.plan, wish.deadlines)
    return set_to(turn, wish)


TOPICS: Final = (
    deadlines,
    confirm_deadline,
    open_days,
)
