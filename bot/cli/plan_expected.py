"""What a question of `kaohe plan try` is to come to, where its line says so, and the score."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.wrong import Wrong

BAR: Final = "|"
KINDS: Final = {
    "answer": "有答复",
    "silent": "没有写",
    "clash": "相互抵触",
    "ask": "反问",
    "choices": "给选项",
    "action": "办事",
    "off": "与考核无关",
}
EXAMPLE: Final = "登记表交几份 | answer | 4.1 | 一式3份"


@dataclass(frozen=True)
class Wanted:
    """Kind, clause and words of the last reply; what is empty may be anything."""

    kind: str
    clause: str
    words: str

    def lacks(self, kind: str, clauses: Sequence[str], text: str) -> str:
        """What of it is not there; "" where all is."""
        found = []
        if self.kind and kind != self.kind:
            found.append(f"种类是“{KINDS.get(kind, kind)}”，应是“{KINDS[self.kind]}”")
        if self.clause and self.clause not in clauses:
            found.append(f"没有依据{self.clause}")
        if self.words and self.words not in text:
            found.append(f"没有“{self.words}”")
        return "；".join(found)


def split(line: str) -> tuple[str, Wanted | None]:
    """The question, and what is expected of it; None where the line only asks."""
    said, *rest = (part.strip() for part in line.split(BAR))
    if not rest:
        return said, None
    kind, clause, words = (*rest, "", "", "")[:3]
    if len(rest) > 3 or (kind and kind not in KINDS):
        known = "、".join(KINDS)
        told = f"“{line}”写法不对：问题 | 种类 | 条款 | 字样，种类是{known}之一。"
        raise Wrong(f"{told}正确写法例如：{EXAMPLE}", 2)
    return said, Wanted(kind, clause, words)
