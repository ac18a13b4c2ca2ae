"""What a deed that waits is called in a talk, and how it can be changed."""

import hashlib
import json
import re
from typing import Final

from handlers.dialogue.naming_targets import named_in, targets_of
from handlers.turn.case_commands import Petition
from handlers.turn.commands import Announce, Chase, ChasePeople, Command, SetDeadlines, packed
from handlers.turn.context import DeedContext, TurnContext
from handlers.turn.lesson_commands import Teach
from handlers.turn.matter_commands import AskExtension, HandOver

_CHANGES: Final = re.compile(
    r"改(?!天)|换|加|添|补|去掉|删|减|挪|推|提前|延|太[早晚紧硬长短多少]|别写|写成|语气|口气|软一?点|除了|只(?:发|催|要)"
)
_ASKS: Final = re.compile(r"[吗么呢?？]|什么|哪|谁|几|怎|咋|多少|能不能|是不是|有没有|要不要")
_OPEN: Final = frozenset(
    {"", "unread", "unclear", "nothing_open", "go_on", "announce", "confirm_deadline"}
)
_CALLED_OFF: Final = re.compile(r"[不别算停]")
_FEW: Final = 25  # characters of words on what is shown; more of them are another matter


def is_called(turn: TurnContext, command: Command, name: str) -> bool:
    """Whether “请假”, “催报”, “附件8的时限” names this deed and not another."""
    match command:
        case Chase() | ChasePeople():
            return bool(re.search("催|提醒", name)) or _names_one_of(turn, command, name)
        case Announce(words=words):
            named = "通知" in name or _shares(name, words)
            return named or _names_one_of(turn, command, name)
        case SetDeadlines(days=days):
            labels = "".join(turn.plan.deadlines[one.deadline].label for one in days)
            return bool(re.search("时限|期限|截止|时间|日期", name)) or _shares(name, labels)
        case Petition(said=said):
            return "请示" in name or _shares(name, said)
        case Teach(words=words):
            return bool(re.search("答法|口径|答复", name)) or _shares(name, words)
    return False


def _names_one_of(turn: TurnContext, command: Chase | ChasePeople | Announce, name: str) -> bool:
    """“水利局那条”: only who is to be written to, and nobody else, is named."""
    ids = command.people if isinstance(command, ChasePeople) else command.units
    named = [one.id for one in named_in(name, targets_of(turn, command))]
    return bool(named) and all(one in ids for one in named)


def showing_id(context: DeedContext, command: Command) -> str:
    """Tells this showing of the deed from every other one of the same person."""
    told = json.dumps([packed(command), context.now.isoformat(), context.asker.userid])
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def wants_change(turn: TurnContext) -> bool:
    """Whether a message that was read as nothing else speaks of changing what is shown."""
    said, topic = turn.said, turn.reading.topic
    if len(said) > _FEW or _ASKS.search(said) or _CHANGES.search(said) is None:
        return False
    if topic == "hold":
        return _CALLED_OFF.search(said) is None
    return topic in _OPEN or topic.startswith(("plan:", "silence:"))


def how_to_change(command: Command) -> str:
    """What can be put right by a few words, with an example."""
    match command:
        case Chase() | ChasePeople():
            return "可以说“去掉某某”“再加上某某”，还能加一句要对方知道的，例如“让他们1月3号前交”。"
        case Announce():
            return "可以说“把3点改成下班前”“加一句：带U盘”“去掉某某单位”。"
        case SetDeadlines():
            return "可以说“改成1月7号”“往后推一天”。"
        case HandOver():
            return "可以说“改成：……”“加一句：……”。"
        case AskExtension():
            return "可以说“改到1月10号”“理由改成：党委会还没有开”。"
        case Petition():
            return "可以说“加一句：他3月15日来的”。"
    return "要改请把改好的整句再说一遍。"


def _shares(name: str, words: str) -> bool:
    return any(name[at : at + 2] in words for at in range(len(name) - 1))
