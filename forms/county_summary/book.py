"""The county's 汇总表 as a workbook."""

from collections.abc import Sequence
from typing import Final

from openpyxl.chart import BarChart, Reference
from openpyxl.utils import get_column_letter

from forms.county_summary import UnitRow
from forms.kit.entry import Entry
from forms.kit.grades import GRADES
from forms.kit.sheet_writer import (
    NOTE_FONT,
    TITLE_FONT,
    Workbook,
    Worksheet,
    banner,
    headings,
    lock,
    new_book,
    new_sheet,
    packed,
    print_on_a4,
    write,
)

_PAGE: Final = 25  # centimetres of an upright A4
_FIRST: Final = 3


def county_summary(title: str, units: Sequence[UnitRow], listed: str) -> bytes:
    """An xlsx of three sheets and a chart. Papers come in the order in which they are first owed.

    `listed`: how the list of grades is called.
    """
    book = new_book(title)
    # Grades a version brought that we do not know get a column too: nobody is left out of a sum.
    grades = list(dict.fromkeys([*GRADES, *(g for unit in units for g in unit.grades or ())]))
    _grades(book, title, units, grades, listed)
    _excellent(book, title, units, listed)
    _handed_in(book, title, units)
    return packed(book)


def _grades(
    book: Workbook, title: str, units: Sequence[UnitRow], grades: Sequence[str], listed: str
) -> None:
    sheet = new_sheet(book, "等次汇总", [6, 26, 16, 12, 10, *[10] * len(grades), 10, 12, 10])
    counted = ("考核基数", "占指标的优秀", "优秀占比")
    labels = ["序号", "单位", "考核组", "班子等次", "人数", *grades, *counted]
    banner(sheet, 1, len(labels), f"{title}（等次汇总）", TITLE_FONT, 32)
    headings(sheet, 2, labels)
    first, last = get_column_letter(6), get_column_letter(5 + len(grades))
    base, places, share = _letters(6 + len(grades), 3)
    for row, unit in enumerate(units, _FIRST):
        known = unit.grades
        counts = [known.get(grade, 0) if known is not None else None for grade in grades]
        _line(
            sheet,
            row,
            [row - 2, unit.name, unit.group, unit.team_grade, None, *counts, unit.base, None, None],
        )
        if known is None:
            write(sheet, f"D{row}", f"未交{listed}")
            continue
        sheet[f"E{row}"] = f"=SUM({first}{row}:{last}{row})"
        write(sheet, f"{places}{row}", unit.places)
        _share(sheet, row, base, places, share)
    end = len(units) + _FIRST
    _total(sheet, end, ["E", *_letters(6, len(grades) + 2)], len(labels))
    # Of the units whose list is in: the base of the others has nothing to be a share of.
    handed = "+".join(f"{base}{at}" for at, u in enumerate(units, _FIRST) if u.grades is not None)
    sheet[f"{share}{end}"] = f'=IF(({handed or 0})=0,"",{places}{end}/({handed or 1}))'
    sheet[f"{share}{end}"].number_format = "0.0%"
    note = (
        "优秀占比是占本单位指标的优秀与考核基数之比，正职、委托考核的优秀不在内；"
        f"合计只算已交{listed}的单位。"
    )
    banner(sheet, end + 1, len(labels), note, NOTE_FONT, 20)
    print_on_a4(sheet, 2, landscape=True)
    lock(sheet)


def _share(sheet: Worksheet, row: int, base: str, places: str, share: str) -> None:
    sheet[f"{share}{row}"] = f'=IF({base}{row}=0,"",{places}{row}/{base}{row})'
    sheet[f"{share}{row}"].number_format = "0.0%"


def _excellent(book: Workbook, title: str, units: Sequence[UnitRow], listed: str) -> None:
    sheet = new_sheet(book, "优秀建议人选", [6, 26, 10, 12, 40])
    banner(sheet, 1, 5, f"{title}（优秀建议人选，按各单位排序）", TITLE_FONT, 32)
    headings(sheet, 2, ["序号", "单位", "单位内排序", "姓名", "职务"])
    lines = [(u.name, n, one) for u in units for n, one in enumerate(u.excellent, 1)]
    for row, (unit, place, one) in enumerate(lines, _FIRST):
        _line(sheet, row, [row - 2, unit, place, one.name, one.post])
    if not lines:
        nobody = f"还没有单位在{listed}里建议优秀人选。"
        banner(sheet, _FIRST, 5, nobody, NOTE_FONT, 22)
    print_on_a4(sheet, 2, landscape=True)
    lock(sheet)


def _handed_in(book: Workbook, title: str, units: Sequence[UnitRow]) -> None:
    papers = list(dict.fromkeys(paper for unit in units for paper in unit.owed))
    sheet = new_sheet(book, "上交情况", [5, 20, *[6.5] * (2 * len(papers)), 8, 8, 7])
    labels = ["序号", "单位", *(f"{p}\n{what}" for p in papers for what in ("应交", "已交"))]
    labels += ["应交合计", "已交合计", "完成率"]
    banner(sheet, 1, len(labels), f"{title}（上交情况）", TITLE_FONT, 32)
    headings(sheet, 2, labels, 16 * max(sum(map(_lines, label.split("\n"))) for label in labels))
    columns = _letters(3, 2 * len(papers))
    owed, here, rate = _letters(3 + 2 * len(papers), 3)
    for row, unit in enumerate(units, _FIRST):
        numbers = [kind.get(paper, 0) for paper in papers for kind in (unit.owed, unit.here)]
        _line(sheet, row, [row - 2, unit.name, *numbers, None, None, None])
        _sums(sheet, row, columns, owed, here, rate)
    last = len(units) + _FIRST
    _total(sheet, last, [*columns], len(labels))
    _sums(sheet, last, columns, owed, here, rate)
    print_on_a4(sheet, 2, landscape=True)
    if units and papers:
        _chart_page(book, title, _chart(sheet, 3 + 2 * len(papers), last - 1))


def _lines(words: str) -> int:
    """Lines these words take at the head of a narrow column, two or three characters each."""
    return -(-len(words) // 2)


def _sums(
    sheet: Worksheet, row: int, columns: Sequence[str], owed: str, here: str, rate: str
) -> None:
    sheet[f"{owed}{row}"] = "=" + ("+".join(f"{c}{row}" for c in columns[::2]) or "0")
    sheet[f"{here}{row}"] = "=" + ("+".join(f"{c}{row}" for c in columns[1::2]) or "0")
    sheet[f"{rate}{row}"] = f'=IF({owed}{row}=0,"",{here}{row}/{owed}{row})'
    sheet[f"{rate}{row}"].number_format = "0%"


def _chart(sheet: Worksheet, owed: int, last: int) -> BarChart:
    """应交 and 已交 of every unit, side by side."""
    chart = BarChart()
    chart.type, chart.title = "bar", "各单位应交、已交"
    data = Reference(sheet, min_col=owed, max_col=owed + 1, min_row=2, max_row=last)
    chart.add_data(data, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=2, min_row=_FIRST, max_row=last))
    chart.x_axis.scaling.orientation = "maxMin"  # the first unit on top
    # Axes are drawn only where this is said.
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.height, chart.width = min(_PAGE, max(8, (last - 1) * 0.6)), 18
    return chart


def _chart_page(book: Workbook, title: str, chart: BarChart) -> None:
    """The chart on a page of its own, whole."""
    sheet = new_sheet(book, "上交情况图", [2, 80])
    banner(sheet, 1, 2, f"{title}（上交情况图）", TITLE_FONT, 32)
    sheet.add_chart(chart, "B2")
    print_on_a4(sheet, 1, landscape=False)
    sheet.page_setup.fitToHeight = 1


def _line(sheet: Worksheet, row: int, values: Sequence[Entry]) -> None:
    for column, value in enumerate(values, 1):
        write(sheet, f"{get_column_letter(column)}{row}", value)


def _total(sheet: Worksheet, row: int, columns: Sequence[str], width: int) -> None:
    _line(sheet, row, ["", "合计", *[None] * (width - 2)])
    for column in columns:
        if row > _FIRST:
            sheet[f"{column}{row}"] = f"=SUM({column}{_FIRST}:{column}{row - 1})"


def _letters(first: int, count: int) -> list[str]:
    return [get_column_letter(column) for column in range(first, first + count)]
