"""Writing templates: styled, labels locked, drop-downs, ready to print on A4."""

import io
from collections.abc import Sequence
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.dimensions import ColumnDimension, RowDimension
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from forms.kit.entry import Entry

__all__ = ["Entry", "Workbook", "Worksheet"]

_LINE = Side(style="thin", color="999999")
BOX: Final = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
LABEL_FILL: Final = PatternFill("solid", fgColor="E8EEF7")
NO_FILL: Final = PatternFill()
ENTRY_FONT: Final = Font(name="宋体", size=11)
LABEL_FONT: Final = Font(name="宋体", size=11, bold=True)
NOTE_FONT: Final = Font(name="宋体", size=10, color="555555")
TITLE_FONT: Final = Font(name="黑体", size=16)
CENTRE: Final = Alignment(horizontal="center", vertical="center", wrap_text=True)
LEFT: Final = Alignment(horizontal="left", vertical="center", wrap_text=True)
LAST_COLUMN: Final = 16384


class _Growing(RowDimension):
    """A row that keeps fitting what stands in it: openpyxl fixes every row with a height."""

    @property
    def customHeight(self) -> bool:  # noqa: N802 — the name is the one openpyxl asks for
        """What programs ask before they fit a row."""
        return False


def new_book(title: str) -> Workbook:
    """A workbook without a sheet."""
    book = Workbook()
    sheet = book.active
    if isinstance(sheet, Worksheet):
        book.remove(sheet)
    book.properties.title = title
    book.properties.creator = ""
    book.calculation = CalcProperties(fullCalcOnLoad=True)
    return book


def measure_in(book: Workbook, font: str) -> None:
    """Column widths count digits of the workbook's standard font."""
    # openpyxl offers the standard style by name only, not to be changed.
    book._named_styles["Normal"].font = Font(name=font, size=11)  # type: ignore[attr-defined]


def new_sheet(book: Workbook, name: str, widths: Sequence[float]) -> Worksheet:
    """A sheet whose cells are all open for entry until `lock` closes the labels."""
    sheet: Worksheet = book.create_sheet(name)
    for column, width in enumerate(widths, 1):
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.width = width
        dimension.protection = Protection(locked=False)
    after = get_column_letter(len(widths) + 1)
    rest = ColumnDimension(sheet, index=after, min=len(widths) + 1, max=LAST_COLUMN)
    rest.protection = Protection(locked=False)
    sheet.column_dimensions[after] = rest
    return sheet


def write(
    sheet: Worksheet,
    place: str,
    value: Entry,
    *,
    font: Font = ENTRY_FONT,
    align: Alignment = CENTRE,
    boxed: bool = True,
    locked: bool = False,
    shape: str = "General",
) -> None:
    """One cell. Text stays text, whatever it begins with."""
    cell = sheet[place]
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    cell.font, cell.alignment, cell.number_format = font, align, shape
    cell.protection = Protection(locked=locked)
    if boxed:
        cell.border = BOX


def banner(sheet: Worksheet, row: int, columns: int, text: str, font: Font, height: float) -> None:
    """A locked line of text across the form."""
    align = CENTRE if font is TITLE_FONT else LEFT
    write(sheet, f"A{row}", text, font=font, align=align, boxed=False, locked=True)
    sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
    sheet.row_dimensions[row].height = height


def grow_from(sheet: Worksheet, row: int, height: float) -> None:
    """A height to begin with: what is typed later makes the row higher, and nothing is cut off."""
    sheet.row_dimensions[row] = _Growing(sheet, index=row, ht=height)


def headings(
    sheet: Worksheet,
    row: int,
    labels: Sequence[str],
    height: float = 34,
    fill: PatternFill = LABEL_FILL,
) -> None:
    """A row of headings."""
    for column, label in enumerate(labels, 1):
        place = f"{get_column_letter(column)}{row}"
        write(sheet, place, label, font=LABEL_FONT, locked=True)
        sheet[place].fill = fill
    sheet.row_dimensions[row].height = height


def drop_down(sheet: Worksheet, cells: str, options: Sequence[str], words: str) -> None:
    """Let cells be filled in from a list alone."""
    rule = DataValidation(type="list", formula1=f'"{",".join(options)}"', allow_blank=True)
    rule.error, rule.errorTitle, rule.showErrorMessage = words, "请从列表中选择", True
    rule.prompt, rule.promptTitle, rule.showInputMessage = words, "填写提示", True
    sheet.add_data_validation(rule)
    rule.add(cells)


def number_between(
    sheet: Worksheet, cells: str, low: float, high: float, words: str, *, whole: bool = False
) -> None:
    """Let cells hold numbers between two others alone."""
    rule = DataValidation(
        type="whole" if whole else "decimal",
        operator="between",
        formula1=str(low),
        formula2=str(high),
        allow_blank=True,
    )
    rule.error, rule.errorTitle, rule.showErrorMessage = words, "请检查", True
    sheet.add_data_validation(rule)
    rule.add(cells)


def lock(sheet: Worksheet) -> None:
    """Labels cannot be changed by mistake; rows may be added, removed and sorted. No password."""
    protection = sheet.protection
    protection.sheet = True
    for allowed in ("insertRows", "deleteRows", "formatCells", "formatColumns", "formatRows"):
        setattr(protection, allowed, False)
    protection.sort = False


def print_on_a4(sheet: Worksheet, heading_row: int, *, landscape: bool) -> None:
    """Make it fit the width of A4, its headings on every page."""
    setup = sheet.page_setup
    setup.paperSize = 9
    setup.orientation = "landscape" if landscape else "portrait"
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"1:{heading_row}"
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top = margins.bottom = 0.6
    footer = sheet.oddFooter.center if sheet.oddFooter else None
    if footer is not None:
        footer.text = "第 &P 页 共 &N 页"
    sheet.freeze_panes = f"A{heading_row + 1}"


def list_page(book: Workbook, name: str, lines: Sequence[str], width: float = 100) -> None:
    """A sheet of notes, one paragraph a row."""
    sheet = new_sheet(book, name, [width])
    for row, line in enumerate(lines, 1):
        font = TITLE_FONT if row == 1 else ENTRY_FONT
        write(sheet, f"A{row}", line, font=font, align=LEFT, boxed=False, locked=True)
    sheet.protection.sheet = True


def packed(book: Workbook) -> bytes:
    """The workbook as the bytes of a file."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
