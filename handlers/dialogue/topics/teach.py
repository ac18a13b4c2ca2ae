"""“第12条以后这样答：……” and “撤销第3条答法”, as supervision staff say it."""

import re
from typing import Final

from handlers.dialogue.lessons import TEACH_EXAMPLE
from handlers.dialogue.unreadable import without_names
from handlers.turn.access import act
from handlers.turn.context import TurnContext
from handlers.turn.lesson_commands import ForgetLesson, Teach
from handlers.turn.permissions import Deed, may
from handlers.turn.reply import Reply, order
from handlers.turn.topic import topic
from language.needed import Shapes

_TEACH: Final = re.compile(
    r"第?\s*(\d{1,9})\s*[条号]?[^:：\d]{0,4}以后[^:：]{0,6}答[^:：]{0,3}[:：](.*)$", re.DOTALL
)
# “以后有人问借调的在哪考，统一答回原单位考核，这是股里口径”
_QUOTES: Final = '“”"「」'
_FROM_NOW_ON: Final = re.compile(
    r"^(?:好|行|那|请|你|帮我|记一?[下条个]?|记住|注意|[,，。:： ])*"
    r"(?:以后|今后|往后|下次|再|凡是?)"
    r"(?:再|要是|如果|只要|凡是?|都)*(?:有人|谁|大家|单位|他们)?再?来?问(?:起|到|的是)?[:： ]?"
    rf"[{_QUOTES}]?(?P<asked>[^{_QUOTES}]{{4,60}}?)[{_QUOTES}]?(?:的|这个问题|这类问题)?[,，:： ]*"
    r"(?:你|就|都|统一|一律|一概|全部|请)+[按照]?(?:这样|这么)?"
    r"(?:答复?|回答|回复|回|说|讲)(?:成|是|为)?[:：,， ]?"
    rf"[{_QUOTES}]?(?P<words>.+?)[{_QUOTES}]?$"
)
# “我说一条：…，你以后照这个答”, “记住：…”, “给我作为口径记下：…”: laid down by itself.
_RULE: Final = re.compile(
    r"^(?:好|行|那|请|麻烦|帮我|给我|我|主动|你|再|也|就|[,， ])*"
    r"(?:(?:立|定|说|补|加|教你?|记)(?:一|个|下|下来)*(?:条|个|下)?(?:规矩|口径|答法|说法|规则)?(?:记下来?|记上)?"
    r"|作为(?:口径|答法|规矩)?记(?:下来?|上|住)?|记住了?|记一?下)[:：]"
    r"(?P<words>.{6,}?)"
    r"(?P<on>[,，。;；]?(?:你)?(?:以后|今后|往后)[^,，。]{0,6}[照按这就][^,，。]{0,6}[答回说办])?[。!！]?$",
    re.DOTALL,
)
_HEAD: Final = re.compile(
    r"^(?P<asked>[^,，。;；]{2,40}?)[,，]?(?:今年|统一|一律|一概|全部|都|均|就|在|按|不|也|只|参加|算|占|填)"
)
# “借调的一律在原单位考核。以后有人问就这么答” of the question asked just before
_THUS: Final = re.compile(
    r"^(?:[^:：]{0,14}[:：])?(?P<words>[^:：]{4,}?)[,，。;； ]+"
    r"(?:以后|今后|下次)(?:再|要是)*(?:有人|谁|大家)?再?问(?:起|到)?"
    r"[,，]?(?:你|就|都|统一|一律)*[这那][么样](?:答|说|回)"
)
# “记一条口径：借调的干部，今年一律在原单位考核”
_LAID_DOWN: Final = re.compile(
    r"^(?:好|行|那|请|麻烦|帮我|[,， ])*记(?:一下|一条|一个|个|条|下)?(?:股里|部里)?的?"
    r"(?:口径|答法|说法)[:：，,]"
    r"(?P<words>(?P<asked>[^,，。;；]{4,40}?)[,，]?(?:今年|统一|一律|一概|全部|都|均).{2,})$"
)
_OUR_WORD: Final = re.compile(
    r"[,，。;； ]*(?:这个?|以上)?(?:就?是)?(?:我们)?(?:股里|监督股|部里|组织部|统一)?的?(?:统一)?"
    r"(?:口径|意见|说法|答复)[。!！]?$"
)
_KEEP: Final = re.compile(
    r"^(?:好|行|那|请|你|帮我|麻烦|[,， ])*[把将]?(?:刚[才刚]|上面|前面|上一)?"
    r"(?:说的|答的|[那这的])*[个条句段]?(?:话|答复|答法|口径|说法)?(?:给我|你)?"
    r"(?:记下来?|记住|记一下|存下来?|记上)"
    r"[吧了]?[。!！]?$"
)
_ASKS: Final = re.compile(r"[?？]\s*$|(?:吗|么|行不行|可不可以|好不好)\s*$")
TEACHES: Final = Shapes(_RULE, _THUS, _FROM_NOW_ON, _LAID_DOWN, _KEEP, _TEACH)
_FORGET: Final = re.compile(r"第?\s*(\d{1,9})\s*[条号]")


_WHICH: Final = (
    "还没有记。要定成以后的答法，请把问题和答法一起说，例如“以后有人问“{asked}”，统一答：……”，"
    "我给您核对一遍再记。"
)


def teaches(turn: TurnContext) -> bool:
    """Whether it says how a question is to be answered from now on, and does not ask."""
    said = turn.said.strip()
    if _THUS.match(said) and turn.state.asked:
        return True  # shown all the same where it ends in “可以记下来吗”
    if _ASKS.search(said):
        return False
    if _rule(turn) is not None:
        return True
    told = (_FROM_NOW_ON, _LAID_DOWN, _KEEP, _TEACH)
    return any(one.match(said) for one in told)


@topic("teach", Deed.TEACH)
def teach(turn: TurnContext) -> Reply:
    """Lay down how a question is answered from now on, by its number or the one just asked."""
    new = _FROM_NOW_ON.match(turn.said.strip()) or _LAID_DOWN.match(turn.said.strip())
    rule = _rule(turn) if new is None else None
    if rule is not None:
        return order(Teach(0, rule[1], without_names(turn, rule[0])))
    if new is not None:
        words = _OUR_WORD.sub("", new["words"]).strip(" ,，。")
        return order(Teach(0, words, without_names(turn, new["asked"].strip())))
    thus = _THUS.match(turn.said.strip())
    if thus is not None and turn.state.asked:
        asked = turn.state.asked
        asked = asked.replace(turn.state.label, "某人") if turn.state.label else asked
        return order(Teach(0, thus["words"].strip(), without_names(turn, asked)))
    pending = turn.state.pending
    if _KEEP.match(turn.said.strip()):
        if pending and isinstance(pending.command, Teach) and not pending.came_of_it:
            return order(pending.command)
        return act(_WHICH.format(asked=turn.state.asked or "借调的在哪里考核"))
    found = _TEACH.search(turn.said)
    if found is None:
        return act(f"请写明是哪一条、怎么答，{TEACH_EXAMPLE}要看有哪些，请说“谁问了什么没答上来”。")
    return order(Teach(int(found.group(1)), found.group(2).strip()))


def _rule(turn: TurnContext) -> tuple[str, str] | None:
    """What it is about and the words of “记住：病假半年以上的不参加考核”, of who may lay down."""
    found = _RULE.match(turn.said.strip()) if may(turn.asker.role, Deed.TEACH) else None
    if found is None or _ASKS.search(found["words"]):
        return None
    words = found["words"].strip(" ,，。")
    head = _HEAD.match(words)
    return (head["asked"], words) if head else None


@topic("forget_lesson", Deed.FORGET_LESSON)
def forget_lesson(turn: TurnContext) -> Reply:
    """Take back by its number how a question is answered."""
    found = _FORGET.search(turn.reading.text)
    if found is None:
        return act("请写明撤销第几条答法，例如“撤销第3条答法”。")
    return order(ForgetLesson(int(found.group(1))))
