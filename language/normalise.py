"""Chat text as typed → one plain spelling: simplified, half-width, no emoji, no stutter."""

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from language.tables import table

if TYPE_CHECKING:
    from opencc import OpenCC

LONGEST = 700
"""Characters read of one message: all that WeCom carries (2,048 bytes), of more the two ends."""
_HEAD = 200  # characters of a longer one that are read from its beginning

_KEPT_DOUBLES = "零〇一二三四五六七八九十百某哥姐爸妈"
_STUTTER = re.compile(rf"([\u4e00-\u9fff])(?<![{_KEPT_DOUBLES}])\1+(?!长)")
# Characters that are stammered and stand in no given name.
_EVERYDAY = frozenset(
    "的了是不没有在和跟与或就都也还又才再很太我你他她它们这那哪个几多少吗呢吧啊么嘛咋怎什啥谁可以能会要想"
    "到去来上下里外前后给把被让由从向为因于及其说看道年月日号人名份回算报占市县省乡镇局填发写打开办定过行好用该"
)
_MARKS = str.maketrans("。，、；：？！（）【】“”‘’《》～—…·％", ".,、;:?!()[]\"\"''<>~-….%")
# Terminal colours and the like: taking out the control character alone would leave “[31m”.
_ESCAPE = re.compile(r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]")
_BLANK = re.compile(r"\s+")
# “何部门”, “跟哪个讲”: other words for 哪个 and 谁.
_WHICH = (
    (re.compile("何(?=(?:部门|单位|机关|机构|科室|级别?|种|类|文件|办法|会议))"), "哪个"),
    (re.compile("何人(?=[^,;:?]|$)"), "谁"),
    (re.compile("何处(?!长)"), "哪里"),
    (re.compile("(?<=[跟向给找由归让喊])哪个(?=[讲说谈反定批管收填写拍负点来去出保])"), "谁"),
)
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
    if len(text) > LONGEST * 4:
        text = f"{text[: LONGEST * 2]}\n{text[-LONGEST * 2 :]}"
    wide = unicodedata.normalize("NFKC", _ESCAPE.sub("", text))
    wide = "".join(_plain(char) for char in wide).translate(_MARKS)
    simple = simplified(_ends(_BLANK.sub(" ", wide).strip()).lower())
    for said, usual in _WHICH:
        simple = said.sub(usual, simple)
    return _GLUED.sub("", _STUTTER.sub(_said_once, simple))


def _ends(text: str) -> str:
    """Of a text that is too long its two ends, for the question stands there."""
    if len(text) <= LONGEST:
        return text
    return f"{text[:_HEAD]}.{text[-(LONGEST - _HEAD - 1) :]}"


def simplified(text: str) -> str:
    """`text` in simplified characters."""
    return text if _is_simplified(text) else _to_simplified().convert(text)


def _said_once(stutter: re.Match[str]) -> str:
    """One character of a stutter, but both of a name such as 王丽丽, be it on a list or not."""
    char, before = stutter[1], stutter.string[: stutter.start()][-1:]
    is_name = len(stutter[0]) == 2 and char not in _EVERYDAY and _surname().match(before)
    return stutter[0] if is_name else char


@lru_cache(maxsize=1)
def _surname() -> re.Pattern[str]:
    return re.compile(f"[{table('shapes')['macros']['surnames']}]")


def squeezed(text: str) -> str:
    """`text` without blanks and marks: how two wordings are compared."""
    return "".join(char for char in text if char.isalnum())
