"""What a message says of the hours in which its writer wants to hear nothing from us."""

import re
from dataclasses import dataclass
from datetime import time
from enum import StrEnum, auto
from typing import Final

from language.clock_times import ClockTime, times_named
from language.needed import Shapes


class QuietWanted(StrEnum):
    """`ASKS`: what could be set is asked; `SHOW`: what is set."""

    SET = auto()
    RESUME = auto()
    SHOW = auto()
    ASKS = auto()


@dataclass(frozen=True)
class QuietWish:
    """`begins` or `ends` alone: the other stays as it was. `days_off` None: that stays.

    `wrong`: a time no clock shows.
    """

    wanted: QuietWanted
    begins: time | None = None
    ends: time | None = None
    days_off: bool | None = None
    wrong: str = ""


_SENDING: Final = (
    r"(?:发(?!材料|文|表|名单|言|放|工资|奖|现|生|给(?:他|她|各))"
    r"|提醒|打扰|打搅|骚扰|烦|吵|推(?:送|消息|信息)|催|响|通知)"
)
_NOT: Final = re.compile(
    rf"(?:别|不要|不用|甭|勿|莫|请勿|不想|不希望|不准|不许)(?!忘)[^,，。;；?？]{{0,6}}{_SENDING}"
    rf"|{_SENDING}[^,，。;；?？给]{{0,6}}(?:停(?!职)|关(?:了|掉|闭)|免|不要了|不用了)|(?:停"
    rf"|关掉?)[^,，。;；?？]{{0,6}}{_SENDING}|免打扰|勿扰|安静|静音|停(?:发|了|掉|一停)"
    rf"|不{_SENDING}"
)
_AGAIN: Final = re.compile(
    r"恢复|照常(?:发|提醒)|^周末照常|(?:可以|能|继续|重新|又)(?:发|提醒)|取消(?:免打扰|勿扰|静音)"
    r"|(?:免打扰|勿扰|静音)[^,，。]{0,3}(?:取消|关|去掉|不要)"
)
_DAYS_OFF: Final = re.compile(
    r"周末|双休日?|休息日|节假日|放假|(?:周|星期|礼拜)六[和跟、,，及]?(?:(?:周|星期|礼拜)?[日天])"
    r"|周六日"
)
_AFTER: Final = re.compile(r"^(?:之后|以后|过后|后|起|开始|往后)")
_BEFORE: Final = re.compile(r"^(?:之前|以前|前)")
_TO: Final = re.compile(r"^(?:[到至~—-]|一直到)+(?:第二天|次日|第2天|隔天)?(?:的)?$")
_CLOSING: Final = re.compile(r"下了?班(?:以后|之后|后|时间)?")
_EVENING: Final = re.compile(r"晚上|夜里|夜间|晚间")
_NIGHT: Final = re.compile(r"半夜|深夜|睡觉")
_SET_UP: Final = re.compile(
    r"(?:目前|现在|我|免打扰|勿扰|提醒)[^,，。;；]{0,8}(?:怎么|咋|如何|什么样)(?:设置?|设定"
    r"|定)的?|(?:提醒|通知|消息|免打扰|勿扰)(?:的)?设置"
    r"|(?:哪些|什么)(?:时候|时间|时段)[^,，。]{0,4}(?:不发|不提醒|免打扰|勿扰)|(?:免打扰"
    r"|勿扰)(?:时间|时段)?(?:是|设的是)?(?:几点|什么|哪|多少|有没有)"
)
_HOW_IS_IT: Final = re.compile(r"(?:目前|现在)?(?:是)?(?:怎么|咋|如何)设置?的[吗呢啊?？。\s]*$")
_ASKS: Final = re.compile(
    r"(?:[吗么嘛]|不行|[?？])[\s?？。!！]*$|能不能|可不可以|能否|会不会|是不是|怎么|咋|如何|谁|哪"
    r"|为什么|为啥"
)
_FAVOUR: Final = re.compile(r"请|帮我|麻烦|(?:可以|行|好)[吗么嘛?？]+[\s。]*$")
_REPORTS: Final = re.compile(
    r"(?:领导|书记|[镇乡局股校院组主]长|主任|[他她]们?|监督股|组织部|股里|县里|谁)[^,，。]{0,4}(?:说|讲|要求)|"
    r"昨|刚才|刚刚|前天|上次|上周|已经|还在发|怎么还|又给我发|居然|结果"
)
# Of one day only, or about somebody else.
_ONE_DAY: Final = re.compile(r"今天|今晚|明天|明晚|后天|\d[日号]|[本这下]个?(?:周|星期)")
_OTHERS: Final = re.compile(
    r"给(?:他|她|各|单位|[^我,，]{1,6}[镇乡局院校])|各单位|通知[^,，。]{1,8}[:：]|说过|让我|叫我"
)
_BARE: Final = re.compile(
    r"^(?:都|全部?|给我|把它|那就)?(?:恢复|照常|取消|还是恢复|恢复原样|恢复默认)(?:了|吧|正常"
    r"|一下|发送|提醒|设置)*[\s。!！]*$"
)
# One of these fits whatever is said of such hours, but “恢复” and the like right after.
SHAPES: Final = Shapes(_SET_UP, _AGAIN, _NOT)
_EVENING_BEGINS: Final = time(20)
_NIGHT_BEGINS: Final = time(22)
_CLOSES: Final = time(18)
_MORNING: Final = time(8)


def quiet_wish(text: str, *, just_now: bool, is_set: bool) -> QuietWish | None:
    """What is wanted; None where it is about something else.

    `just_now`: the talk was about these hours; `is_set`: something is set for the writer.
    """
    text = text.strip()
    if _SET_UP.search(text) or (just_now and _HOW_IS_IT.search(text)):
        return QuietWish(QuietWanted.SHOW)
    if (just_now or is_set) and _BARE.match(text):
        return QuietWish(QuietWanted.RESUME)
    wish = _hours(text)
    if wish is None or any(one.search(text) for one in (_REPORTS, _OTHERS, _ONE_DAY)):
        return None
    if _ASKS.search(text) and not _FAVOUR.search(text):
        return QuietWish(QuietWanted.ASKS)
    return wish


def _hours(text: str) -> QuietWish | None:
    off = _DAYS_OFF.search(text)
    if _AGAIN.search(text):
        if off and not re.match("[之以]?前", text[off.end() :]):
            return QuietWish(QuietWanted.SET, days_off=False)
        speaks = re.search("免打扰|勿扰|静音", text) or _EVENING.search(text)
        return QuietWish(QuietWanted.RESUME) if speaks else None
    if not _NOT.search(text):
        return None
    if off and "先" in text[: off.start()]:
        return None  # “先别提醒，放假了”
    days = True if off and not re.match("[之以]?前", text[off.end() :]) else None
    begins, ends, wrong = _window(text)
    if begins is None and ends is None and days is None and not wrong:
        return None
    return QuietWish(QuietWanted.SET, begins, ends, days, wrong)


def _window(text: str) -> tuple[time | None, time | None, str]:
    """“8点以后”, “8点半之前”, “晚上8点到早上8点”; a part of the day alone has its usual hours."""
    times = [one for one in times_named(text) if _is_clock(text, one)]
    wrong = next((text[one.start : one.end] for one in times if one.wrong), "")
    if len(times) > 1 and _TO.match(text[times[0].end : times[1].start]):
        return times[0].at, times[1].at, wrong
    begins = next((one.at for one in times if _AFTER.match(text[one.end :])), None)
    ends = next((one.at for one in times if _BEFORE.match(text[one.end :])), None)
    if times or begins or ends:
        return begins, ends, wrong
    if _CLOSING.search(text):
        return _CLOSES, None, ""
    if _NIGHT.search(text):
        return _NIGHT_BEGINS, _MORNING, ""
    evening, forbids = _EVENING.search(text), _NOT.search(text)
    before = evening and forbids and evening.start() < forbids.end() - 1  # not “先别催，晚上再说”
    return (_EVENING_BEGINS, None, "") if before else (None, None, "")


def _is_clock(text: str, one: ClockTime) -> bool:
    """Whether an hour is named, not only a part of the day."""
    return any(
        char.isdecimal() or char in "点时零一二两三四五六七八九十"
        for char in text[one.start : one.end]
    )
