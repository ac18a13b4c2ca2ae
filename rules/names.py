"""Names as people write them → one key to compare them by, and where they stand in a text.

Every door compares by these: the roster's import, forms, uploads, file names, chat.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

_Named = TypeVar("_Named")

# CJK radicals and strokes → the ideograph that looks the same (Unicode 14, property
# Equivalent_Unified_Ideograph; those that NFKC folds by itself are left out). A name copied out of
# a PDF is often written with them.
_RADICALS: Final = str.maketrans(
    "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪"
    "⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒"
    "⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲㇆㇏㇐㇑㇒㇓㇔㇕"
    "㇖㇗㇘㇙㇚㇛㇜㇝㇞㇟㇠㇡",
    "厂乛乚乙亻冂𠘨刀刂卜㔾小尐兀尣尢𡯂巳幺彑彐忄心扌攵旡日月歺民氵氺灬爫爬丬牛犭王𤴔"
    "目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉𦥑艹艺艻虎衤覀西见角𧢲讠贝𧾷车辶辷辸邑钅長镸"
    "长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀𠃌乀一丨丿乀丶𠃍"
    "乛𠃊𠃎𠄌亅𡿨𠃋乀𠃑乚乙𠄎",
)
# What shows nothing: format characters, fillers and variation selectors.
INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
# Between the parts of a name such as 阿卜杜拉·买买提; a full stop may end a sentence as well.
_MIDDLE_DOTS: Final = "·•・‧∙⋅●◦ㆍᆞ᛫⸱⸳･˙・"
_DOTS: Final = frozenset(_MIDDLE_DOTS + ".．﹒")
_ONE_DOT: Final = re.compile(f"(?<=[\u3400-\u9fff])[{_MIDDLE_DOTS}.．﹒]+(?=[\u3400-\u9fff])")
_OPEN, _CLOSE = "(（[［【〔〖﹙{｛<＜《〈「『", ")）]］】〕〗﹚}｝>＞》〉」』"
_IN_BRACKETS: Final = re.compile(
    rf"[{re.escape(_OPEN)}]([^{re.escape(_OPEN + _CLOSE)}]*)(?:[{re.escape(_CLOSE)}]|$)"
)
# Unified ideographs alone: nothing that folds, shows nothing or has a twin elsewhere.
_ORDINARY: Final = re.compile("[\u4e00-\u9fff]+")
_STARS: Final = re.compile(r"[*＊※#＃△▲★☆]+")
_LATIN: Final = re.compile("[A-Za-z0-9\u00c0-\u024f]")
_HAN: Final = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_TWO_LETTER_SURNAMES: Final = re.compile(
    "欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|司徒|端木|南宫|长孙|宇文|轩辕|西门"
)
# What goes on after a name in everyday words; any other letter may belong to a longer name.
_GOES_ON: Final = frozenset(
    "的是在能可要会有没不和与跟同及或吗呢吧啊呀嘛了也还又都就才再已被把给让到去来从为因算占评报交填写退收发"
    "挂借调该应属归由他她它这那哪几什怎咋谁行好对说问讲看查找做办想请催改补签盖传存打印考参列入进出过完得离"
    "县市省镇乡局书主副党委科股所部长组干职老小等两三四五六七八九十第份版照扫述登附材表日去今明前后上下里外"
)
_PAPERS_OF: Final = re.compile(
    r"[^\u3400-\u9fff]|$|的|同志|登记|述职|附件|评价|考核表|材料|报告|扫描|照片|签"
)


@dataclass(frozen=True)
class Written:
    """A name as it stands somewhere: 张伟（女） is 张伟 with the note 女."""

    name: str
    note: str = ""


@dataclass(frozen=True)
class NameSpan:
    """`text[start:end]` is a name; `names` are those of the list that it may be, as listed."""

    start: int
    end: int
    names: tuple[str, ...]


def plain_letters(text: str) -> str:
    """Full-width signs and radicals made ordinary, without what shows nothing."""
    return unicodedata.normalize("NFKC", INVISIBLE.sub("", text).translate(_RADICALS))


def name_key(text: str) -> str:
    """What names are compared by: without blanks, dots in any form and what shows nothing.

    Notes in brackets stay part of it: 张伟（财政所） may tell two people apart.
    """
    if _ORDINARY.fullmatch(text):  # nearly every name, and it is its own key
        return text
    return letters_of(text).replace("\n", "")


def letters_of(text: str) -> str:
    """The letters of a text that tell names apart; a line's end stays as one."""
    if _ORDINARY.fullmatch(text):
        return text
    return "".join(letter for letter, _ in _letters(text))


def as_kept(text: str) -> str:
    """The name as it is kept and shown: no blanks, ordinary ideographs, one form of the dot."""
    plain = "".join(INVISIBLE.sub("", text).split())
    compat = "".join(
        unicodedata.normalize("NFKC", one) if "\u2f00" <= one <= "\u2fdf" else one for one in plain
    )
    return _ONE_DOT.sub("·", compat.translate(_RADICALS))


def written(text: str) -> Written:
    """The name without what was noted beside it in brackets or by a star."""
    if _ORDINARY.fullmatch(text):
        return Written(text)
    notes = [one.strip() for one in _IN_BRACKETS.findall(text)]
    name = _STARS.sub("", _IN_BRACKETS.sub("", text)).strip()
    if not name:
        return Written(text.strip())
    return Written(name, "、".join(one for one in notes if one))


def meant(
    text: str, among: Iterable[_Named], called: Callable[[_Named], str]
) -> tuple[list[_Named], str]:
    """Those of `among` the written name may mean, and the note beside it that told nobody apart.

    Who is called exactly so goes first; then who is called so without the note; then who has a
    note of their own on the list.
    """
    some, one = list(among), written(text)
    whole, bare = name_key(text), name_key(one.name)
    exact = [each for each in some if name_key(called(each)) == whole]
    if exact:
        return exact, ""
    plain = [each for each in some if name_key(called(each)) == bare]
    return plain or [e for e in some if name_key(written(called(e)).name) == bare], one.note


def find_names(text: str, names: Iterable[str]) -> tuple[NameSpan, ...]:
    """Where these names stand in `text` as typed, in its order; none within another.

    Longest first and whole: of 王丽 and 王丽丽 the text 王丽丽的附件1 names only the second, and
    where only 王丽 is listed, nobody. `text` must not have been rewritten in any way before.
    """
    listed = _by_key(names)
    letters = _letters(text)
    plain = "".join(letter for letter, _ in letters)
    taken = [False] * len(plain)
    found = []
    for length in sorted({len(key) for key in listed}, reverse=True):
        for at in range(len(plain) - length + 1):
            key = plain[at : at + length]
            if key not in listed or any(taken[at : at + length]):
                continue
            start, end = letters[at][1], letters[at + length - 1][1] + 1
            # Even where it is none of these, a shorter name in it is none either.
            taken[at : at + length] = [True] * length
            if _is_whole(text, start, end, key):
                found.append(NameSpan(start, end, listed[key]))
    return tuple(sorted(found, key=lambda span: span.start))


def named_in(text: str, among: Iterable[_Named], called: Callable[[_Named], str]) -> list[_Named]:
    """Those of `among` whose name stands in `text`, in the order given."""
    some = list(among)
    said = {name for span in find_names(text, map(called, some)) for name in span.names}
    return [each for each in some if called(each) in said]


def _by_key(names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Names by each key they go by: as listed, and without a note of the list's own."""
    found: dict[str, tuple[str, ...]] = {}
    for name in dict.fromkeys(names):
        for key in dict.fromkeys((name_key(name), name_key(written(name).name))):
            if key:
                found[key] = (*found.get(key, ()), name)
    return found


def _letters(text: str) -> list[tuple[str, int]]:
    """The letters that tell names apart, each with its place; a line's end stays as one."""
    found = []
    for at, letter in enumerate(text):
        if "\u4e00" <= letter <= "\u9fff":  # as it is, like nearly all that is written
            found.append((letter, at))
            continue
        if letter in _DOTS or INVISIBLE.match(letter):
            continue
        if letter in "\n\r":
            found.append(("\n", at))
            continue
        plain = unicodedata.normalize("NFKD", letter.translate(_RADICALS)).casefold()
        found += [(one, at) for one in plain if not one.isspace() and one not in _DOTS]
    return found


def _is_whole(text: str, start: int, end: int, key: str) -> bool:
    """No part of a longer name that nobody listed."""
    if _LATIN.match(key) and _LATIN.match(text[max(0, start - 1) : start]):
        return False
    if _LATIN.match(key[-1]) and _LATIN.match(text[end : end + 1]):
        return False
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before[-1:] and before[-1] in _MIDDLE_DOTS and _HAN.match(before[:1]):
        return False
    if after[:1] and after[0] in _MIDDLE_DOTS and _HAN.match(after[1:]):
        return False
    short = len(key) == 2 or (len(key) == 3 and bool(_TWO_LETTER_SURNAMES.match(key)))
    if not short or not _HAN.match(after) or after[0] in _GOES_ON:
        return True
    if after[0] == key[-1]:  # 王丽丽 is another than 王丽
        return False
    return not _PAPERS_OF.match(text[end + 1 :])
