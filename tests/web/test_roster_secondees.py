"""Secondments on a clerk's own list: read where it says enough, held where it does not."""

import pytest

from rules.roster import ImportRows, PersonRow, SecondmentRow
from tests.kit.plans import PLAN
from tests.kit.web.county import County
from tests.kit.web.roster import filled, send, sheet

HEAD: list[object] = ["姓名", "职务", "派出单位", "派出层级", "挂职单位", "挂职开始日期"]


def row_of(page: str, name: str) -> str:
    """What the page rules on the person, as html."""
    return next((row for row in page.split('<li class="row">') if f'"name">{name}' in row), "")


@pytest.mark.parametrize(
    ("row", "clause", "place"),
    [
        (["钱多", "副镇长", "县财政局", "县", "城关镇", "2019-04-01"], "一(一)1", "所挂职乡镇"),
        (["钱多", "副镇长", "县财政局", "县", "", "2019-09-01"], "一(一)1", "原单位"),
        (["钱多", "副镇长", "省审计厅", "省", "", "2019年9月1日"], "一(一)1", "所挂职乡镇"),
        (["钱多", "副镇长", "", "县", "河口镇", "2019.3.1"], "一(一)1", "所挂职乡镇"),
    ],
)
def test_a_secondment_of_the_list_is_ruled_on(
    row: list[object], clause: str, place: str, county: County
) -> None:
    page = send(county.as_member("wangfang"), sheet([HEAD, row])).text
    assert "判定好了，共1人" in page
    found = row_of(page, "钱多")
    assert clause in found
    assert place in found


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["钱多", "副镇长", "县财政局", "", "", "2019-04-01"], "没有写是哪一级派的"),
        (["钱多", "副镇长", "县财政局", "县", "", "今年春天"], "没有写清从哪一天开始挂职"),
        (["钱多", "副镇长", "城关镇", "县", "", "2019-04-01"], "没有写从哪个单位派到哪个单位"),
    ],
)
def test_a_secondment_told_by_halves_is_ruled_on_as_far_as_it_is_told(
    row: list[object], words: str, county: County
) -> None:
    page = send(county.as_member("wangfang"), sheet([HEAD, row, ["张伟", "副镇长"]])).text
    assert words in page
    assert "判定好了，共2人" in page
    # Nobody is dropped, and nothing is made up: what decides is asked for.
    assert "还缺" in row_of(page, "钱多")
    assert "还缺" not in row_of(page, "张伟")


def test_a_term_from_day_to_day_and_a_no_are_read(county: County) -> None:
    rows = [
        ["姓名", "职务", "派出单位", "派出层级", "挂职时间", "借调情况"],
        ["钱多", "副镇长", "县财政局", "县", "2019.3.1-至今", "无"],
        ["张伟", "副镇长", "无", "", "无", "否"],
        ["孙立", "副镇长", "", "", "", "借调到县政府办"],
    ]
    page = send(county.as_member("wangfang"), sheet(rows)).text
    assert "所挂职乡镇" in row_of(page, "钱多")
    assert "“借调情况：借调到县政府办”" in row_of(page, "孙立")
    assert "判定好了，共3人" in page


def test_nothing_is_learnt_of_somebody_on_another_units_list(county: County) -> None:
    with county.store.transaction() as records:
        under = {"under_investigation": PLAN.facts["under_investigation"].values["open"]}
        away = PersonRow(2, "何秘密", "县财政局", "副局长", under)
        assert not records.roster.import_rows(ImportRows(people=(away,)), PLAN.facts).problems
    row = ["何秘密", "副镇长", "县财政局", "县", "", "2019-04-01"]
    listed = send(county.as_member("wangfang"), sheet([HEAD, row])).text
    template = filled(
        [["何秘密", "城关镇", "副镇长"]],
        挂职=[["何秘密", "县财政局", "城关镇", "县", "2019-04-01", ""]],
    )
    ours = send(county.as_member("wangfang"), template).text
    for page in (listed, ours):
        assert "所挂职乡镇" in row_of(page, "何秘密")
        assert "立案" not in row_of(page, "何秘密")


def test_a_secondee_of_the_roster_is_not_one_of_us_where_the_list_is_silent(county: County) -> None:
    rows = ImportRows(
        people=(PersonRow(2, "何来", "县财政局", "副局长"),),
        secondments=(SecondmentRow(2, "何来", "县财政局", "城关镇", "县", "2019-09-01"),),
    )
    with county.store.transaction() as records:
        assert not records.roster.import_rows(rows, PLAN.facts).problems
    page = send(county.as_member("wangfang"), sheet([["姓名", "职务"], ["何来", "副镇长"]])).text
    assert "原单位" in row_of(page, "何来")
