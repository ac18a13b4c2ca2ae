"""A form drawn as a workbook box by box, ready to print on A4."""

from collections.abc import Mapping
from typing import Final

from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties

from forms.kit import sheet_writer
from forms.kit.addresses import address, position
from forms.kit.field import Asks, Field
from forms.kit.layout import Box, Layout, Look, is_low
from forms.kit.sheet_writer import Worksheet

_TOP_LEFT: Final = Alignment(horizontal="left", vertical="top", wrap_text=True)
_MARK: Final = Alignment(horizontal="right", vertical="center", wrap_text=True)
# A hand's breadth from the frame: the day is written by hand.
_SIGN: Final = Alignment(horizontal="right", vertical="center", wrap_text=True, indent=1)
_SMALL: Final = Font(name="宋体", size=9, color="555555")
_TITLE: Final = Font(name="黑体", size=18)
_MOST_PROMPT: Final = 250  # characters of an input message


def draw(layout: Layout, title: str, fields: Mapping[str, Field]) -> bytes:
    """An xlsx without values: labels locked, drop-downs and hints at the blanks."""
    book = sheet_writer.new_book(title)
    sheet_writer.measure_in(book, "宋体")
    sheet = sheet_writer.new_sheet(book, layout.sheet, layout.widths)
    for row, height in layout.heights.items():
        sheet.row_dimensions[row].height = height
    for box in layout.boxes:
        asked = fields.get(box.says) if box.look is Look.BLANK else None
        _box(sheet, box, asked, low=is_low(layout, box))
    sheet_writer.lock(sheet)
    _page(sheet, layout)
    if layout.notes:
        sheet_writer.list_page(book, "填表说明", layout.notes, width=88)
    return sheet_writer.packed(book)


def _box(sheet: Worksheet, box: Box, asked: Field | None, *, low: bool) -> None:
    font, align = _style(box.look, asked, low=low)
    boxed = box.look not in (Look.TITLE, Look.NOTE, Look.MARK)
    first, _, last = box.at.partition(":")
    (top, left), (bottom, right) = position(first), position(last or first)
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            sheet_writer.write(
                sheet, address(row, column), None, font=font, align=align, boxed=boxed,
                locked=asked is None, shape="@" if asked else "General",
            )  # fmt: skip
    cell = sheet[box.first]
    if not asked:
        cell.value, cell.data_type = box.says, "s"
    if asked and asked.asks is Asks.COUNT:
        cell.number_format = "0"
    if (left, top) != (right, bottom):
        sheet.merge_cells(box.at)
    if box.look is Look.SIGN:
        for column in range(left, right + 1):
            sheet.cell(top, column).fill = sheet_writer.NO_FILL
    if asked:
        _hint(sheet, box.first, asked)


def _style(look: Look, asked: Field | None, *, low: bool) -> tuple[Font, Alignment]:
    if asked and asked.asks is Asks.LONG:
        return sheet_writer.ENTRY_FONT, sheet_writer.LEFT if low else _TOP_LEFT
    if asked:
        return sheet_writer.ENTRY_FONT, sheet_writer.CENTRE
    return {
        Look.LABEL: (sheet_writer.LABEL_FONT, sheet_writer.CENTRE),
        Look.TITLE: (_TITLE, sheet_writer.CENTRE),
        Look.NOTE: (_SMALL, sheet_writer.LEFT),
        Look.MARK: (_SMALL, _MARK),
        Look.SIGN: (sheet_writer.ENTRY_FONT, _SIGN),
        Look.BLANK: (sheet_writer.ENTRY_FONT, sheet_writer.CENTRE),
    }[look]


def _hint(sheet: Worksheet, cell: str, asked: Field) -> None:
    """A drop-down, or for other blanks a hint that shows when one enters the cell."""
    right = f"例如：{asked.example[:60]}。" if asked.example else ""
    who = f"由{asked.by}填写。" if asked.by else ""
    words = (who + right)[:_MOST_PROMPT]
    if asked.options and not asked.open_choice:
        choices = f"请选：{'、'.join(asked.options)}。"
        sheet_writer.drop_down(sheet, cell, asked.options, (choices + who)[:_MOST_PROMPT])
    elif asked.asks is Asks.COUNT:
        sheet_writer.number_between(sheet, cell, 0, 9999, "请填整数，例如12。", whole=True)
    elif asked.options or words:
        formula = f'"{",".join(asked.options)}"' if asked.options else "TRUE"
        rule = DataValidation(formula1=formula, allow_blank=True)
        rule.type = "list" if asked.options else "custom"
        rule.showErrorMessage = False
        rule.promptTitle, rule.prompt, rule.showInputMessage = "填写提示", words or right, True
        sheet.add_data_validation(rule)
        rule.add(cell)


def _page(sheet: Worksheet, layout: Layout) -> None:
    """Two pages are printed at their own size: programs that scale to fit ignore page breaks."""
    setup = sheet.page_setup
    setup.paperSize = 9
    setup.orientation = "landscape" if layout.landscape else "portrait"
    last = max(layout.heights)
    sheet.print_area = f"A1:{address(last, len(layout.widths))}"
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top = margins.bottom = 0.55
    margins.header = margins.footer = 0.25
    if layout.back_from:
        sheet.row_breaks.append(Break(id=layout.back_from - 1))
    else:
        setup.fitToWidth = setup.fitToHeight = 1
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    footer = sheet.oddFooter.center if sheet.oddFooter else None
    if footer is not None and layout.back_from:
        footer.text = "第 &P 页 共 &N 页"
