"""The index of a packet as a workbook."""

from collections.abc import Sequence
from typing import Final

from forms.kit.entry import Entry
from forms.kit.sheet_writer import (
    LEFT,
    TITLE_FONT,
    banner,
    headings,
    lock,
    new_book,
    new_sheet,
    packed,
    print_on_a4,
    write,
)
from forms.packet_list import Listed

_COLUMNS: Final = ("序号", "材料", "姓名", "状态", "版本", "回执号", "交来时间", "文件名")
_WIDTHS: Final = (6, 38, 10, 22, 8, 14, 18, 40)
_TABLE_FROM: Final = 3


def packet_list(title: str, lines: Sequence[Listed]) -> bytes:
    """An xlsx whose last line counts by formula how many papers are there."""
    book = new_book(title)
    sheet = new_sheet(book, "清单", _WIDTHS)
    banner(sheet, 1, len(_COLUMNS), title, TITLE_FONT, 32)
    headings(sheet, 2, _COLUMNS)
    for number, line in enumerate(lines, 1):
        at = f"{line.at:%Y-%m-%d %H:%M}" if line.at else ""
        values: tuple[Entry, ...] = (
            number, line.paper, line.person, line.state, line.version, line.receipt, at, line.file,
        )  # fmt: skip
        for column, value in zip("ABCDEFGH", values, strict=True):
            write(sheet, f"{column}{number + _TABLE_FROM - 1}", value, align=LEFT)
    last = len(lines) + _TABLE_FROM
    write(sheet, f"B{last}", "有文件的件数", align=LEFT, locked=True)
    write(sheet, f"D{last}", None, locked=True)
    if lines:
        # A formula, so not by `write`, which keeps text text.
        sheet[f"D{last}"] = f'=COUNTIF(H{_TABLE_FROM}:H{last - 1},"?*")'
    print_on_a4(sheet, 2, landscape=True)
    lock(sheet)
    return packed(book)
