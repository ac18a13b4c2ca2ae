"""The empty form for one unit, its people written in."""

from collections.abc import Mapping, Sequence
from typing import Final

from forms.grade_proposals import layout, places
from forms.kit import sheet_writer
from forms.kit.grades import GRADES
from forms.kit.room import LINE, lines_of, wide_in
from forms.kit.sheet_form import mark_of
from forms.kit.sheet_writer import CENTRE, ENTRY_FONT, LEFT, NOTE_FONT, TITLE_FONT
from forms.kit.standing import Place, Standing, ThisUnit
from forms.kit.workbook import address
from rules.plan import Plan

HEADING_ROW: Final = 5
_SPARE_ROWS: Final = 3
_ROW: Final = 24  # points
# Points on one sheet of A4 across, where a letter of eleven is still one of eight.
_ON_ONE_PAGE: Final = 700
_SIGN: Final = (
    "单位主要负责人（签字）：　　　　　　　　　　　　"
    "单位（盖章）：　　　　　　　　　　　　　　年　　月　　日"
)
_COLUMN: Final = {id: number for number, (id, *_) in enumerate(layout.COLUMNS, 1)}
_LEFT_ALIGNED: Final = ("unit", "post", "note")


def template(plan: Plan, unit: ThisUnit, standings: Sequence[Standing]) -> bytes:
    """An xlsx: people assessed in the unit, then those the notice does not settle."""
    paper = plan.read_as(layout.KIND)
    title = paper.titled(plan.year)
    book = sheet_writer.new_book(f"{title}（{unit.name}）")
    widths = [width for _, _, width, _ in layout.COLUMNS]
    sheet = sheet_writer.new_sheet(book, "等次建议", widths)
    columns = len(widths)
    sheet_writer.banner(
        sheet, 1, columns, f"{title}（{paper.form}）" if paper.form else title, TITLE_FONT, 32
    )
    note = "本表是本系统的样表，县里下发正式表样后以正式表样为准。" + base_words(
        plan, unit, standings
    )
    sheet_writer.banner(sheet, 2, columns, note, NOTE_FONT, 32)
    _headers(sheet, plan, unit)
    labels = [heading for _, heading, *_ in layout.COLUMNS]
    sheet_writer.headings(sheet, HEADING_ROW, labels, 48, sheet_writer.NO_FILL)
    listed = in_order(standings)
    last = HEADING_ROW + len(listed) + _SPARE_ROWS
    for row in range(HEADING_ROW + 1, last + 1):
        at = row - HEADING_ROW - 1
        _row(sheet, row, listed[at] if at < len(listed) else None)
    _rules(sheet, last)
    sheet_writer.banner(sheet, last + 1, columns, _SIGN, ENTRY_FONT, 44)
    sheet_writer.lock(sheet)
    sheet_writer.print_on_a4(sheet, HEADING_ROW, landscape=True)
    if sum(each.height or 0 for each in sheet.row_dimensions.values()) <= _ON_ONE_PAGE:
        sheet.page_setup.fitToHeight = 1
    sheet_writer.list_page(book, "填表说明", _notes(plan))
    return sheet_writer.packed(book)


def base_words(plan: Plan, unit: ThisUnit, standings: Sequence[Standing]) -> str:
    """How many 优秀 the unit may propose, with the arithmetic; empty where nobody counts."""
    found = [b for b in places.books(plan, unit, standings) if b.base or b.open]
    if not found:
        return ""
    sums = "。".join(places.sum_words(book, "优秀") for book in found)
    rounding = dict.fromkeys(f"{places.rounding_words(plan, book)}。" for book in found)
    return f"按现有名册：{sums}。{''.join(words for words in rounding if words != '。')}"


def _headers(sheet: sheet_writer.Worksheet, plan: Plan, unit: ThisUnit) -> None:
    """Row 3: 单位 · 年度 · 班子等次; row 4: who filled it in, and the version of the layout."""
    labels = layout.HEADERS
    cells = [
        ("A3", labels["unit"], "C3", unit.name, "B3:D3"),
        ("E3", labels["year"], "F3", str(plan.year), ""),
        ("G3", labels["team_grade"], "H3", "", "H3:I3"),
        ("A4", "填表人", "C4", "", "B4:D4"),
        ("E4", "联系电话", "F4", "", ""),
        ("G4", "填表日期", "H4", "", "H4:I4"),
    ]
    for label_at, label, at, value, merged in cells:
        sheet_writer.write(sheet, label_at, label, font=sheet_writer.LABEL_FONT, locked=True)
        first = merged.partition(":")[0] or at
        sheet_writer.write(sheet, first, value, align=LEFT, shape="@")
        if merged:
            sheet.merge_cells(merged)
    version = mark_of(plan, layout.KIND, layout.VERSION)
    sheet_writer.write(sheet, "J4", version, font=NOTE_FONT, boxed=False, locked=True)
    sheet.row_dimensions[3].height = sheet.row_dimensions[4].height = 22
    fact = plan.facts.get(plan.quotas.grade_fact)
    grades = list(fact.values.values()) if fact else []
    sheet_writer.drop_down(sheet, "H3", grades, "班子等次还没有确定的，空着不填。")


def in_order(standings: Sequence[Standing]) -> list[Standing]:
    """Heads first, then in the order of the roster; those not settled at the end."""
    settled = [each for each in standings if each.place is Place.HERE]
    open_ones = [each for each in standings if each.place is Place.UNSETTLED]
    return sorted(settled, key=lambda each: not each.listed_apart) + open_ones


def known(number: int, standing: Standing) -> dict[str, sheet_writer.Entry]:
    """What the roster knows of somebody's row, by column."""
    person, is_open = standing.person, standing.place is Place.UNSETTLED
    return {
        "number": number,
        "name": person.name,
        "unit": person.unit,
        "post": person.post,
        "apart": "是" if standing.listed_apart else "否",
        "note": "没有写明是否在本单位考核，请先核对" if is_open else "",
    }


def _row(sheet: sheet_writer.Worksheet, row: int, standing: Standing | None) -> None:
    values = known(row - HEADING_ROW, standing) if standing is not None else {}
    for id, column in _COLUMN.items():
        sheet_writer.write(
            sheet,
            address(row, column),
            values.get(id),
            font=ENTRY_FONT,
            align=LEFT if id in _LEFT_ALIGNED else CENTRE,
            shape={"number": "0", "score": "0.00", "rank": "0"}.get(id, "@"),
        )
    sheet_writer.grow_from(sheet, row, _height(values))


def _height(values: Mapping[str, sheet_writer.Entry]) -> float:
    """What the longest of its texts needs."""
    lines = [
        lines_of(str(values.get(id) or ""), wide_in(width)) for id, _, width, _ in layout.COLUMNS
    ]
    return max(_ROW, max(lines) * LINE + 5)


def _rules(sheet: sheet_writer.Worksheet, last: int) -> None:
    def cells(id: str) -> str:
        return f"{address(HEADING_ROW + 1, _COLUMN[id])}:{address(last, _COLUMN[id])}"

    grades = "请选：" + "、".join(GRADES)
    sheet_writer.drop_down(sheet, cells("grade"), GRADES, grades)
    sheet_writer.drop_down(sheet, cells("routine"), ("有", "无"), "全年领导评价有“优秀”的选“有”。")
    sheet_writer.drop_down(sheet, cells("apart"), ("是", "否"), "单列的选“是”。")
    sheet_writer.number_between(sheet, cells("score"), 0, 100, "请填0到100之间的数，可以有小数。")
    sheet_writer.number_between(
        sheet, cells("rank"), 1, 500, "请填从1开始的整数，例如1。", whole=True
    )


def _notes(plan: Plan) -> list[str]:
    return [
        "填表说明",
        "本表是本系统的样表，县里下发正式表样后以正式表样为准。",
        "一人一行；可以插入、删除行，不要改列名。空行不影响。",
        f"“等次建议”只填：{'、'.join(GRADES)}。",
        *plan.read_as(layout.KIND).notes,
        f"优秀人数：{plan.quotas.rounding_words}",
        "涉密内容不得写入本表，也不得通过网络报送。",
    ]
