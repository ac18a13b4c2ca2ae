"""Classification marks (绝密, 机密, 秘密) as documents carry them, told from the mere words.

A mark is: the level with a star (机密★1年), alone in its line or cell (秘密, 【机密】3年), after a
label (密级：机密), or said of the document itself (本件为机密级). 保守秘密 or 泄露机密 in running
text is none. In a file name the level itself is enough, except in phrases about keeping secrets.
What looks like a mark and is not is refused too: a clerk can rename a file, a leaked paper cannot
be called back. Pictures are not read: of a scan only the name is known.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from rules.names import plain_letters

_LEVEL = r"(?:[绝絕]\s*密|[机機]\s*密|秘\s*密)"
_PERIOD = (
    r"(?:[0-9]+|[一二三四五六七八九十]+)\s*(?:年|个月|個月|月|天|日)|[长長]期|启用前|解密前|永久"
)
_OPEN = r"[\s\[【(〔《<〈“\"'‘『「{]*"
_CLOSE = r"[\s\]】)〕》>〉”\"'’』」}.]*"
_LABEL = r"(?:密\s*级|密\s*級|秘密等级|保密等级|保密级别|涉密等级|涉密级别|定密等级)"
_THIS = r"本(?:文件|材料|资料|报告|通知|方案|名单|件|表|文)"
_NO_STOP = r"[^,。;!?\n]"

# After NFKC, which turns （）：！＊ and full-width letters into their plain forms.
_MARKS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_LEVEL}\s*级?\s*[★☆⭐✩✪✭](?:\s*(?:{_PERIOD}))?",
        rf"{_LEVEL}\s*\*+\s*(?:{_PERIOD}|$)",
        (
            rf"^{_OPEN}(?:{_LABEL}[^:]{{0,8}}:)?{_OPEN}{_LEVEL}\s*(?:级|件|文件|资料|材料)?"
            rf"{_CLOSE}[\s,、/\-—·]*{_OPEN}(?:{_PERIOD})?{_CLOSE}$"
        ),
        rf"{_LABEL}(?:标志|标识|和保密期限|及保密期限|\(.{{0,8}}\))?\s*[:]{_OPEN}{_LEVEL}",
        rf"{_THIS}{_NO_STOP}{{0,4}}(?:属|为|系|是|定){_NO_STOP}{{0,8}}{_LEVEL}",
    )
)
_NEGATED = re.compile(r"(?:不属|不是|非属|并非|不涉及|不含|不为)")
_HARMLESS_IN_NAMES = re.compile(
    r"(?:保守|严守|保护|泄露|泄漏|防止)[^,。;\s]{0,6}秘密|商业秘密|个人秘密"
    # 计算机密码, 司机密…: the two characters belong to other words.
    r"|机密(?=[码钥闭封度集切])"
)


def mark_in_name(name: str) -> str | None:
    """The level a file name gives, or None."""
    found = re.search(_LEVEL, _HARMLESS_IN_NAMES.sub("", plain_letters(name)))
    return _tidy(found.group()) if found else None


def mark_in_lines(lines: Iterable[str]) -> str | None:
    """The first mark in lines of text, a line being a paragraph, a cell or a line of a page."""
    return next((mark for line in lines if (mark := mark_in_line(line))), None)


def mark_in_line(line: str) -> str | None:
    """The mark a line carries; none where it only speaks of marks."""
    text = plain_letters(line).strip()
    if "密" not in text:
        return None
    for pattern in _MARKS:
        found = pattern.search(text)
        if found and not _NEGATED.search(found.group()):
            return _tidy(found.group())
    return None


def upright(lines: Iterable[str]) -> Iterator[str]:
    """The lines, and letters that stand below each other once more as one line."""
    column: list[str] = []
    for line in lines:
        yield line
        letter = line.strip()
        if len(letter) == 1:
            column.append(letter)
        elif letter:
            if len(column) > 1:
                yield "".join(column)
            column = []
    yield "".join(column)


# Letters as old programs keep them: UTF-16 (Word, Excel since 97) or GBK (Excel 95), between
# lengths, codes and ends of paragraphs and cells. They are searched without knowing the format.
_RUN_16: Final = re.compile("[\u3000-\u303f\u4e00-\u9fff\uff00-\uffee★☆ -~]+")
_RUN_GBK: Final = re.compile(rb"(?:[\x81-\xfe][\x40-\xfe]|[ -~])+")


def mark_in_bytes(data: bytes) -> str | None:
    """The first mark among the letters in the raw bytes of an old .doc or .xls."""
    return mark_in_lines(_runs(data))


def _runs(data: bytes) -> Iterator[str]:
    """Runs of letters around each 密."""
    for found in re.finditer(re.escape("密".encode("utf-16-le")), data):
        start = max(found.start() % 2, found.start() - 80)
        text = data[start : found.end() + 80].decode("utf-16-le", "replace")
        yield from (run for run in _RUN_16.findall(text) if "密" in run)
    for found in re.finditer(re.escape("密".encode("gbk")), data):
        piece = data[max(0, found.start() - 80) : found.end() + 40]
        before = re.search(rb"[^\x00-\x1f]*$", piece[: min(80, found.start())])
        begin = before.start() if before else 0
        yield from (run.decode("gbk", "ignore") for run in _RUN_GBK.findall(piece[begin:]))


def _tidy(mark: str) -> str:
    text = "".join(mark.split()).strip("[]【】()〔〕《》<>〈〉“”\"'‘’『』「」{}.\x07")
    return text if len(text) <= 12 else re.search(_LEVEL, mark).group()  # type: ignore[union-attr]
