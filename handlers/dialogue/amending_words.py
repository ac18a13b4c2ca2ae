"""Other words for a notice, a lesson or a human that were shown, a sentence more in a petition."""

import re
from dataclasses import replace
from typing import Final

from handlers.turn.case_commands import Petition
from handlers.turn.commands import Announce, Command
from handlers.turn.lesson_commands import Teach
from handlers.turn.matter_commands import HandOver
from language.numerals import arabic

_QUOTES: Final = '“”"「」『』'
_NEW: Final = (
    rf"[:：,，]?\s*[{_QUOTES}]?(?P<new>[^{_QUOTES}]+?)"
    rf"(?:[{_QUOTES}][吧了]?(?:[,，].{{0,10}})?)?[。]?$"
)
_OLD: Final = rf"[{_QUOTES}]?(?P<old>[^,，{_QUOTES}]{{1,30}}?)[{_QUOTES}]?"
_ASKS: Final = re.compile(r"要不要|是不是|该不该|用不用|需不需要|好不好|能加|[吗么]")
_ADDED: Final = re.compile(
    r"(?:再|另外|还|最后|后面|末尾|里头|里面|里边|下面|顺便)*(?:加上?|补上?|添上?|写上?|带上?)(?:个|一)?"
    rf"(?:句话?|条|行|点|段|笔)(?:话|内容|说明)?(?:说|写|是)?{_NEW}"
    r"|(?:最后|后面|末尾|里头|里面|里边|下面)[^,，:：]{0,3}(?:加上?|补上?|添上?|写上?)"
    + _NEW.replace("new", "new2")
    + r"|(?:再|还)?(?:补充|加|补)(?:一下)?[:：“\"]"
    + _NEW.replace("new", "new3")
)
# “写清楚他是省里派来的”, “注明是第一考核组报的”, of a petition that is shown.
_NOTED: Final = re.compile(
    r"^(?:等[一等]?下|嗯|那|好|对了|还有|[,，。 ])*"
    r"(?:就写|要?写清楚?|写明|注明|标明|写上|提一?下|别忘了?写)"
    rf"(?:一下|上)?{_NEW}"
)
_WHOLE: Final = re.compile(
    rf"^(?:那|就|把)*(?:通知)?(?:内容|正文|文字|原文)(?:改成|改为|换成|是|就写|写)?[:：]{_NEW}"
    rf"|^(?:全部|整个)?(?:改成|改为|换成|重写)[:：]{_NEW.replace('new', 'new2')}"
)
_SWAPPED: Final = (
    re.compile(
        rf"^(?:把|将)?{_OLD}(?:太早|太晚|太紧|太赶|太急|不行|不合适|不妥|不对|来不及|早了|晚了|错了)"
        rf"(?:了点|一点|了|点)?[,，]?\s*(?:就|还是|应该)?(?:写成?|改成|改为|改到|改|换成|换|定|放|说成?|是){_NEW}"
    ),
    re.compile(
        rf"^(?:(?:等等|等一?下|不对|哦)[,， ]*)?[把将]?{_OLD}(?:[那这]句|几个字)?"
        rf"(?:改成|改为|改到|换成|写成|换做|改|换){_NEW}"
    ),
    re.compile(rf"^(?:等等|不对|哦)*[,，]?不是{_OLD}[,，]?\s*(?:应该|而)?是{_NEW}"),
)
_ONLY_NEW: Final = re.compile(
    r"^(?:等等|等一?下|不对|哦|对了|[,， ])*"
    r"(?:(?:时间|点数|那|也|要)*(?:改|换|写|就写)(?:成|为|到|在)?"
    rf"|(?:写|打|说)?错了?[,， ]*(?:应该)?(?:是|改)?){_NEW}"
)
# “地点也改，二楼”: the one place there is.
_PLACE: Final = re.compile(
    r"[一二三四五六七八九十\d]{1,2}(?:号?楼)(?:[东西南北]?(?:大|小|第[一二三四五六])?会议室)?"
)
_OF_PLACE: Final = re.compile("地[点方]|会议室|改|换|错")
_DROPPED: Final = (
    re.compile(
        rf"^(?:把|将)?{_OLD}(?:这|那)?(?:句话?|几个字|条|段)?(?:去掉|删掉|删了|删去|删|不要了?)(?:吧|了)?$"
    ),
    re.compile(rf"^(?:去掉|删掉|删了|删去|不要){_OLD}(?:这|那)?(?:句话?|几个字|条|段)?(?:吧|了)?$"),
)
_SOFTER: Final = re.compile(
    r"(?:语气|口气|措辞|说法|话)[^,，。]{0,4}(?:软|客气|缓|温和|委婉|和气|柔)|(?:客气|委婉|温和|和气)(?:一?点|一?些)"
    r"|(?:别|不要)(?:这么|那么|太)(?:硬|生硬|冲|凶)"
)
_TIME: Final = re.compile(
    r"(?:今天|明天|后天|大后天|[本这下]?周[一二三四五六日天]|\d{1,2}月\d{1,2}[日号]|\d{1,2}[日号])?"
    r"(?:上午|下午|早上|晚上|中午)?(?:\d{1,2}[点时](?:半|\d{1,2}分?)?|下班)(?:之?前)?"
    r"|\d{1,2}月\d{1,2}[日号]|今天|明天|后天|[本这下]?周[一二三四五六日天]"
)
_DAY: Final = re.compile(
    r"今天|明天|大?后天|[本这下]?周[一二三四五六日天]|(?:\d{1,2}月)?\d{1,2}[日号]"
)
_HALF: Final = re.compile("^(?:上午|下午|早上|晚上|中午)")
_END: Final = "吧了。！!，, "


def reworded(command: Announce | Petition | Teach | HandOver, text: str) -> Command | None:
    """The command with its words changed; None where the message changes none."""
    if isinstance(command, Petition):
        said = _sentence_more(command.said, text)
        return replace(command, said=said) if said else None
    words = _announced(command.words, text)
    return replace(command, words=words) if words and words != command.words else None


def adds_words(text: str) -> str:
    """The sentence to be added; "" where a message adds none, or only asks whether to."""
    found = _ADDED.search(text)
    if found is None or _ASKS.search(text[: found.start()]):
        return ""
    new = _new(found)
    return "" if new.endswith(("吗", "吗？", "吗?")) else new


def _new(found: re.Match[str]) -> str:
    said = next(value for name, value in found.groupdict().items() if value and name[:3] == "new")
    return said.strip(_QUOTES + " ")


def _sentence_more(old: str, text: str) -> str:
    noted = _NOTED.match(text)
    more = adds_words(text) or ("" if noted is None or _ASKS.search(text) else _new(noted))
    return f"{old}；补充：{more}" if more else ""


def _announced(old: str, text: str) -> str:
    whole = _WHOLE.match(text)
    if whole:
        return _new(whole)
    softer = _SOFTER.search(text)
    base = f"您好，{old.rstrip('。')}。辛苦了。" if softer and not _ASKS.search(text) else old
    more = adds_words(text)
    if more:
        return f"{base.rstrip('。')}。{more}"
    if softer:
        return base
    if _ASKS.search(text):
        return ""
    return _swapped(old, text) or _elsewhere(old, text) or _without(old, text)


def _elsewhere(old: str, text: str) -> str:
    """“会议室也换，改到五楼” where one place is named in the notice."""
    before, new = _PLACE.findall(old), _PLACE.findall(text)
    if len(before) != 1 or len(new) != 1 or not _OF_PLACE.search(text):
        return ""
    # A floor alone keeps the room on it.
    room = new[0] if before[0][-1] == "楼" or new[0][-1] == "室" else f"{new[0]}会议室"
    return old.replace(before[0], room)


def _swapped(old: str, text: str) -> str:
    for shape in _SWAPPED:
        found = shape.match(text)
        new = found and _put(old, found["old"], found["new"].strip(_END))
        if new:
            return new
    only = _ONLY_NEW.match(text)
    times = list(_TIME.finditer(arabic(old)))
    if only and len(times) == 1 and _TIME.search(arabic(only["new"])):
        return _at_another_time(old, times[0].group(0), only["new"].strip(_END))
    days = list(_DAY.finditer(arabic(old)))
    if only and len(days) == 1 and _DAY.fullmatch(arabic(only["new"].strip(_END))):
        return _put(old, days[0].group(0), only["new"].strip(_END))
    return ""


def _at_another_time(words: str, before: str, new: str) -> str:
    """“改成5点” says nothing of the day or half of it, which stay."""
    old = before if _DAY.search(new) else _DAY.sub("", before)
    return _put(words, _HALF.sub("", old) if new[0].isdigit() else old, new)


def _put(words: str, old: str, new: str) -> str:
    """`new` for `old` wherever that stands; a time of day goes with its 上午 or 下午."""
    words, old = (words, old) if old in words else (arabic(words), arabic(old))
    if not old or old not in words:
        return ""
    at = words.index(old)
    half = re.search(r"(?:上午|下午|早上|晚上|中午)$", words[:at])
    clock = re.match(r"\d{1,2}[点时]", arabic(new))
    start = half.start() if half and _TIME.fullmatch(old) and not clock else at
    rest = words[at + len(old) :]
    rest = rest.removeprefix("之前").removeprefix("前") if new.endswith("前") else rest
    return words[:start] + new + rest


def _without(old: str, text: str) -> str:
    for shape in _DROPPED:
        found = shape.match(text)
        if found and found["old"] in old and found["old"] != old:
            return re.sub("[，,]+(?=[，,。]|$)", "", old.replace(found["old"], "", 1)).strip("，, ")
    return ""
