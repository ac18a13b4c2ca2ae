"""Long lists in a chat: counts first, a few names, and how many they are in all."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from handlers.submissions.owed import Item

MANY: Final = 12  # lines in a chat; of more only counts and names are told
NAMED: Final = 20


def few(names: Sequence[str], called: str = "个") -> str:
    """The names, of very many the first ones and how many there are in all."""
    shown = "、".join(names[:NAMED])
    return f"{shown}等{len(names)}{called}" if len(names) > NAMED else shown


def by_paper(items: Iterable[Item]) -> str:
    """附件1 80份、附件8 35份: the most first."""
    papers: Counter[str] = Counter()
    papers.update(item.paper.form or f"《{item.paper.name}》" for item in items)
    return "、".join(
        f"{name}{' ' if name[-1].isdigit() else ''}{number}份"
        for name, number in papers.most_common()
    )
