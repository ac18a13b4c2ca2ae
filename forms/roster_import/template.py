"""The roster workbook to fill."""

from collections.abc import Mapping
from typing import Final

from forms.kit import sheet_writer, workbook
from forms.kit.sheet_writer import Worksheet
from forms.roster_import import EXAMPLE_MARK, EXAMPLES
from rules.plan import Fact, Plan
from rules.roster import (
    COLUMNS,
    MEMBERS,
    PEOPLE,
    ROLE_LABELS,
    SECONDMENTS,
    SENT_BY_LABELS,
    UNIT_KIND_LABELS,
    UNITS,
)

_CHOICES: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    (UNITS, "kind"): tuple(UNIT_KIND_LABELS.values()),
    (SECONDMENTS, "sent_by"): tuple(SENT_BY_LABELS.values()),
    (MEMBERS, "role"): tuple(ROLE_LABELS.values()),
}
_NOTES: Final = (
    "填表说明",
    f"每张表第1行是列名，请不要改；第2行以“{EXAMPLE_MARK}”开头的是示例，导入时会跳过，可以删掉。",
    "单位：单位全称要与各表里写的一致；简称可以写几个，用顿号隔开，例如“城关、城关镇政府”。",
    "单位：学校、医院、企业和派驻乡镇所庭室要填“上级主管部门”，例如“县教育局”。",
    "人员：一人一行，写在所在单位；县里派出挂职的写在原单位，上级派来挂职的写在挂职单位。",
    "人员：拿不准的格子可以空着，机器人会按“未提到”处理并说明；不要猜。",
    "挂职：日期写年月日，例如“2019-06-28”；还在挂职的，结束日期空着。",
    "企业微信成员：账号在企业微信管理后台的通讯录里看；身份为“干部”的，姓名要在人员表里。",
    "身份证号、手机号、处分内容不需要，请不要写进来；涉密内容不得写进来。",
)
_LIST_LIMIT: Final = 255  # characters of a drop-down written into its cell rule
_LAST_ENTRY_ROW: Final = 2000


def template(plan: Plan) -> bytes:
    """An empty roster workbook with headings, examples, drop-downs and notes."""
    book = sheet_writer.new_book("单位人员导入表")
    sheet_writer.list_page(book, "填表说明", _NOTES)
    facts = [plan.facts[id] for id in plan.roster.offered]
    for name, columns in COLUMNS.items():
        own = [*columns.values()]
        labels = own + [fact.label for fact in facts] if name == PEOPLE else own
        sheet = sheet_writer.new_sheet(book, name, [_width(label) for label in labels])
        sheet_writer.headings(sheet, 1, labels)
        _example_row(sheet, name)
        _drop_downs(sheet, name, facts)
        sheet_writer.print_on_a4(sheet, 1, landscape=len(labels) > 6)
    return sheet_writer.packed(book)


def _width(label: str) -> float:
    return max(12, min(30, len(label) * 2.2 + 2))


def _example_row(sheet: Worksheet, name: str) -> None:
    for column, value in enumerate(EXAMPLES[name], 1):
        text = EXAMPLE_MARK + value if column == 1 else value
        place = workbook.address(2, column)
        sheet_writer.write(sheet, place, text, font=sheet_writer.NOTE_FONT, shape="@")


def _drop_downs(sheet: Worksheet, name: str, facts: list[Fact]) -> None:
    fields = list(COLUMNS[name])
    choices = {fields.index(f) + 1: options for (s, f), options in _CHOICES.items() if s == name}
    if name == PEOPLE:
        for column, fact in enumerate(facts, len(fields) + 1):
            if fact.kind in ("choice", "bool"):
                choices[column] = tuple(fact.values.values()) or ("是", "否")
    for column, options in choices.items():
        if len(",".join(options)) <= _LIST_LIMIT and not any("," in each for each in options):
            cells = f"{workbook.address(2, column)}:{workbook.address(_LAST_ENTRY_ROW, column)}"
            sheet_writer.drop_down(sheet, cells, options, "请从下拉列表中选择。")
