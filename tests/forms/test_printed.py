"""What a print shows: nothing cut without a word, black on white, room to sign and date."""

import io
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader

from forms.county_summary import UnitRow
from forms.county_summary.book import county_summary
from forms.grade_proposals.template import HEADING_ROW, template
from forms.kit.field import Asks
from forms.kit.layout import Look
from forms.kit.registry import known_forms
from forms.kit.room import lines_of, room
from forms.kit.standing import standings
from forms.kit.word import fill as word_fill
from rules.loading import load_plan
from tests.kit.forms.county import PEOPLE, STANDINGS, TOWNSHIP, somebody
from tests.kit.forms.faults import FIVE, NINE, ONE, SIX
from tests.kit.forms.made import part_of
from tests.kit.forms.our_word import word
from tests.kit.forms.right_forms import SHEETS, Made
from tests.kit.forms.templates import own_plan
from tests.kit.forms.templates import template as empty
from tests.kit.plans import PLAN

pytestmark = pytest.mark.slow  # forms checked in child interpreters, some printed

SOFFICE = shutil.which("soffice")
prints = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice prints the form; none installed")
LONG_POST = "党委委员、副镇长、综合行政执法大队大队长（兼）"
CUT = "后面的会看不见"


def printed(folder: Path, name: str, body: bytes) -> list[str]:
    """The text of each page, in which stands also what a box cuts off."""
    (folder / name).write_bytes(body)
    command = [
        SOFFICE or "", f"-env:UserInstallation=file://{folder}/profile", "--headless",
        "--convert-to", "pdf", "--outdir", str(folder), str(folder / name),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return [page.extract_text() for page in PdfReader(folder / f"{Path(name).stem}.pdf").pages]


def blanks(made: Made) -> list[tuple[str, float, int]]:
    """Each blank people write words in, with what fits in it."""
    layout, fields = SHEETS[made.paper].layout(PLAN), SHEETS[made.paper].fields(PLAN)
    return [
        (box.says, *room(layout, box))
        for box in layout.boxes
        if box.look is Look.BLANK and fields[box.says].asks is Asks.LONG
    ]


ROOMS = [(made, *blank) for made in (ONE, SIX, FIVE, NINE) for blank in blanks(made)]


@pytest.mark.parametrize(("made", "id", "wide", "lines"), ROOMS, ids=lambda each: str(each)[:20])
def test_what_would_be_cut_in_print_is_told_and_what_fits_is_not(
    tmp_path: Path, made: Made, id: str, wide: float, lines: int
) -> None:
    def told(text: str) -> list[str]:
        found = made.faults(tmp_path, made.filled({id: text}))
        return [each.what for each in found if CUT in each.what and each.cell == made.cell(id)]

    fits = "字" * int(wide) * lines
    assert told(fits) == []
    assert told("一行\n" * lines + "又一行")
    [what] = told(fits + "多出来的")
    assert f"有{len(fits) + 4}字" in what


def test_of_a_countys_own_form_nothing_is_said_of_room(tmp_path: Path) -> None:
    own = replace(ONE.of, plan=load_plan(own_plan(tmp_path)))
    form = known_forms()["registration"]
    book = openpyxl.load_workbook(io.BytesIO(form.template(own)))
    book["登记表"]["F4"] = "没有参加。" * 60
    path = tmp_path / "own.xlsx"
    book.save(path)

    assert CUT not in "".join(each.what for each in form.check(own, path).problems)


def test_half_wide_letters_take_half_the_room() -> None:
    assert lines_of("字" * 10, 10) == lines_of("a" * 20, 10) == 1
    assert lines_of("字" * 11, 10) == lines_of("a" * 21, 10) == 2
    assert lines_of("", 10) == 1


LINES = "第一段。\n第二段。\n第三段。"


@pytest.mark.parametrize("made", [ONE, SIX], ids=["附件1", "附件6"])
def test_several_lines_make_no_control_of_plain_text(made: Made) -> None:
    """LibreOffice puts the breaks of such a control before its words, which are then cut."""

    def plain(text: str) -> int:
        body = word_fill.filled(io.BytesIO(word(made)), {"summary": text})
        return part_of(body, "word/document.xml").count(b'<w:text w:multiLine="1"/>')

    assert plain("一段。") == plain(LINES) + 1


@prints
@pytest.mark.parametrize("made", [ONE, SIX], ids=["附件1", "附件6"])
def test_several_lines_are_printed_one_below_the_other(tmp_path: Path, made: Made) -> None:
    body = word_fill.filled(io.BytesIO(word(made)), {"summary": LINES})

    words = printed(tmp_path, "form.docx", body)[0]
    assert re.search(r"第一段。\s*\n\s*第二段。\s*\n\s*第三段。", words)


@pytest.mark.parametrize("made", [ONE, SIX, FIVE, NINE], ids=lambda made: made.paper)
def test_where_one_dates_by_hand_is_off_the_frame(made: Made) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(empty(made))).worksheets[0]
    signs = [
        cell for row in sheet.iter_rows() for cell in row if str(cell.value or "").endswith("日")
    ]

    assert signs
    assert {cell.alignment.indent for cell in signs} == {1}


def test_no_form_that_is_signed_is_printed_in_colour() -> None:
    bodies = [*map(empty, (ONE, SIX, FIVE, NINE)), template(PLAN, TOWNSHIP, STANDINGS)]
    cells = [
        cell
        for body in bodies
        for sheet in openpyxl.load_workbook(io.BytesIO(body)).worksheets
        for row in sheet.iter_rows()
        for cell in row
    ]

    assert [cell.coordinate for cell in cells if cell.fill.fill_type] == []


def test_rows_of_proposals_have_room_for_their_words_and_grow_with_more() -> None:
    everybody = standings(PLAN, TOWNSHIP, (*PEOPLE, somebody(90, "周正", LONG_POST, "城关镇")))
    body = template(PLAN, TOWNSHIP, everybody)
    rows = openpyxl.load_workbook(io.BytesIO(body))["等次建议"].row_dimensions
    sheet = part_of(body, "xl/worksheets/sheet1.xml").decode()
    after = HEADING_ROW + 1
    heights = [rows[row].height for row in range(after, after + len(everybody))]
    people = re.findall(
        rf'<row r="(?:{"|".join(map(str, range(after, after + 20)))})"[^>]*>', sheet
    )

    assert max(heights) > min(heights) >= 24
    assert people
    assert not [row for row in people if 'customHeight="1"' in row]


@prints
def test_a_list_of_thirty_goes_on_rather_than_shrinks(tmp_path: Path) -> None:
    more = [somebody(90 + number, f"周{'一二三四五六七八九十'[number]}", LONG_POST, "城关镇")
            for number in range(10)]  # fmt: skip
    pages = printed(
        tmp_path, "a.xlsx", template(PLAN, TOWNSHIP, standings(PLAN, TOWNSHIP, (*PEOPLE, *more)))
    )

    assert len(pages) == 3  # two, and the notes on how to fill it in
    assert all("民主测评分" in page for page in pages[:2])
    assert "盖章" in pages[1]


UNITS = [UnitRow("城关镇", "第一考核组", "", None, owed={"附件1": 12, "个人述职述法报告": 14})]


def test_the_countys_summary_says_what_is_empty_and_cuts_no_note() -> None:
    book = openpyxl.load_workbook(io.BytesIO(county_summary("汇总表", UNITS, "附件8")))
    grades, excellent, papers = (book[n] for n in ("等次汇总", "优秀建议人选", "上交情况"))
    noted = next(c for row in grades.iter_rows() for c in row if "占本单位" in str(c.value))

    assert noted.coordinate in {str(each).partition(":")[0] for each in grades.merged_cells.ranges}
    assert excellent["A3"].value == "还没有单位在附件8里建议优秀人选。"
    assert papers["C2"].value == "附件1\n应交"
    assert papers.row_dimensions[2].height >= 5 * 16


@pytest.mark.parametrize("made", [ONE, SIX, FIVE, NINE], ids=lambda made: made.paper)
def test_no_blank_suggests_a_grade_or_a_score_that_nobody_gave(made: Made) -> None:
    examples = {
        id: field.example
        for id, field in SHEETS[made.paper].fields(PLAN).items()
        if {"优秀", "称职"} & set(field.options) or "opinion" in id
    }
    hints = " ".join(
        rule.prompt or ""
        for rule in openpyxl.load_workbook(io.BytesIO(empty(made)))
        .worksheets[0]
        .data_validations.dataValidation
        if "请选" not in (rule.prompt or "")
    )

    assert not [each for each in examples.values() if re.search("优秀|称职|不确定", each)]
    assert not re.search(r"称职|例如：优秀|\d\d\.\d分", hints)
