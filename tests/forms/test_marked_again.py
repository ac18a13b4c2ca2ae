"""A marked copy that comes back, and workbooks with parts that only Excel itself writes."""

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from forms.kit.changes import Changes, changes
from forms.kit.marking.copy import marked_copy
from forms.kit.problem import Problem
from forms.kit.workbook import read
from tests.kit.forms import made
from tests.kit.forms.right_forms import CAREFUL, SHEETS, Made

# Workbooks and documents by the hundred, checked or marked in child interpreters.
pytestmark = pytest.mark.slow

EMPTY = Problem("C3", "等次建议没有填", "一(三)5", "称职")
SCORE = Problem("D4", "民主测评分偏低", example="92.5", must=False)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def form(path: Path) -> Path:
    def change(book: Any) -> None:
        sheet = book.active
        sheet["D4"].fill = PatternFill("solid", fgColor="FF00B050")
        sheet["D4"].comment = Comment("我自己的批注", "李娜")

    path.write_bytes(made.xlsx({"A1": "等次建议", "C3": "优", "D4": 60}, change))
    return path


def said(body: bytes) -> dict[str, str]:
    sheet = openpyxl.load_workbook(io.BytesIO(body)).worksheets[0]
    return {cell.coordinate: cell.comment.text for row in sheet for cell in row if cell.comment}


def colours(body: bytes) -> dict[str, str]:
    sheet = openpyxl.load_workbook(io.BytesIO(body)).worksheets[0]
    cells = (cell for row in sheet for cell in row if cell.fill.fill_type)
    return {cell.coordinate: cell.fill.fgColor.rgb for cell in cells}


def boxes(body: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(body)) as whole:
        drawn = [name for name in whole.namelist() if name.endswith(".vml")]
        return sum(whole.read(name).count(b'ObjectType="Note"') for name in drawn)


def saved(path: Path, body: bytes) -> Path:
    path.write_bytes(body)
    return path


def test_marks_of_mended_cells_go_and_the_users_own_come_back(tmp_path: Path) -> None:
    path = saved(tmp_path / "b.xlsx", marked_copy(form(tmp_path / "a.xlsx"), [EMPTY, SCORE]))

    again = marked_copy(path, [Problem("A1", "标题不对")], [EMPTY, SCORE])

    assert said(again) == {"A1": "【必须改】标题不对", "D4": "我自己的批注"}
    assert colours(again) == {"A1": "FFFFC7CD", "D4": "FF00B050"}
    assert boxes(again) == 2
    book = openpyxl.load_workbook(io.BytesIO(again))
    assert book.sheetnames == ["Sheet", "检查结果"]
    assert book["检查结果"]["A2"].value == "上次2处，已改2处"


def test_a_fault_that_stays_is_said_once(tmp_path: Path) -> None:
    first = marked_copy(form(tmp_path / "a.xlsx"), [EMPTY, SCORE])

    again = marked_copy(saved(tmp_path / "b.xlsx", first), [EMPTY, SCORE], [EMPTY, SCORE])

    assert (said(again), colours(again), boxes(again)) == (said(first), colours(first), 2)


def test_an_answer_written_under_our_note_stays(tmp_path: Path) -> None:
    path = saved(tmp_path / "b.xlsx", marked_copy(form(tmp_path / "a.xlsx"), [EMPTY]))
    book = openpyxl.load_workbook(path)
    note = book.worksheets[0]["C3"].comment
    note.text += "\n已按要求改，李娜"
    book.save(path)

    assert said(marked_copy(path, []))["C3"].strip() == "已按要求改，李娜"


def test_when_a_program_lost_the_colour_behind_ours_there_is_none(tmp_path: Path) -> None:
    first = marked_copy(form(tmp_path / "a.xlsx"), [EMPTY, SCORE])
    with zipfile.ZipFile(io.BytesIO(first)) as whole:
        styles = whole.read("xl/styles.xml")
    for was in (b"FF010203", b"FF00B050"):
        assert was in styles
        styles = styles.replace(b'<bgColor rgb="%s"/>' % was, b'<bgColor rgb="FFFFCC99"/>')
    path = saved(tmp_path / "b.xlsx", made.with_parts(first, {"xl/styles.xml": styles}))

    assert colours(marked_copy(path, [])) == {}


def test_our_sheet_of_faults_is_no_part_of_the_form(tmp_path: Path) -> None:
    path = form(tmp_path / "a.xlsx")
    marked = saved(tmp_path / "b.xlsx", marked_copy(path, [EMPTY]))

    assert [sheet.name for sheet in read(marked).sheets] == ["Sheet"]
    assert changes(read(path), read(marked)) == Changes(())


def test_a_sheet_of_the_users_with_that_name_stays(tmp_path: Path) -> None:
    path = form(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(path)
    book.create_sheet("检查结果")["A1"] = "我的"
    book.save(path)

    marked = saved(tmp_path / "b.xlsx", marked_copy(path, [EMPTY]))

    assert openpyxl.load_workbook(marked).sheetnames == ["Sheet", "检查结果", "检查结果2"]
    assert [sheet.name for sheet in read(marked).sheets] == ["Sheet", "检查结果"]


def test_without_faults_the_sheet_says_so(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(marked_copy(form(tmp_path / "a.xlsx"), [])))

    assert [row[0].value for row in book["检查结果"].iter_rows()] == [
        "考核助手检查结果",
        "没有发现问题",
        "位置",
    ]


@pytest.mark.parametrize("paper", sorted(SHEETS))
def test_a_marked_form_is_read_as_before(tmp_path: Path, paper: str) -> None:
    given = Made(paper)
    found = given.faults(tmp_path, given.filled(dict.fromkeys(CAREFUL[paper])))
    assert found

    marked = marked_copy(tmp_path / "form.xlsx", found)

    assert given.faults(tmp_path, marked) == found
    assert set(said(marked)) == {each.cell for each in found if each.cell != "整张表"}


# What Excel itself writes: a comment in a thread with its stand-in, a button and a note in one
# drawing, a picture.
COMMENTS = (
    '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<authors><author>tc={1C0FFEE0}</author><author>李娜</author></authors><commentList>"
    '<comment ref="C3" authorId="0"><text><t>[线程批注] 请看</t></text></comment>'
    '<comment ref="D4" authorId="1"><text><r><rPr><b/></rPr><t>李娜:</t></r><r><t>先放着</t></r>'
    "</text></comment></commentList></comments>"
).encode()
DRAWN = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" '
    b'xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit">'
    b'<o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202"/>'
    b'<v:shape id="_x0000_s1025" type="#_x0000_t201"><x:ClientData ObjectType="Button">'
    b"<x:Row>2</x:Row><x:Column>2</x:Column></x:ClientData></v:shape>"
    b'<v:shape id="_x0000_s1026" type="#_x0000_t202"><v:textbox><div>a<br></div></v:textbox>'
    b'<x:ClientData ObjectType="Note"><x:Row>3</x:Row><x:Column>3</x:Column></x:ClientData>'
    b"</v:shape></xml>"
)
DRAWING = (
    b'<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"/>'
)
THREAD = (
    "<ThreadedComments xmlns="
    '"http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
    '<threadedComment ref="C3" id="{1C0FFEE0}"><text>请看</text></threadedComment>'
    "</ThreadedComments>"
).encode()


def excels_own(path: Path) -> Path:
    plain = made.xlsx({"A1": "等次建议", "C3": "优", "D4": 60})
    kinds = {
        "comments": "/xl/comments1.xml",
        "vmlDrawing": "/xl/drawings/vmlDrawing1.vml",
        "drawing": "/xl/drawings/drawing1.xml",
        "threadedComment": "/xl/threadedComments/threadedComment1.xml",
    }
    rels = "".join(
        f'<Relationship Id="rId{n}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(kinds.items(), 1)
    )
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    with zipfile.ZipFile(io.BytesIO(plain)) as whole:
        sheet = whole.read("xl/worksheets/sheet1.xml")
    point = f'<%s xmlns:r="{RELATIONS}" r:id="rId%d"/>'
    tail = (point % ("drawing", 3) + point % ("legacyDrawing", 2)).encode()
    parts = {
        "xl/worksheets/sheet1.xml": sheet.replace(b"</worksheet>", tail + b"</worksheet>"),
        "xl/worksheets/_rels/sheet1.xml.rels": (
            f'<Relationships xmlns="{package}">{rels}</Relationships>'.encode()
        ),
        "xl/comments1.xml": COMMENTS,
        "xl/drawings/vmlDrawing1.vml": DRAWN,
        "xl/drawings/drawing1.xml": DRAWING,
        "xl/threadedComments/threadedComment1.xml": THREAD,
        "xl/media/image1.png": made.PNG,
    }
    return saved(path, made.with_parts(plain, parts))


def test_threads_pictures_and_buttons_stay_beside_our_marks(tmp_path: Path) -> None:
    path = excels_own(tmp_path / "a.xlsx")
    marks = [EMPTY, SCORE, Problem("A1", "标题不对")]

    body = marked_copy(path, marks)

    assert said(body) == {
        "A1": "【必须改】标题不对",
        "C3": "[线程批注] 请看",
        "D4": "李娜:先放着\n【请核对】民主测评分偏低\n例如：92.5",
    }
    assert colours(body) == {"A1": "FFFFC7CD", "C3": "FFFFC7CD", "D4": "FFFFEB9B"}
    with zipfile.ZipFile(io.BytesIO(body)) as whole:
        kept = {name: whole.read(name) for name in whole.namelist()}
    assert kept["xl/media/image1.png"] == made.PNG
    assert kept["xl/drawings/drawing1.xml"] == DRAWING
    assert kept["xl/threadedComments/threadedComment1.xml"] == THREAD
    assert kept["xl/drawings/vmlDrawing1.vml"].count(b"<v:shape ") == 3
    sheet = kept["xl/worksheets/sheet1.xml"]
    assert 0 < sheet.index(b"<drawing ") < sheet.index(b"<legacyDrawing ")


def test_a_button_in_the_cell_of_a_mended_fault_stays(tmp_path: Path) -> None:
    path = excels_own(tmp_path / "a.xlsx")
    first = saved(tmp_path / "b.xlsx", marked_copy(path, [EMPTY, SCORE]))

    again = marked_copy(first, [])

    assert said(again) == {"C3": "[线程批注] 请看", "D4": "李娜:先放着"}
    with zipfile.ZipFile(io.BytesIO(again)) as whole:
        drawn = whole.read("xl/drawings/vmlDrawing1.vml")
    assert (drawn.count(b'"Button"'), drawn.count(b'"Note"')) == (1, 1)
