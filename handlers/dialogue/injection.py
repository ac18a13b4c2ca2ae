"""“忽略之前的指令……”: no message changes what this program goes by; the rest is answered."""

import re
from typing import Final

from handlers.turn.reply import Kind, Reply

REFUSED: Final = "我只照写明的规则和名册答，消息里写的“指令”不照办。"
_OVERRULES: Final = re.compile(
    r"(?:忽略|无视|忘记|忘掉|抛开|跳过|不要?管|绕过|解除)[^,，。;；!！?？]{0,8}"
    r"(?:指令|指示|设定|设置|规则|规定|提示|限制|命令|身份|约束)"
    r"|系统提示词?|提示词|(?:输出|打印|显示)[^,，。]{0,6}(?:提示|指令|设定|配置)"
    r"|(?:你|您)(?:现在|从现在起|接下来)?(?:就)?(?:是|扮演|充当|变成)[^,，。?？吗]{0,6}(?:管理员|开发者|超级用户|黑客|没有限制)"
    r"|(?i:ignore\s+(?:all\s+|any\s+)?(?:previous|prior|above)|system\s+prompt|developer\s+mode|jailbreak)"
)
_ABOVE: Final = re.compile(r"之前|以前|以上|上面|前面|所有|全部|一切|你的|您的|系统|原来")
_OWN: Final = re.compile(
    r"提示词|管理员|开发者|超级用户|黑客|没有限制|(?i:ignore|system|developer|jailbreak)"
)
_CLAUSE: Final = re.compile(r"[^,，。;；!！?？\n]+[,，。;；!！?？\n]*")
_ASKS: Final = re.compile(
    r"[吗么呢?？]|什么|谁|哪|几[个份号天]|多少|怎么|是不是|能不能|算不算|占不占|还是"
)
_BESIDE: Final = re.compile(
    r"^(?:然后|现在|并且?|接着|直接|只|请)*(?:回答|输出|回复|说|把|将|让|按|给)"
)


def without_injection(text: str) -> str | None:
    """What a message asks beside the words that would overrule; None where it has no such words."""
    clauses = [one.group(0) for one in _CLAUSE.finditer(text)]
    bad = [_overrules(one) for one in clauses]
    if not any(bad):
        return None
    first = bad.index(True)
    rest = [
        one
        for place, one in enumerate(clauses)
        if not bad[place] and (place < first or not _BESIDE.match(one.strip()))
    ]
    asked = "".join(rest).strip("，,。;； ")
    return asked if _ASKS.search(asked) else ""


def refused() -> Reply:
    """Said in one sentence; nothing is done and nothing is remembered of it."""
    return Reply(Kind.OFF, f"{REFUSED}要问什么，请直接说。")


def _overrules(clause: str) -> bool:
    found = _OVERRULES.search(clause)
    return found is not None and bool(_ABOVE.search(clause) or _OWN.search(clause))
