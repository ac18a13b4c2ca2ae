"""Which year's appraisal a message is about, where it says so: “2018年的怎么报的”, “去年那份”.

A year that only dates something (“2018年3月来挂职的”, “去年评过优秀，今年能评吗”)
names no season.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from language.normalise import normalise

_MENTION: Final = re.compile(
    r"(?<!\d)20\d\d(?!\d)|(?<![\d.])\d\d(?=年)|去年|上一年|上一?年度|前年|今年|本年度|明年|来年"
    r"|下一?年度|下一年|新的?一年|新的?(?=方案|通知)"
)
_LEAD: Final = re.compile(
    r"(?:^|[\s,.;?!:\"]|请?问一?下?|看一?下?|查一?下?|按|照|依|关于|那|还有|再说|说说|换成?)$"
)
_THAT: Final = r"那(?:一)?(?:份|次|回|套|季|个?方案|个?通知)(?:方案|通知)?"
_DOCUMENT: Final = r"的?(?:方案|通知|文件|办法|规定)"
_HOW: Final = r"的?是?(?:怎么|咋个?|如何|怎样)(?:报|交|填|定|算|考|办|规定|要求|弄|搞|写|评|排)"
_THING: Final = (
    r"的?(?:年度)?(?:优秀|评优)?(?:比例|名额|指标|附件|附表|登记表|汇总表|建议表|材料|截止|期限|时限|报送"
    r"|述职|总结|测评|分数线|程序|步骤|范围|考核(?!.{0,3}(?:优秀|称职|合格|不合格|等次|结果|被)))"
)
_WHERE: Final = r"的?是?(?:在哪|归哪|归谁|由谁|占谁|占哪|填什么|填哪|交什么|交哪)"
_WHOSE: Final = (
    rf"的?[^\W\d来去到起就才被挂退任提调派驻立受给没有]{{2,4}}(?:同志)?{_WHERE}"  # “2018年张伟在哪”
)
_ALONE: Final = r"的?(?:呢|怎么说|咋说|怎么样)?[?!.]*$"
_TAIL: Final = re.compile(rf"年?度?(?:{_THAT}|{_DOCUMENT}|{_HOW}|{_THING}|{_WHOSE}|{_ALONE})")
_TAIL_OF_ANYBODY: Final = re.compile(rf"年?度?{_WHERE}")  # “张伟2018年在哪考核”
# What is on record of a year, be it asked for in the middle of a sentence: “导出2018年的汇总表”.
_RECORDS: Final = (
    r"(?:考核)?(?:结果|名单|名册|花名册|汇总表?|数据|台账|档案|等次(?!建议)|优秀(?!比例|率|分)"
    r"|名额|附件|登记表|评优情况)"
)
_COUNTED: Final = r"(?:多少|几)[个名人]{0,2}[^,.;?!]{0,4}(?:优秀|称职|合格|评优)"
_JUDGED: Final = (
    r"(?:评|得|定|考核?)(?:的|了|上|为)?(?:是)?(?:什么|啥|几等|哪个?等次|优秀了?[吗没])"
)
# “去年优秀，今年还能评吗” asks the rule, with last year's grade told.
_ASKS_THE_RULE: Final = re.compile("能|可以|可否|算不?算?|还用|作数|有效|连续|有什么用|怎么用")
_NOBODYS_DOING: Final = r"[^,.;?!来去到起就任调退挂派驻立受连今]{0,8}?"
_OF_RECORDS: Final = re.compile(rf"年?度?的?{_NOBODYS_DOING}(?:{_RECORDS}|{_COUNTED}|{_JUDGED})")
_ASKS_FOR_IT: Final = re.compile(
    r"导|给我|发我|发一份|拿|看|查|调出|列|多少|几|哪|谁|什么|啥|[吗么呢?]|有没有|名单|统计|汇总"
)
_SO_FAR: Final = re.compile(r"(?:往年|历年|前几年|近[几两三]年|以往年度)")
_TAKEN_OUT: Final = re.compile(rf"年?度?(?:{_THAT}|{_DOCUMENT}[里上中]?)?的?")
_LED: Final = re.compile(r"^(?:那么?|还有|再说|说说|换成?|按照?|依照?)|[呢?!.\s]+$")


@dataclass(frozen=True)
class SeasonNamed:
    """`years`: what is meant, several where it may be either. `rest`: the message without it."""

    years: tuple[int, ...]
    rest: str


def season_named(
    text: str, *, running: int, known: Collection[int], today: date
) -> SeasonNamed | None:
    """The season a message names; None where it names none, or more than one.

    `running`: the year of the season that goes on; `known`: the years whose plans are in use.
    """
    clean = normalise(text)
    mentions = list(_MENTION.finditer(clean))
    if not mentions or len({one.group() for one in mentions}) > 1:
        return None
    word, tail = mentions[0], clean[mentions[0].end() :]
    led = _LEAD.search(clean[: word.start()]) and _TAIL.match(tail)
    if not led and not _TAIL_OF_ANYBODY.match(tail):
        return None
    years = _years(word.group(), running, known, today)
    out = _TAKEN_OUT.match(tail)
    rest = clean[: word.start()] + tail[out.end() if out else 0 :]
    return SeasonNamed(years, _LED.sub("", rest).strip(" ,"))


def records_named(text: str, *, running: int, today: date) -> tuple[int, ...] | None:
    """The other years whose results, lists or numbers are asked for; none said: () for 往年.

    None where a message asks for nothing that is on record of a year, or also names this one.
    """
    mentions = list(_MENTION.finditer(text)) or list(_SO_FAR.finditer(text))
    if not mentions:
        return None
    clean = normalise(text)
    mentions = list(_MENTION.finditer(clean)) or list(_SO_FAR.finditer(clean))
    if len({one.group() for one in mentions}) != 1 or not _ASKS_FOR_IT.search(clean):
        return None
    word = mentions[0]
    tail = clean[word.end() :]
    if _OF_RECORDS.match(tail) is None or _ASKS_THE_RULE.search(tail):
        return None
    if _SO_FAR.match(word.group()):
        return ()
    years = _years(word.group(), running, (running,), today)
    return None if running in years else years


def _years(word: str, running: int, known: Collection[int], today: date) -> tuple[int, ...]:
    """In January last year's season still goes on, so that “去年” may be it or the one before."""
    if word[:2].isdigit():
        return (int(word) if len(word) > 2 else 2000 + int(word),)
    if word in ("今年", "本年度"):
        return (running,)
    if word == "前年":
        return (today.year - 2,)
    if word.startswith("新"):
        return (max(known),)
    step = 1 if word[0] in "明来下" else -1
    by_calendar, by_season = today.year + step, running + step
    if by_calendar in known and by_season in known:
        return tuple(dict.fromkeys((by_calendar, by_season)))
    return (by_season if by_season in known else by_calendar,)
