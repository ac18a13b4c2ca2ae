"""What a message says of the writer's own reminders: set, moved, dropped, or only asked about."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum, auto
from typing import Final

from language.clock_times import NUMBER, figure
from language.moments import Moment, moment_in
from language.needed import Shapes


class Wanted(StrEnum):
    """`ASKS`: about reminders of one's own; nothing is to be done."""

    SET = auto()
    ASKS = auto()
    LIST = auto()
    DROP = auto()
    MOVE = auto()


@dataclass(frozen=True)
class ReminderWish:
    """`number`: which one is named, 0 for none; `every`: all of them are meant."""

    wanted: Wanted
    moment: Moment = field(default_factory=Moment)
    matter: str = ""
    number: int = 0
    every: bool = False


_ME: Final = (
    r"(?:一下|一声|下)?(?:我们?|咱们?|俺|自己|本人)(?!们?[局镇乡院校办委部单县]|的)(?:一下|一声"
    r"|下)?"
)
_REMIND: Final = re.compile(rf"提醒{_ME}")
_CALL: Final = re.compile(rf"(?:叫|喊|通知|告诉){_ME}")
_MAKE: Final = re.compile(
    r"(?:设|定|加|建|弄)(?:置|立)?(?:(?:个|一个|条"
    r"|一条)(?P<inner>[^,，。;；?？]{0,16}?)的?)?(?:提醒|闹钟)"
)
# Somebody else who reminds, or a time that is over.
_SOMEBODY: Final = re.compile(
    r"(?:系统|领导|书记|[镇乡局股校院组主]长|主任|主席|监督股|组织部|考核组|股里|县里|同事|单位"
    r"|有人|谁|[他她]们?|老[^,，师]|小[^,，时]|昨|前天|刚|上次|已经|早就|那天)"
    r"[^,，。;；]{0,8}$"
)
_FORGET: Final = re.compile(r"(?:别|不要|不能|可别|千万别)忘(?:了|记)?")
_DENIES: Final = re.compile(
    r"(?:别|不要|不用|不消|不必|甭|莫|勿|不需要|没有?|无需|不想|不)(?:再|给我|来|麻烦"
    r"|让[^,，]{1,4})?[^,，。;；]{0,3}$"
)
_OWN_DOING: Final = re.compile(r"(?:自己|(?<![帮给替])[我咱])$")  # “我自己定闹钟”
_IF: Final = re.compile(r"是就|的话|如果|要是|假如|一旦|万一|只要")
_FAVOUR: Final = re.compile(r"请|帮我|帮忙|麻烦|劳驾")
_MAY: Final = re.compile(r"能|可以|可否|会|是不是|有没有|支持|行不行")
_HOW: Final = re.compile(
    r"怎么|咋|如何|为什么|为啥|谁|哪|什么时候|啥时候|几点|多久|能不能|可不可以|会不会|能否"
)
_ASK_END: Final = re.compile(r"(?:[吗么嘛]|不|[?？])[\s?？。!！]*$")
_PLEASE_END: Final = re.compile(
    r"(?:[,，\s]*(?:可以|行|好|成)[吗么嘛]|[,，\s]+(?:可以|行|好|成|能)不(?:可以|行|好|能)?"
    r"|[,，\s]*(?:谢谢(?:您|你)?|拜托)|[吧啊哈哦呀呗的])?[?？\s,，。;；!！]*$"
)
_PLEASE_FIRST: Final = re.compile(
    r"^(?:可以|行|好|成)(?:[吗么嘛]|不(?:可以|行|好)?)[?？]?(?=[,，\s])"
)
_POLITE: Final = re.compile(
    rf"^(?:{_FORGET.pattern}|请|麻烦|帮我|帮忙|记得|到时候?|你|您|再|给我|我要|我想|可以|能不能|能"
    rf"|[\s,，。;；:：、在于的把])+"
)
_AROUND: Final = " ,，。;；:：、"
_LIST: Final = re.compile(
    r"(?:我|目前|现在|一共|还|都|自己)+(?:设|定|有)?(?:了|着|过|有)?(?:哪些|哪几个|什么|几个|几条"
    r"|多少)(?:自己的|没到的|个|条)*提醒"
    r"|^有(?:哪些|什么|几个)提醒|(?:看|查|列)(?:一下|下|看|出)?(?:我|自己)(?:设|定)?的?提醒"
    r"|^我?的?提醒(?:列表|清单|有哪些|都有哪些)?[?？。]*$|(?:设|定)(?:了|过|好)?的提醒(?:有哪些"
    r"|呢|还在|都有)"
)
_OFF: Final = r"(?:取消|删除?掉?|撤销?掉?|去掉|停掉?|关掉?|不要|不用)(?![^,，。]{0,6}(?:发|给|老))"
_DROP: Final = re.compile(
    rf"{_OFF}(?:了)?(?:掉)?(?=[^,，。]*(?:那|这|第|的|刚|所有|全部|每周|我"
    rf"|\d))[^,，。]{{1,16}}(?:提醒|闹钟)(?:了|吧|都|啊)*[\s。!！]*$"
    rf"|^(?:取消|删掉?|撤销)(?:了)?提醒(?:了|吧)*[\s。!！]*$"
    rf"|(?:提醒|闹钟)(?:全|都|也|就|给我|统统)*{_OFF}(?:了|掉|吧|啊)*[\s。!！]*$"
    rf"|^{_OFF}第?{NUMBER}(?:个|条|号)(?:了|吧)*[\s。!！]*$"
)
_OTHERS: Final = re.compile(r"给[^我,，]|各|单位|[镇乡局院校]的?提醒|催|截止|批复|请示")
_EVERY: Final = re.compile(r"所有|全部|全都|都(?:取消|删|撤|不要|停)|提醒(?:全|都)")
_NUMBER: Final = re.compile(
    rf"第(?P<number>{NUMBER})(?:个|条|号)?|(?P<plain>{NUMBER})(?:条|号)提醒"
)
_MOVE: Final = re.compile(
    r"提醒[^,，。]{0,4}(?:改|换|挪|推迟|推后|提前|延)|(?:改|换|挪)[^,，。]{0,6}提醒"
)
_THAT: Final = re.compile(rf"(?:那|这|刚才那?)个?提醒|第{NUMBER}(?:个|条|号)")
_RIGHT_AFTER: Final = re.compile(
    rf"^(?:不对|不是|错了|说错了?|哦|噢|哎|等等|把?第{NUMBER}(?:个|条|号)(?:提醒)?|[\s,，])*(?:改"
    rf"|换|应该是|是|推|提前|挪|延|要|还是|就|不是|不对|说错|错了)"
)
_NEVER_MIND: Final = re.compile(
    r"^(?:(?:不用了?|算了|取消|撤销|不要了?|删了?|不用提醒了?|别提醒了?|不提醒了?|取消(?:这|那)个"
    r"|撤了)[吧了啊,，。!！\s]*)+$"
)
# One of these fits whatever is said of such a reminder, but what puts right the one just set.
SHAPES: Final = Shapes(_MOVE, _LIST, _DROP, _REMIND, _MAKE, _CALL)
_AGAIN: Final = re.compile(
    r"^(?:那|还有|另外)?(?P<when>[^,，。;；?？]{2,12}?)(?:也|再|还)*(?:要|来|提醒)?"
    r"(?:呢|(?<=[提要来醒])(?:醒)?(?:一次|一遍|一下|一声)?|也要|再来一次)[?？。!！]*$"
)
_LIMIT: Final = re.compile(r"(?:之|以)?前")  # “10日前交齐” says until when, not when
_SHORT: Final = 24  # characters of what only puts right


def reminder_wish(text: str, now: datetime, *, just_now: bool) -> ReminderWish | None:
    """What is wanted; None where it is not about reminders of one's own.

    `just_now`: one was just set, shown or changed, so that “改到9点半” is about it.
    """
    text = text.strip()
    moved = _put_right(text, now, just_now=just_now)
    if moved or _LIST.search(text):
        return moved or ReminderWish(Wanted.LIST)
    if (_DROP.search(text) and not _OTHERS.search(text)) or (just_now and _NEVER_MIND.match(text)):
        if _ASK_END.search(text) or _HOW.search(text):
            return ReminderWish(Wanted.ASKS)
        moment = moment_in(text, now)
        every = bool(_EVERY.search(text))
        return ReminderWish(Wanted.DROP, moment, number=_number(text), every=every)
    return _set(_one_more(text, now) if just_now else text, now)


def _one_more(text: str, now: datetime) -> str:
    """“1月2号呢”, “明天下班前也提醒一次” after one was set: the same once more."""
    found = _AGAIN.match(text)
    if found is None or not moment_in(found["when"], now).named:
        return text
    return f"{found['when']}提醒我"


def _put_right(text: str, now: datetime, *, just_now: bool) -> ReminderWish | None:
    named = _MOVE.search(text)
    after = just_now and len(text) <= _SHORT and _RIGHT_AFTER.match(text)
    asks = _ASK_END.search(text) or _HOW.search(text)
    if not (named or after) or asks or _REMIND.search(text):
        return None
    number = _number(text)
    moment = moment_in(
        _NUMBER.sub(lambda found: "，" * len(found[0]), text) if number else text, now
    )
    meant = moment.named or (named and _THAT.search(text))
    return ReminderWish(Wanted.MOVE, moment, number=number) if meant else None


def _number(text: str) -> int:
    found = _NUMBER.search(text)
    return figure(found["number"] or found["plain"]) or 0 if found else 0


def _set(text: str, now: datetime) -> ReminderWish | None:
    """A reminder ordered, or asked about; None for what is denied, reported or somebody else's."""
    found = _asking_words(text)
    if found is None:
        return None
    head = _FORGET.sub(lambda one: "，" * len(one[0]), text[: found.start()])
    inner = found.groupdict().get("inner") or ""
    tail = text[found.end() :]
    spans = moment_in(head, now).spans
    blank = "".join("，" if any(a <= at < b for a, b in spans) else c for at, c in enumerate(head))
    clause = re.split("[,，。;；]", blank)[-1]
    if _SOMEBODY.search(head) or _DENIES.search(clause) or tail.startswith(("了", "过")):
        return None
    moment, matter = _when_and_what(f"{head}{inner}", tail, now)
    if found.re is _CALL and not (moment.named and _calls(head, now)):
        return None  # “附件8退回来要告诉我”
    if blank.rstrip().endswith("再") and moment.after is None and not tail.strip(_AROUND):
        return None  # “5天后再提醒我们” puts off what is sent anyway
    if found.re is _MAKE and _OWN_DOING.search(blank):
        return None
    asks = _HOW.search(blank) or (_MAY.search(blank) and _ASK_END.search(tail or text))
    bare = not matter and not moment.named and _ASK_END.search(text)
    favour = _FAVOUR.search(blank) and moment.named and not re.search("怎么|如何|谁|哪", blank)
    if _IF.search(head) or ((asks or bare) and not favour):
        return ReminderWish(Wanted.ASKS, moment, matter)
    return ReminderWish(Wanted.SET, moment, matter)


def _calls(head: str, now: datetime) -> bool:
    """Whether nothing but a moment and politeness stands in the clause before 叫我."""
    clauses = [one for one in re.split(r"[,，。;；\s]+", head) if one]
    return all(not _left(one, moment_in(one, now)) for one in clauses[-1:])


def _asking_words(text: str) -> re.Match[str] | None:
    return _REMIND.search(text) or _MAKE.search(text) or _CALL.search(text)


def _when_and_what(head: str, tail: str, now: datetime) -> tuple[Moment, str]:
    """The moment from before the verb, else from what follows it; the matter from the rest.

    “后天提醒我问石桥7号能不能交” is due on the day after tomorrow.
    """
    tail = _PLEASE_FIRST.sub("", _PLEASE_END.sub("", tail)).strip(_AROUND)
    before = moment_in(head, now)
    limit = next((end for _, end in before.spans if _LIMIT.match(head, end)), None)
    if limit is not None:
        return Moment(vague=f"{head[before.spans[0][0] : limit]}前"), tail or head.strip(_AROUND)
    if before.named or before.vague:
        return before, tail or _left(head, before)
    after = moment_in(tail, now)
    end = 0
    for start, stop in after.spans:
        if tail[end:start].strip(f"{_AROUND}的在于"):
            break
        end = stop
    if end:
        return moment_in(tail[:end], now), tail[end:].lstrip(f"{_AROUND}的") or _left(head, before)
    matter, _, last = tail.rpartition("，") if "，" in tail else tail.rpartition(",")
    if matter and after.spans and not _left(last, moment_in(last, now)):
        return moment_in(last, now), matter.strip(_AROUND)
    return before, tail or _left(head, before)


def _left(text: str, moment: Moment) -> str:
    """What is left of the words around a moment."""
    rest = "".join(
        " " if any(a <= at < b for a, b in moment.spans) else char for at, char in enumerate(text)
    )
    return _POLITE.sub("", rest.strip(_AROUND)).strip(_AROUND)
