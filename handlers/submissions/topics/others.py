"""“别人的附件5我能看看吗”, “郑建国评了什么等次”: of who sees their own papers only, a clear no."""

import re
from typing import Final

from handlers.turn.access import sees_self_only
from handlers.turn.context import TurnContext
from handlers.turn.refusals import of_others
from handlers.turn.reply import Reply
from handlers.turn.somebody_else import of_somebody_else
from handlers.turn.topic import topic
from language.needed import Shapes

_LOOKS: Final = re.compile(
    r"(?:看|查|瞧|翻|要|拿|借|发|下载|参考|打开|调)[^,，。;；]{0,8}"
    r"(?:附件|材料|登记表|评价表|总结|述职|测评|得分|分数|等次|结果|[的张份]表)"
    r"|(?:附件[0-9]{1,2}|材料|登记表|评价表|总结|报告|测评分|得分|分数|等次|结果|[的张份]表)"
    r"[^,，。;；]{0,8}(?:看|查|瞧|翻|下载|参考|发我|发给我|给我|打开|交了?没|交了吗|收到)"
)
_GRADED: Final = re.compile(
    r"(?:评|定|考|得|拿|报)(?:上了?|了|的是?|没)(?:个|几|多少|什么|啥|哪|优秀|称职|基本称职|不称职)"
    r"|(?:等次|考核结果|测评得?分|得分|分数)(?:是|怎么样|咋样|多少|什么|出来|呢|[?？]|$)"
)
_WHO: Final = re.compile(
    r"(?:谁|哪些人|哪几个人?|哪位|有几个人?)(?:都)?(?:评上?了?|得了?|是|定了?|拿了?|报了?)(?:的是?|上)?"
    r"(?:优秀|称职|基本称职|不称职|不确定等次)"
)
# “他要是评上优秀，占谁的名额” asks for the rule and not for what became of somebody.
_OF_THE_RULE: Final = re.compile("要是|如果|假如|倘若|会不会|能不能|可不可以|名额|指标|占")
OF_OTHERS: Final = Shapes(_LOOKS, _GRADED, _WHO)


def asks_of_others(turn: TurnContext) -> str:
    """The topic where who sees only their own asks for papers or grades of somebody else."""
    said = turn.said
    if not sees_self_only(turn):
        return ""
    if _WHO.search(said):
        return "others"
    graded = _GRADED.search(said) and not _OF_THE_RULE.search(said)
    asked = _LOOKS.search(said) or graded
    return "others" if asked and of_somebody_else(turn) else ""


@topic("others")
def others(turn: TurnContext) -> Reply:
    """No, the same for every name, and what can be seen instead."""
    return of_others(turn)
