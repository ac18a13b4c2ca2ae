"""The faults of single blanks: empty, not a month, not one of the choices, not a number."""

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from typing import Final

from forms.kit.field import Asks, Field
from forms.kit.filled import Filled
from forms.kit.grades import GRADES, near_grade
from forms.kit.months import Month, may_be_october, month_of, near_month
from forms.kit.problem import Problem

# What people write so that a cell is not empty.
_NOTHING: Final = frozenset({"/", "-", "—", "——", "x", "X", "略", "同上", "待填", "无内容", "xxx"})
# What people write where something still goes on.
STILL: Final = frozenset(
    {"至今", "现在", "目前", "仍在", "还在", "现在还在", "目前还在", "仍在挂职", "还在挂职"}
    | {"继续挂职", "未结束", "没有结束", "没结束"}
)
_MONTH_EXAMPLE: Final = "1971.04"


def of_fields(filled: Filled, today: date) -> Iterator[Problem]:
    """Every fault a blank has by itself."""
    for id, field in filled.fields.items():
        if not filled.has(id):
            continue
        text, cell = filled.tidy(id), filled.cells[id]
        if not text or (text in _NOTHING and field.asks is not Asks.COUNT):
            if field.required:
                yield _empty(field, cell, text)
        elif field.asks is Asks.MONTH:
            yield from _month(filled, id, today)
        elif field.asks is Asks.CHOICE:
            yield from _choice(field, cell, text)
        elif field.asks is Asks.COUNT and not text.isdecimal():
            what = f"“{filled.text(id)}”不是整数"
            yield Problem(cell, what, field.clause, field.example or "1")


def _empty(field: Field, cell: str, text: str) -> Problem:
    found = f"只写了“{text}”" if text else "是空的"
    who = f"（由{field.by}填写）" if field.by else ""
    return Problem(cell, f"“{field.label}”{found}{who}", field.clause, field.example)


def _month(filled: Filled, id: str, today: date) -> Iterator[Problem]:
    field, cell, value = filled.fields[id], filled.cells[id], filled.values[id]
    if field.options and filled.tidy(id) in STILL:
        return
    right = field.example or _MONTH_EXAMPLE
    month = month_of(value)
    if month is None:
        near = near_month(filled.text(id), today)
        what = f"“{field.label}”写的“{filled.text(id)}”看不出是哪年哪月"
        yield Problem(cell, what, field.clause, str(near) if near else right)
    elif month > Month(today.year, today.month) and not field.options:
        what = f"“{field.label}”{month}还没有到"
        yield Problem(cell, what, field.clause, right)
    elif month.year < today.year - 90:
        yield Problem(cell, f"“{field.label}”{month}太早了", field.clause, right)
    elif may_be_october(value):
        what = f"“{filled.text(id)}”看不出是1月还是10月：按数字存的10月会变成1月"
        yield Problem(cell, what, field.clause, f"{month}或{month.year}.10", must=False)


def _choice(field: Field, cell: str, text: str) -> Iterator[Problem]:
    if text in field.options:
        return
    words = "、".join(field.options)
    if field.open_choice:
        what = f"“{text}”不在常用的{words}之中，请核对"
        yield Problem(cell, what, field.clause, field.example or field.options[0], must=False)
        return
    near = near_grade(text) if field.options == GRADES else ""
    close = near or next(iter(get_close_matches(text, field.options, n=1, cutoff=0.5)), "")
    what = f"“{text}”不能填，可填{words}"
    yield Problem(cell, what, field.clause, close or field.example or field.options[0])
