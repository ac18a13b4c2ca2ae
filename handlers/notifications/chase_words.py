"""What a chase is to say besides what is missing: “催一下河口镇，让他们1月3号前交”."""

import re
from typing import Final

_N: Final = "[\\d一二三四五六七八九十两]{1,3}"
_DAY: Final = (
    rf"(?:(?:{_N}年)?{_N}月{_N}[日号]?|{_N}[日号]|今天|明天|大?后天|(?:这|本|下)?个?(?:周|星期|礼拜)[一二三四五六日天末]"
    "|月底|年底|元旦|春节|节)"
)
_TIME: Final = rf"(?:上午|下午|中午|早上|晚上)?(?:{_N}[点时](?:半|{_N}分?)?|下班|上班)?"
# Until when it is wanted; “25号前没交的” tells whom.
_UNTIL: Final = re.compile(
    rf"(?:最[晚迟]|务必|必须|尽量|争取)*(?:在|到|于)?"
    rf"(?P<until>(?:{_DAY}{_TIME}(?:之前|以前|前|之内|以内|内)"
    rf"|{_N}(?:个)?(?:天|工作日|小时|日)(?:之内|以内|内)|(?:今天|明天|后天)?下班(?:之前|以前|前)))"
    r"(?![^,，。;；]{0,6}(?:还?[没未]|应该?交|要交的|该交))"
)
_THEM: Final = r"(?:他们|她们|他|她|大家|对方|人家|各单位|各乡镇|那边)"
_TOLD: Final = re.compile(
    rf"(?:让|叫|请|要求?|告诉|通知|提醒|跟|和|对|给){_THEM}(?:讲|说|一声|一下|[:：,，“\"])*"
    r"(?P<words>[^。;；”\"]{2,60})"
    r"|(?:说明|说清楚|写明|写清楚|注明|附上?一?句|带一?句|加一?句)(?:话|一下)?[:：,，“\"]*"
    r"(?P<words2>[^。;；”\"]{2,60})"
)
# “让他们快点交” says nothing that a chase does not say by itself.
_NOTHING: Final = re.compile(
    r"(?:赶紧|赶快|快一?点儿?|尽快|抓紧(?:时间)?|马上|早一?点儿?|立即|速度?|把|材料|东西|附件\d+|表|都|再|也|要|一下|补)*"
    r"(?:交|报|送|填|弄|办)?(?:上来|过来|来|齐|全|好|了|一下|吧|啊|呀|嘛|[!！,，。 ])*"
)
_ASKS: Final = re.compile("[?？吗么]|能不能|可不可以")
# “附件8定在1月6号下班前” sets the day of a paper, whatever is being chased.
_SETS_A_DAY: Final = re.compile(
    r"(?:附件\d+|截止|时间|期限|日期|[表册单]|报告|总结|材料)[^,，。;；让叫请]{0,6}"
    r"(?:定[在到为成]?|[改设][在到为成])(?=[^,，。;；]{0,4}\d)"
)

# “加一句：带U盘”, “改成1月5号前” of a chase that is shown.
_ADDED: Final = re.compile(
    r"(?:加上?|补上?|添上?|写上?|带上?)(?:个|一)?(?:句话?|条|行)(?:话|说明)?(?:说|写|是)?[:：,，“\"]*"
    r"(?P<words>[^。;；”\"]{2,60})"
)
_LONGEST: Final = 100  # characters that are said with a chase


def said_with_it(before: str, said: str) -> str:
    """What the chase that is shown says with it after the message; "" where that changes nothing.

    A sentence more stands behind what is said already; another day or other words instead of it.
    """
    added = _ADDED.search(said) if not _ASKS.search(said) else None
    if added:
        return "；".join(one for one in (before, added["words"].strip()) if one)[:_LONGEST]
    return extra_words(said)


def extra_words(said: str) -> str:
    """What the message wants said with the chase; "" where it wants no more than a chase."""
    if _ASKS.search(said) or _SETS_A_DAY.search(said):
        return ""
    told = _TOLD.search(said)
    words = (told["words"] or told["words2"]).strip(" ，,：:！!吧") if told else ""
    if words and not _NOTHING.fullmatch(words):
        return words[:_LONGEST]
    until = _UNTIL.search(said)
    return f"请在{until['until']}交" if until else ""
