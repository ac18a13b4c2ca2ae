"""A roster with cells no list of people has is refused with the place, and nothing is imported."""

from collections.abc import Callable

import pytest

from rules.roster import ImportResult, ImportRows, MemberRow, PersonRow, UnitRow
from storage import Store

UNIT = UnitRow(2, "城关镇", "乡镇")
CLERK = MemberRow(7, "a" * 61, "王芳", "政工人事", "城关镇")
LONG = "张" * 3000
TURNED = "张\u202e伟"


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        (ImportRows(units=(UnitRow(2, LONG, "乡镇"),)), "“单位”第2行“单位全称”列：有3000个字"),
        (ImportRows(units=(UnitRow(2, "城关镇", "乡镇", (LONG,)),)), "有3000个字"),
        (ImportRows(units=(UnitRow(2, TURNED, "乡镇"),)), "U+202E"),
        (ImportRows(units=(UNIT,), people=(PersonRow(5, LONG, "城关镇"),)), "有3000个字"),
        (ImportRows(units=(UNIT,), people=(PersonRow(5, TURNED, "城关镇"),)), "U+202E"),
        (ImportRows(units=(UNIT,), people=(PersonRow(5, "张伟", "城关镇", LONG),)), "有3000个字"),
        (ImportRows(units=(UNIT,), people=(PersonRow(5, "张伟", "城关镇", TURNED),)), "U+202E"),
        (
            ImportRows(
                units=(UNIT,),
                people=(PersonRow(5, "张伟", "城关镇", "", {"position": "\u2067正职"}),),
            ),
            "U+2067",
        ),
        (
            ImportRows(units=(UNIT,), members=(CLERK,)),
            "有61个字",
        ),
    ],
)
def test_it_is_refused_with_its_place(
    store: Store, import_county: Callable[..., ImportResult], rows: ImportRows, place: str
) -> None:
    problems = import_county(rows).problems

    assert any(place in str(problem) for problem in problems), [str(one) for one in problems]
    with store.reading() as records:
        assert records.roster.units() == []


def test_a_long_post_is_none_of_them(import_county: Callable[..., ImportResult]) -> None:
    post = "县委常委、政法委书记，" * 8
    rows = ImportRows(units=(UNIT,), people=(PersonRow(5, "张伟", "城关镇", post),))

    assert import_county(rows).problems == ()
