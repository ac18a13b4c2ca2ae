"""“同意延期3号”, “答复留言4号：……”, “有哪些延期申请”, as supervision staff say it."""

import re
from typing import Final

from handlers.matters.extensions import PAGE
from handlers.matters.phrases import CALLED, asked_line, became, called, put_on, who_put
from handlers.matters.topics.told import ANSWERS, RULES
from handlers.turn.access import act
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import paper_in, units_in
from handlers.turn.examples import later_day
from handlers.turn.matter_commands import AnswerMatter, RuleExtension
from handlers.turn.permissions import Deed
from handlers.turn.reply import Reply, order
from handlers.turn.topic import topic
from language.shifts import day_said
from storage.views import Matter, MatterKind

_NUMBER: Final = re.compile(
    r"(?:延期(?:申请)?第?\s*(\d{1,6})\s*号|第?(\d{1,6})号(?:的)?(?:延期|申请))"
)
_UNTIL: Final = re.compile(r"(?:到|至)(?P<day>[^,，。;；]{2,16})")
_WHY: Final = re.compile(r"(?:理由是?|因为|原因是?|附言)[:：]?\s*(?P<why>.+)$", re.DOTALL)
_AFTER: Final = re.compile(r"[,，:：]\s*(?P<why>.+)$", re.DOTALL)
_MOST: Final = 12  # of each kind in a list


@topic("rule_extension", Deed.SETTLE_MATTER)
def rule_extension(turn: TurnContext) -> Reply:
    """“同意延期1号”, “不同意延期1号，因为…”, as the section says it."""
    found = _meant(turn)
    if isinstance(found, Reply):
        return found
    ruled = RULES.match(turn.said)
    why = _WHY.search(turn.said) or _AFTER.search(turn.said)
    words = why["why"].strip(" 。") if why else ""
    if ruled is not None and ruled["no"]:
        return order(RuleExtension(found.number, None, words))
    until = _UNTIL.search(turn.said)
    day = day_said(until["day"], turn.now.date()) if until else None
    if until and day is None:
        return act(
            f"没有看懂延到哪一天，例如“同意延期{found.number}号，延到{later_day(turn.plan)}”。"
        )
    return order(RuleExtension(found.number, day or found.day, words if _WHY.search(words) else ""))


def _meant(turn: TurnContext) -> Matter | Reply:
    """By its number, else the only one open of the unit and the paper that are named."""
    waiting = turn.records.matters.open(turn.plan.id, MatterKind.EXTENSION)
    number = _NUMBER.search(turn.said)
    if number:
        wanted = int(number[1] or number[2])
        found = turn.records.matters.numbered(turn.plan.id, wanted)
        if found is not None and found.kind is MatterKind.EXTENSION:
            return found
        return act(f"没有延期申请第{wanted}号。{_list_words(turn, waiting)}")
    units = {unit.id for unit in units_in(turn.said, turn.records.roster.units())}
    paper = paper_in(turn.said, turn.plan, turn.reading.papers)
    fitting = [
        one
        for one in waiting
        if (not units or one.unit_id in units) and (paper is None or one.paper == paper.id)
    ]
    if len(fitting) == 1:
        return fitting[0]
    return act(f"要批哪一件？请写号数，例如“同意延期3号”。{_list_words(turn, waiting)}")


def _list_words(turn: TurnContext, waiting: list[Matter]) -> str:
    if not waiting:
        return "现在没有待批的延期申请。"
    return "\n".join(["待批的有：", *(_line(turn, one) for one in waiting[:_MOST])])


def _line(turn: TurnContext, one: Matter) -> str:
    return f"· {called(one)}（{put_on(one)}，{who_put(turn, one)}）：{asked_line(turn, one)}"


@topic("answer_matter", Deed.SETTLE_MATTER)
def answer_matter(turn: TurnContext) -> Reply:
    """“答复留言4号：…”: the answer goes into the asker's chat."""
    found = ANSWERS.match(turn.said)
    number = (found["number"] or found["first"]) if found else None
    if found is None or number is None:
        return act("答复哪一件？请写号数，例如“答复留言4号：已经改好，请再看一下”。")
    return order(AnswerMatter(int(number), found["words"].strip()))


@topic("open_matters", Deed.SEE_MATTERS)
def open_matters(turn: TurnContext) -> Reply:
    """Those nobody settled yet, by kind; of today also those that were."""
    lines: list[str] = []
    named = [kind for kind in MatterKind if CALLED[kind][:2] in turn.said]
    for kind in named or MatterKind:
        if "今天" in turn.said:
            lines += _put_today(turn, kind)
        waiting = turn.records.matters.open(turn.plan.id, kind)
        if not waiting:
            continue
        lines.append(f"没有办的{CALLED[kind]}有{len(waiting)}件：")
        lines += [_line(turn, one) for one in waiting[:_MOST]]
        lines.append(_HOW[kind].format(number=waiting[0].number))
    none = f"没有待办的{'、'.join(CALLED[kind] for kind in named or MatterKind)}。"
    return act("\n".join(lines) or none, links=(PAGE,))


def _put_today(turn: TurnContext, kind: MatterKind) -> list[str]:
    """Those put today that were settled since."""
    settled = (one for one in turn.records.matters.settled(turn.plan.id) if one.kind is kind)
    today = [one for one in settled if one.at.astimezone(turn.now.tzinfo).date() == turn.now.date()]
    return [f"今天报来、已经办了的{CALLED[kind]}有{len(today)}件："] * bool(today) + [
        f"{_line(turn, one)}——{became(turn, one)}。" for one in today[:_MOST]
    ]


_HOW: Final = {
    MatterKind.EXTENSION: "批请回复“同意延期{number}号”或“不同意延期{number}号，理由是……”。",
    MatterKind.HUMAN: "答复请回复“答复留言{number}号：……”。",
    MatterKind.DOUBT: "答复请回复“答复反馈{number}号：……”；不用答复的，在页面上记为看过。",
}
