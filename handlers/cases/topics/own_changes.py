"""“请示我写错了，撤回”, “请示里加一句：他是10月来的”: one's own case taken back or told more of."""

import re
from typing import Final

from handlers.cases.calling_off import open_cases_of
from handlers.turn.access import act
from handlers.turn.case_commands import AddToCase, CallOffCase, Petition
from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed, may
from handlers.turn.reply import Reply, order
from handlers.turn.topic import topic
from language.needed import Shapes
from storage.views import Case

_NUMBERED: Final = re.compile(r"第?\s*(\d{1,6})\s*号")
_OFF: Final = "(?:撤[回销掉下了]?|收回|拿回|取消|作废|不要了|不用了|不用报|别报|不报了|算了)"
_CALLED_OFF: Final = re.compile(
    rf"(?:撤回|撤销|撤掉|撤下|撤了|收回|取消|作废)(?:我|刚才|那|这|的|一?[份件个]|第?\d+号)*请示"
    rf"|请示(?!股)[^:：。;；?？]{{0,16}}?{_OFF}"
    r"(?:了|来|吧|掉|啊|下来|回来|吗|么|不)*(?:[,，。.!！?？ ]|$)"
)
_MORE: Final = (
    r"(?:再|还|要|想|帮我|给我|得|,|，)*(?:加|补|添|写|补充|加上|补上|添上|写上)(?:上|充|进去?)?"
    r"(?:(?:一|1)?(?:句|条|点|下|笔|个情况)话?|几个字|情况|说明)?"
)
_CORRECTED: Final = (
    r"(?:内容|问题|里|那)*(?:写|说|报|填|打)?(?:错了|改一下|改下|更正(?:一下)?|改成|改为)"
)
_ADDED: Final = re.compile(
    rf"^[^:：,，。]{{0,10}}请示(?:单|件|书)?(?:里头?|里面|中|上|后面|内容|那|的|第?\d+号)*"
    rf"(?:(?P<wrong>{_CORRECTED})|{_MORE})[:：,，。 ]*(?:把|就说|说|是说)?(?P<text>.{{2,}})$",
    re.DOTALL,
)
_ASKS: Final = re.compile(r"怎么|能不能|能否|可以.{0,6}[吗么不]|[吗么?？]$|咋|如何|什么时候")
_PUT: Final = re.compile(
    r"^(?:帮我|替我|我要|请)?(?:再)?(?:写|拟|起草|报|提|发)(?:一?[份件个])?请示"
)
_RULED: Final = re.compile("批复|怎么批|批了")
_WHILE_OPEN: Final = "提交了的，批复之前都可以撤回；写“我请示的有回复没”看各件的情况。"
OWN_CHANGES: Final = Shapes(re.compile("请示"))


def changes_own_case(turn: TurnContext) -> str:
    """The topic of what takes a case of one's own back or adds to it; empty for all else."""
    said = turn.said.strip()
    if _PUT.search(said) or _RULED.search(said) or not may(turn.asker.role, Deed.PETITION):
        return ""
    if _CALLED_OFF.search(said):
        return "call_off_case"  # also asked whether or how: it is only shown
    told = _ADDED.match(said) and not _ASKS.search(said)
    return "amend_case" if told and open_cases_of(turn) else ""


@topic("call_off_case", Deed.PETITION)
def call_off_case(turn: TurnContext) -> Reply:
    """A petition is taken back by who put it, once that was shown."""
    case = _meant(turn)
    return case if isinstance(case, Reply) else order(CallOffCase(case.number))


@topic("amend_case", Deed.PETITION)
def amend_case(turn: TurnContext) -> Reply:
    """What is added goes to the section as it was written; the case stays as it was put."""
    case, found = _meant(turn), _ADDED.match(turn.said.strip())
    if isinstance(case, Reply):
        return case
    text = found["text"].strip(" ,，。:：") if found else ""
    if found is None or not text:
        return act(f"请示要加什么？请说“请示里加一句：……”，或者“补充{case.number}号：……”。")
    return order(AddToCase(case.number, f"更正：{text}" if found["wrong"] else text))


def _meant(turn: TurnContext) -> Case | Reply:
    """The one of the number that was said, else the only one, else the one put just now."""
    own = open_cases_of(turn)
    number = _NUMBERED.search(turn.said)
    if number is not None:
        own = [case for case in own if case.number == int(number[1])]
    if not own:
        return act(f"您没有等批复的请示，没有可以撤回、补充的。{_WHILE_OPEN}")
    pending = turn.state.pending
    if len(own) == 1 or (pending is not None and isinstance(pending.command, Petition)):
        return own[-1]
    numbers = "、".join(f"第{case.number}号" for case in own)
    example = f"例如“撤回{own[-1].number}号请示”"
    return act(f"您有{len(own)}件请示等批复：{numbers}。是哪一件？请带上号，{example}。")
