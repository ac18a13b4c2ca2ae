"""That what was just done is to be undone: “撤回来”, “刚才那个不算”, “撤销刚才定的日期”."""

import re
from dataclasses import dataclass
from typing import Final

from language.normalise import normalise

_LONGEST: Final = 24  # characters; more of them say something else besides
_STRONG: Final = "撤销|撤回|撤掉|撤了|撤|取消|收回|作废|反悔"
# Words that deny as often as they undo: only with 刚才 or what it was.
_WEAK: Final = "不算数?|不作数|作罢|不要了|当没(?:办|发|定)过?|算没(?:办|发|定)"
_LATELY: Final = "刚刚|刚才|方才|刚|上一?[步条个件次]|最后(?:一[步条个件次])|上面|前面"
# What a deed that was done is called; whoever knows the deeds says which is which.
_DEED: Final = (
    "[交发催退收][的错]|份|截止|日期|时间|时限|期限|通知|公告|催报|催办|催|提醒|退回|打回|退|接收|签收|收到|转交|移交|归档|核对"
    "|请假|休假|假|延期|宽限|留言|人工|反馈|联系人|负责人|请示|批复|答法|口径|上限|免打扰|勿扰|上班|休息|放假"
    "|名册|名单|人员|更正|合并|并入|导入|材料|上报|上传|答复"
)
_AROUND: Final = (
    "请|帮我|麻烦|替我|给我|[你您我]|把|将|那|这|[个条件次步下回]|事情?|操作|决定|消息|它|的|了|吧|啊|呀|哦|嗯|来|去"
    "|掉|一下|想|要|先|还是|都|也|全|等等|等一?下|哎|唉|不对|不好意思|搞错|弄错|[发定报办设记改交]|错了?|登记"
    "|申请|设置|为|时候|来不及|回|算了|不用了?|不必了?"
)
_ASKS: Final = re.compile(
    r"[吗么呢?？]|怎|能不能|可不可以|是不是|什么|哪|谁|几|没有?$|^别|不要撤|不撤"
)
_GATE: Final = re.compile(rf"{_STRONG}|{_WEAK}")
# Each word once and for all: of words that begin alike the longer stands first.
_WHOLE: Final = re.compile(rf"(?>{_STRONG}|{_WEAK}|{_LATELY}|{_DEED}|{_AROUND}|[,，。.!！~ ])+")


@dataclass(frozen=True)
class TakenBack:
    """`named`: words for the deed, empty where it is only the last one; `lately`: just now.

    `cancels`: by 取消, which drops one of a kind as well as what was done to it.
    """

    named: tuple[str, ...]
    lately: bool
    cancels: bool


def taken_back(text: str) -> TakenBack | None:
    """What a message wants undone; None for all that says more or asks."""
    if len(text) > _LONGEST or _GATE.search(text) is None:
        return None
    plain = normalise(text).strip()
    if _ASKS.search(plain) or _WHOLE.fullmatch(plain) is None:
        return None
    strong = re.search(_STRONG, plain)
    lately = re.search(_LATELY, plain) is not None
    rest = re.sub(f"{_STRONG}|{_WEAK}|{_LATELY}", " ", plain)
    named = tuple(re.findall(_DEED, rest))
    if strong is None and not lately:
        return None
    return TakenBack(named, lately, strong is not None and strong[0] == "取消")
