"""The audit trail as a workbook: one row an act, no message's words."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final, Protocol

from forms.kit import sheet_writer
from forms.kit.sheet_writer import CENTRE, ENTRY_FONT, LEFT, NOTE_FONT, TITLE_FONT
from forms.kit.workbook import address

COLUMNS: Final = (
    ("编号", 8), ("时间", 18), ("谁", 24), ("做了什么", 14), ("涉及单位", 20), ("内容", 60),
)  # fmt: skip
HEADING_ROW: Final = 3
_CENTRED: Final = frozenset({"编号", "时间", "做了什么"})


class Line(Protocol):
    """One act in words."""

    @property
    def id(self) -> int:
        """The number of the act."""

    @property
    def at(self) -> datetime:
        """When."""

    @property
    def who(self) -> str:
        """Who did it."""

    @property
    def act(self) -> str:
        """What kind of act it was."""

    @property
    def unit(self) -> str:
        """The unit it was about, empty where none."""

    @property
    def what(self) -> str:
        """What exactly was done."""


def workbook(title: str, lines: Iterable[Line], at: datetime) -> bytes:
    """An xlsx of these acts in the order given. `at`: when it was made."""
    book = sheet_writer.new_book(title)
    sheet = sheet_writer.new_sheet(book, "操作记录", [float(width) for _, width in COLUMNS])
    sheet_writer.banner(sheet, 1, len(COLUMNS), title, TITLE_FONT, 32)
    note = f"{at:%Y-%m-%d %H:%M}导出。记录只增不改；不含聊天内容。"
    sheet_writer.banner(sheet, 2, len(COLUMNS), note, NOTE_FONT, 22)
    sheet_writer.headings(sheet, HEADING_ROW, [heading for heading, _ in COLUMNS])
    last = HEADING_ROW
    for last, each in enumerate(lines, HEADING_ROW + 1):
        values: tuple[sheet_writer.Entry, ...] = (
            each.id,
            f"{each.at:%Y-%m-%d %H:%M}",
            each.who,
            each.act,
            each.unit,
            each.what,
        )
        for column, ((heading, _), value) in enumerate(zip(COLUMNS, values, strict=True), 1):
            align = CENTRE if heading in _CENTRED else LEFT
            sheet_writer.write(sheet, address(last, column), value, font=ENTRY_FONT, align=align)
    sheet_writer.print_on_a4(sheet, HEADING_ROW, landscape=True)
    sheet.auto_filter.ref = f"A{HEADING_ROW}:{address(last, len(COLUMNS))}"
    return sheet_writer.packed(book)
