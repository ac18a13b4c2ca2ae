"""A notice's text cut into clauses by its printed numbers, and what in it a person must decide."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_NUMERAL: Final = "[一二三四五六七八九十百]+"
# How a line begins, outermost first; `id` is what is printed, without the mark after it.
_LEVELS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^第({_NUMERAL})[章部分编]+",
        rf"^({_NUMERAL})、",
        rf"^[(（]({_NUMERAL})[)）]",
        # “7.2025年12月31日前退休的”: the figures after the mark are a day or a number of something.
        r"^(\d{1,2})[.．、](?:(?!\d)|(?=\d{4}年|\d{1,2}月|\d{1,4}[个名人天%％]))",
        r"^[(（](\d{1,2})[)）]",
    )
)
_ARTICLE: Final = re.compile(rf"^第(?:{_NUMERAL}|\d+)条")
_DECIMAL: Final = re.compile(r"^\d{1,2}(?:[.．]\d{1,2})+(?![\d月个名人天%％])")
_ANNEXES: Final = "附件"
_LISTED: Final = re.compile(r"^附件?[：:]")  # the list at the end, whose lines have numbers too
_HEAD: Final = "标题"
_TITLE: Final = 24  # characters of a clause's title, until somebody writes a better one
_JOINTS: Final = "、的和与及或在按由"  # a longer one is cut at such a place, not within a word
_ENDS: Final = re.compile(r"[。;；:：,，]")
_CELL: Final = re.compile(r"[|｜\t]|\s{2,}|　+")
# A name and then nothing but numbers: “石桥税务所｜9｜2”.
_ROW: Final = re.compile(
    r"^\s*[一-鿿][^|｜\t]{0,30}(?:(?:[|｜\t]|\s{2,}|　+)\s*\d+(?:\.\d+)?[%％]?)+\s*$"
)
_FINDINGS: Final = (
    (
        "比例",
        re.compile(
            r"\d+(?:\.\d+)?(?:[%％]|个百分点)|百分之[一二三四五六七八九十]+"
            r"|(?:\d+|[二三四五六七八九十]+)分之(?:\d+|[一二三四五六七八九十]+)|(?:过|超过)?半数|过半(?![年个月天])"
        ),
    ),
    ("日期", re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日(?:前|以前|之前)?|于日前|于\s*月\s*日")),
    (
        "时间长短",
        re.compile(
            r"(?:满|超过|不满|累计)?(?<![\d月])(?:\d{1,3}|[一二两三四五六七八九十半]+)"
            r"(?:个?工作日|个月|天|日(?![常前]|均)内?|周|个?学期|个?季度|小时|年(?![\d度月底初]))"
        ),
    ),
    (
        "数量",
        re.compile(
            r"(?:不足|不满|不少于|不超过|不低于|至少|最多|超过)?(?<![\d.])"
            r"(?:\d+(?:至\d+)?|[一二两三四五六七八九十]+)(?:名(?![称单])|人(?![民员才事大])|字(?!号)|学时|票)"
        ),
    ),
    ("表和附件", re.compile(r"《[^》]{2,30}》(?:[(（]?附件\s*\d+[)）]?)?|附件\s*\d+")),
    ("份数", re.compile(r"一式[\d一二两三四五六]+份")),
)  # fmt: skip


@dataclass(frozen=True)
class Passage:
    """One numbered passage; `id` as the chat cites it: 一(一)1, 第三条, 3.2."""

    id: str
    title: str
    text: str


def passages_in(text: str) -> tuple[Passage, ...]:
    """The whole text in order; what stands before the first number is 标题."""
    found: list[tuple[str, list[str]]] = [(_HEAD, [])]
    open_numbers: list[str] = []
    for line in (each.strip() for each in unicodedata.normalize("NFC", text).splitlines()):
        listed = found[-1][0] == _ANNEXES and not _LEVELS[1].match(line)
        id = _ANNEXES if _LISTED.match(line) else "" if listed else _id_of(line, open_numbers)
        if id and all(id != taken for taken, _ in found):
            found.append((id, [line]))
        elif line:
            found[-1][1].append(line)
    told = ((id, "\n".join(lines)) for id, lines in found if lines)
    return tuple(Passage(id, _title(words), words) for id, words in told)


def _id_of(line: str, open_numbers: list[str]) -> str:
    """The number a line begins with, under those still open; "" where it begins with none."""
    whole = _ARTICLE.match(line) or _DECIMAL.match(line)
    if whole:
        open_numbers.clear()
        return whole.group(0).replace("．", ".")
    for depth, level in enumerate(_LEVELS):
        match = level.match(line)
        if match:
            del open_numbers[depth:]
            open_numbers += [""] * (depth - len(open_numbers)) + [match[1]]
            return _joined(open_numbers)
    return ""


def _joined(numbers: Sequence[str]) -> str:
    chapter, big, middle, small, least = (*numbers, *[""] * 5)[:5]
    inner = f"({middle})" if middle else ""
    return f"{chapter}{big}{inner}{small}{f'({least})' if least else ''}"


def _title(text: str) -> str:
    """The first words after the number."""
    plain = text.partition("\n")[0]
    for shape in (_ARTICLE, _DECIMAL, *_LEVELS):
        plain = shape.sub("", plain, count=1).strip()
    return _shortened(_ENDS.split(plain, maxsplit=1)[0] or plain) or _HEAD


def _shortened(title: str) -> str:
    if len(title) <= _TITLE:
        return title
    at = max(title.rfind(joint, 0, _TITLE) for joint in _JOINTS)
    return f"{title[:at] if at > _TITLE // 3 else title[: _TITLE - 1]}…"


def to_decide(passages: Sequence[Passage]) -> Iterator[str]:
    """“一(三)5 比例：20%、30%”: each figure, day, form and row of an annex, for a yes."""
    for passage in passages:
        for row in passage.text.splitlines() if passage.id == _ANNEXES else ():
            if _ROW.match(row):
                yield f"{passage.id} 表里一行：{'、'.join(_CELL.split(row.strip()))}"
        for what, shape in _FINDINGS:
            found = dict.fromkeys(match.group(0) for match in shape.finditer(passage.text))
            if found:
                yield f"{passage.id} {what}：{'、'.join(found)}"
