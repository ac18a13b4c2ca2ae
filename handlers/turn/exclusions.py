"""Units that a message takes out: “城关镇除外”, “除了城关镇”, “县委办就算了”."""

import re
from collections.abc import Sequence
from typing import Final

from handlers.turn.entity_extraction import units_in
from storage.views import Unit

_BEHIND: Final = re.compile(
    r"除(?:了|去|开|掉|却)?[^,，。;；:：]{2,40}?(?:(?:以|之)?外|[,，。;；:：]|(?=都|全|$))"
)
_BEFORE: Final = re.compile(
    r"(?:^|(?<=[,，。;；、 ]))[^,，。;；:： ]{2,40}?"
    r"(?:除外|例外|不算|不在内|不含|(?:就|都|先|也|暂时)*(?:不|别|不用|不要|不必|甭)(?:再|用|给)?"
    r"(?:催|发|提醒|通知)(?:了|它|他们)?|(?:就|先)?(?:算了|免了|不用了?|跳过|放一放))"
    r"(?=$|[,，。;；:：!！~ ])"
)


def taken_out(text: str, units: Sequence[Unit]) -> tuple[str, list[Unit]]:
    """What a text says without the clauses that take units out, and those units."""
    out: list[Unit] = []
    for shape in (_BEHIND, _BEFORE):
        for match in list(shape.finditer(text)):
            named = units_in(match.group(0), units)
            if named:
                out += [one for one in named if one not in out]
                text = text.replace(match.group(0), "，", 1)
    return text, out
