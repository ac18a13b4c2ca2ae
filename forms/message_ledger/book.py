"""The messages of a season as a workbook."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Final

from forms.kit import sheet_writer
from forms.kit.entry import Entry
from forms.kit.sheet_writer import CENTRE, LEFT, NOTE_FONT, TITLE_FONT
from forms.kit.workbook import address
from forms.message_ledger import LedgerRow
from rules.plan import Plan

_HEADING_ROW: Final = 3


def workbook(plan: Plan, rows: Sequence[LedgerRow], on: date, ceiling: int) -> bytes:
    """An xlsx with two pages; `ceiling`: the most messages to one unit."""
    title = f"{plan.year}年度考核消息台账"
    book = sheet_writer.new_book(title)
    note = (
        f"截至{on.year}年{on.month}月{on.day}日，系统主动发出{len(rows)}条；每个单位一季上限{ceiling}条。"
        "回答提问的消息不计。"
    )
    reasons = list(dict.fromkeys(row.why for row in rows))
    units = list(dict.fromkeys(row.unit for row in rows))
    counts = Counter((row.unit, row.why) for row in rows)
    totals = Counter(row.unit for row in rows)
    summed: list[list[Entry]] = [
        [unit, *(counts[unit, why] for why in reasons), totals[unit]] for unit in units
    ]
    _page(book, "按单位", title, note, ["单位", *reasons, "合计"], summed)
    each: list[list[Entry]] = [
        [f"{row.at:%Y-%m-%d %H:%M}", row.unit, row.name, row.why] for row in rows
    ]
    _page(book, "逐条", title, note, ["时间", "单位", "收件人", "原因"], each)
    return sheet_writer.packed(book)


def _page(
    book: sheet_writer.Workbook,
    name: str,
    title: str,
    note: str,
    labels: Sequence[str],
    rows: Sequence[Sequence[Entry]],
) -> None:
    sheet = sheet_writer.new_sheet(book, name, [18.0] * len(labels))
    sheet_writer.banner(sheet, 1, len(labels), title, TITLE_FONT, 32)
    sheet_writer.banner(sheet, 2, len(labels), note, NOTE_FONT, 32)
    sheet_writer.headings(sheet, _HEADING_ROW, labels)
    for number, row in enumerate(rows, _HEADING_ROW + 1):
        for column, value in enumerate(row, 1):
            align = LEFT if column == 1 else CENTRE
            sheet_writer.write(sheet, address(number, column), value, align=align)
    sheet_writer.print_on_a4(sheet, _HEADING_ROW, landscape=len(labels) > 5)
