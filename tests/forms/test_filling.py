"""A form filled in on a page is the form: the same file, the same faults, the same words inside."""

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from forms.kit.field import Asks, Field
from forms.kit.filling import as_written, offered
from forms.kit.months import month_of
from forms.kit.registry import known_forms
from tests.kit.forms.faults import FAULTS, Fault
from tests.kit.forms.right_forms import CAREFUL, SHEETS, TODAY, Made
from tests.kit.plans import PLAN

FILLED_HERE = ("registration", "routine_evaluation", "secondee_registration")
# What a page can ask for at all: text, and a sheet that nobody changed.
TYPED = [
    fault
    for fault in FAULTS
    if fault.made.paper in FILLED_HERE
    and fault.change is None
    and all(value is None or type(value) is str for value in fault.values.values())
]
MONTH = Field("出生年月", Asks.MONTH)


def typed(made: Made, values: dict[str, str | None]) -> dict[str, str]:
    fill = known_forms()[made.paper].fill
    assert fill
    said = {**fill.known(made.of), **CAREFUL[made.paper], **values}
    return {id: str(said.get(id) or "") for id in fill.fields(PLAN)}


@pytest.mark.parametrize("fault", TYPED, ids=[fault.name for fault in TYPED])
def test_what_the_page_tells_is_what_the_file_would_be_told(tmp_path: Path, fault: Fault) -> None:
    made = fault.made
    fill, values = known_forms()[made.paper].fill, typed(made, fault.values)
    assert fill
    by_page = {(made.cell(each.cell), each.must, each.why) for each in fill.check(made.of, values)}

    by_file = made.faults(tmp_path, fill.make(made.of, "xlsx", values))

    assert by_page == {(each.cell, each.must, each.why) for each in by_file}
    assert len(TYPED) > 40


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
@pytest.mark.parametrize("paper", FILLED_HERE)
def test_the_file_is_the_template_with_the_words_in_it(
    tmp_path: Path, paper: str, kind: str
) -> None:
    made, form = Made(paper), known_forms()[paper]
    if kind not in form.templates(PLAN):
        assert paper == "routine_evaluation"  # no Word template is given out of it
        return
    values = typed(made, {"remarks": "=1+1 <第一行>\n第二行 & 完", "post": "党委委员、副镇长"})
    values.pop("grade", None)
    assert form.fill
    body = form.fill.make(made.of, kind, values)
    path = tmp_path / f"made.{kind}"
    path.write_bytes(body)
    seen, checked = form.recognise(path, PLAN), form.check(made.of, path)
    assert seen
    assert (seen.read_as, seen.person) == (paper, made.of.person and made.of.person.person.name)
    empty = "“考核等次”是空的"
    assert [e.what for e in checked.problems if e.must and empty not in e.what] == []
    if kind == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(body)).worksheets[0]
        cells = SHEETS[paper].layout(PLAN).cell_map().fields
        assert sheet[cells["remarks"]].value == "=1+1 <第一行>\n第二行 & 完"
        template = openpyxl.load_workbook(io.BytesIO(form.template(made.of))).worksheets[0]
        assert sheet.print_area == template.print_area
        printed = {box.first for box in SHEETS[paper].layout(PLAN).boxes if box.says not in cells}
        assert all(sheet[at].value == template[at].value for at in printed)
        return
    with zipfile.ZipFile(path) as package:
        inside = package.read("word/document.xml").decode()
    assert "=1+1 &lt;第一行&gt;</w:t><w:br/>" in inside
    assert "第二行 &amp; 完</w:t>" in inside


@pytest.mark.parametrize("paper", FILLED_HERE)
def test_every_blank_has_its_screen_and_no_blank_has_two(paper: str) -> None:
    fill = known_forms()[paper].fill
    assert fill
    placed = [blank for section in fill.sections for blank in section.fields]
    assert sorted(placed) == sorted(fill.fields(PLAN))
    theirs = [blank for section in fill.sections if not section.by_unit for blank in section.fields]
    assert not {"grade", "leader_opinion", "committee_opinion", "any_excellent"} & set(theirs)


@pytest.mark.parametrize(
    "said",
    ["1971.4", "1971年4月", "１９７１年４月", "1971-04", "1971/4/5", "197104", "1971年4月5号",
     "一九七一年四月", "一九七一年四月十五日", "1971年四月", "一九七一年4月", "1971年4月份",
     "1971年4月生", "1971. 04", "一九七一年零四月", "一九七一年四月廿五日"],
)  # fmt: skip
def test_a_month_as_people_write_it_stands_in_the_form_in_one_shape(said: str) -> None:
    assert as_written(MONTH, said) == "1971.04"
    assert not offered(MONTH, said, TODAY)


@pytest.mark.parametrize(
    "said",
    ["", "四月", "1971", "1971年", "1971年13月", "19714", "一九七一年一二月", "1971年4月31日",
     "197年4月", "48岁", "1971年十三月"],
)  # fmt: skip
def test_what_is_no_month_is_left_as_it_was_written(said: str) -> None:
    assert month_of(said) is None
    assert as_written(MONTH, said) == said
    assert not offered(MONTH, said, TODAY)


@pytest.mark.parametrize(
    ("said", "today", "meant"),
    [
        ("71年4月", date(2020, 1, 2), "1971.04"),
        ("七一年四月", date(2020, 1, 2), "1971.04"),
        ("18.9", date(2020, 1, 2), "2018.09"),
        ("20年2月", date(2020, 1, 2), ""),  # 1920 is too long ago, February 2020 yet to come
        ("31年5月", date(2040, 1, 2), "2031.05"),  # 1931 is too long ago by then
    ],
)
def test_a_century_left_out_is_offered_and_never_put_in(said: str, today: date, meant: str) -> None:
    assert as_written(MONTH, said) == said
    assert offered(MONTH, said, today) == meant
