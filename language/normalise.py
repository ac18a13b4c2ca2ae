"""Chat text as typed → one plain spelling: simplified, half-width, no emoji, no stutter."""

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

LONGEST = 600
"""Characters read of one message; what a clerk asks stands well before that."""

_KEPT_DOUBLES = "零〇一二三四五六七八九十百某哥姐爸妈"
_STUTTER = re.compile(rf"([\u4e00-\u9fff])(?<![{_KEPT_DOUBLES}])\1+(?!长)")
_MARKS = str.maketrans("。，、；：？！（）【】“”‘’《》～—…·％", ".,、;:?!()[]\"\"''<>~-….%")
# Terminal colours and the like: taking out the control character alone would leave “[31m”.
_ESCAPE = re.compile(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]")
_BLANK = re.compile(r"\s+")
_GLUED = re.compile(r"(?<=\d) (?=[%号月日年个名人份分天])|(?<=[月年]) (?=\d)")


@lru_cache(maxsize=1)
def _to_simplified() -> "OpenCC":
    from opencc import OpenCC  # noqa: PLC0415  # 60 ms that most messages never need

    return OpenCC("t2s")


def _plain(char: str) -> str:
    category = unicodedata.category(char)
    if char in "\n\r\t" or category.startswith("Z"):
        return " "
    if category in {"Cc", "Cf", "Cs", "Co", "Cn", "So", "Sk", "Mn", "Me"}:
        return ""
    return char


def _is_simplified(text: str) -> bool:
    """GB 2312 has no traditional characters; the converter is only loaded where one may stand."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def normalise(text: str) -> str:
    """`text` in the spelling the word tables use; never longer than `LONGEST`."""
    wide = unicodedata.normalize("NFKC", _ESCAPE.sub("", text[: LONGEST * 4]))
    wide = "".join(_plain(char) for char in wide).translate(_MARKS)
    plain = _BLANK.sub(" ", wide).strip()[:LONGEST].lower()
    simple = plain if _is_simplified(plain) else _to_simplified().convert(plain)
    return _GLUED.sub("", _STUTTER.sub(r"\1", simple))


def squeezed(text: str) -> str:
    """`text` without blanks and marks: how two wordings are compared."""
    return "".join(char for char in text if char.isalnum())
