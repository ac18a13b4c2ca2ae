"""The verdicts of a roster as a workbook: one row a person, and a page of what is still to ask."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from forms.kit import sheet_writer
from forms.kit.sheet_writer import CENTRE, ENTRY_FONT, LEFT, NOTE_FONT, TITLE_FONT
from forms.kit.workbook import address
from rules.plan import Plan
from rules.plan.called import notice_word
from rules.verdicts import Verdict, missing_facts

# Heading and width; the order of `_values`.
COLUMNS: Final = (
    ("序号", 6), ("姓名", 11), ("所在单位", 16), ("职务", 22), ("在哪考核", 18), ("基数", 18),
    ("指标", 20), ("表", 10), ("等次", 18), ("依据", 16), ("还缺的情况", 34),
)  # fmt: skip
_BESIDE: Final = ("表上还写着", 30)
HEADING_ROW: Final = 3
_CENTRED: Final = frozenset({"序号", "姓名", "表"})
_CLOSED_WORDS: Final = "—"


def workbook(
    plan: Plan,
    of: str,
    found: Sequence[Verdict],
    on: date,
    beside: Mapping[int, str] = MappingProxyType({}),
) -> bytes:
    """An xlsx of these people. `of`: whose roster it is; `on`: the day it was worked out.

    `beside`: what their sheet says of people beyond its columns, by id.
    """
    title = f"{of}{plan.year}年度考核逐人判定表"
    book = sheet_writer.new_book(title)
    columns = (*COLUMNS, _BESIDE) if beside else COLUMNS
    widths = [float(width) for _, width in columns]
    sheet = sheet_writer.new_sheet(book, "逐人判定", widths)
    sheet_writer.banner(sheet, 1, len(columns), title, TITLE_FONT, 32)
    note = (
        f"{on.year}年{on.month}月{on.day}日按现有名册和《{plan.title}》判定，共{len(found)}人。"
        f"名册没写的情况{plan.quotas.unwritten_words}都按没有算；{notice_word(plan)}未写明的以{plan.office}答复为准。"
    )
    sheet_writer.banner(sheet, 2, len(columns), note, NOTE_FONT, 32)
    sheet_writer.headings(sheet, HEADING_ROW, [heading for heading, _ in columns])
    for number, each in enumerate(found, 1):
        words = beside.get(each.person.id, "")
        _row(sheet, number, [*_values(plan, number, each), *([words] if beside else [])])
    sheet_writer.print_on_a4(sheet, HEADING_ROW, landscape=True)
    sheet.auto_filter.ref = f"A{HEADING_ROW}:{address(HEADING_ROW + len(found), len(columns))}"
    sheet_writer.list_page(book, "还缺的情况", _questions(plan, found))
    return sheet_writer.packed(book)


def _row(sheet: sheet_writer.Worksheet, number: int, values: Sequence[sheet_writer.Entry]) -> None:
    for column, ((heading, _), value) in enumerate(
        zip((*COLUMNS, _BESIDE), values, strict=False), 1
    ):
        align = CENTRE if heading in _CENTRED else LEFT
        place = address(HEADING_ROW + number, column)
        sheet_writer.write(sheet, place, value, font=ENTRY_FONT, align=align)


def _values(plan: Plan, number: int, each: Verdict) -> list[sheet_writer.Entry]:
    counting, person = plan.quotas.counting, each.person
    grade, form = "grade", "form"
    return [
        number,
        person.name,
        person.unit,
        person.post,
        _told(plan, each, plan.owing.axis),
        _told(plan, each, counting.base_axis),
        _told(plan, each, counting.quota_axis),
        each.values.get(form) or _told(plan, each, form),
        _told(plan, each, grade),
        "、".join(each.clauses),
        _lacking(plan, each),
    ]


def _told(plan: Plan, each: Verdict, axis: str) -> str:
    """The result in words; what is missing or not said in its place."""
    if axis in each.values:
        return plan.axes[axis].values[each.values[axis]]
    if axis in each.closed:
        return _CLOSED_WORDS
    known = each.open.get(axis)
    if known is None:
        return ""
    unsaid = f"{notice_word(plan)}未写明"
    return f"缺：{plan.facts[known.fact].label}" if known.fact else unsaid


def _lacking(plan: Plan, each: Verdict) -> str:
    """What contradicts itself, questions to be asked, then what the notice leaves open."""
    questions = (plan.facts[fact].question_alone for fact in each.missing)
    return "".join([*each.conflicts, *questions, *each.unsaid])


def _questions(plan: Plan, found: Sequence[Verdict]) -> list[str]:
    missing = missing_facts(plan, found)
    lines = [
        f"{number}. {each.question}——{'、'.join(f'{p.name}（{p.unit}）' for p in each.people)}"
        for number, each in enumerate(missing, 1)
    ]
    return ["还缺的情况", *(lines or ["没有要补的情况。"])]
