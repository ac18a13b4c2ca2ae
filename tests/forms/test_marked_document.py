"""The marked copy of a Word document: a comment at each blank, and nothing else touched."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml

from forms.kit.marking.copy import UnmarkableDocument, marked_copy
from forms.kit.problem import Problem
from tests.kit.forms import made
from tests.kit.forms.faults import ONE
from tests.kit.forms.right_forms import CAREFUL
from tests.kit.forms.words import comments, opened, word

NAME = Problem("“姓名”栏", "名册上没有“张祎”", "一(一)", "张伟")
SCORE = Problem("“出生年月”栏", "日期看不明白", example="1971.04", must=False)
WHOLE = Problem("整张表", "没有个人总结", "一(一)2", "写在“个人总结”下面")
CONTROL = (
    '<w:sdt xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:sdtPr>'
    '<w:alias w:val="birth"/></w:sdtPr><w:sdtContent><w:r><w:t>1971</w:t></w:r></w:sdtContent>'
    "</w:sdt>"
)


def form(path: Path) -> Path:
    document = docx.Document()
    document.add_paragraph("年度考核登记表")
    table = document.add_table(rows=2, cols=2)
    for row, texts in enumerate((("姓  名", "张祎"), ("出生年月\n（岁）", ""))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 1).paragraphs[0]._p.append(parse_xml(CONTROL))
    document.save(str(path))
    return path


def test_each_fault_is_a_comment_at_its_label_and_the_rest_at_the_title(tmp_path: Path) -> None:
    path = form(tmp_path / "a.docx")

    body = marked_copy(
        path, [NAME, SCORE, WHOLE], [NAME, SCORE, WHOLE, Problem("“政治面貌”栏", "空")]
    )

    assert comments(body) == {
        "年度考核登记表": "上次4处，已改1处\n必须改2处，请核对1处\n"
        "整张表：【必须改】没有个人总结（依据：一(一)2）\n例如：写在“个人总结”下面",
        "姓  名": "【必须改】名册上没有“张祎”（依据：一(一)）\n例如：张伟",
        "出生年月（岁）": "【请核对】日期看不明白\n例如：1971.04",
    }


def test_text_tables_and_content_controls_stay_as_they_were(tmp_path: Path) -> None:
    path = form(tmp_path / "a.docx")
    original = path.read_bytes()

    body = marked_copy(path, [NAME, SCORE])

    assert path.read_bytes() == original
    old, new = opened(original), opened(body)
    rows = [[cell.text for cell in row.cells] for row in new.tables[0].rows]
    assert rows == [[cell.text for cell in row.cells] for row in old.tables[0].rows]
    assert new.element.body.xpath("//w:sdt//w:t/text()") == ["1971"]
    with zipfile.ZipFile(path) as was, zipfile.ZipFile(io.BytesIO(body)) as now:
        changed = {name for name in was.namelist() if was.read(name) != now.read(name)}
    assert changed <= {
        "word/document.xml",
        "word/comments.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    }


def test_a_copy_that_comes_back_is_marked_anew_beside_the_users_comments(tmp_path: Path) -> None:
    path = tmp_path / "b.docx"
    document = opened(marked_copy(form(tmp_path / "a.docx"), [NAME, SCORE]))
    cell = document.tables[0].cell(0, 1).paragraphs[0]
    document.add_comment(cell.runs, "我自己的批注", author="李娜")
    document.save(str(path))

    body = marked_copy(path, [SCORE], [NAME, SCORE])

    assert comments(body) == {
        "年度考核登记表": "上次2处，已改1处\n必须改0处，请核对1处",
        "张祎": "我自己的批注",
        "出生年月（岁）": "【请核对】日期看不明白\n例如：1971.04",
    }


def test_a_marked_form_filled_in_word_is_read_as_before(tmp_path: Path) -> None:
    body = word({**CAREFUL["registration"], "born": "明年", "sex": ""})
    found = ONE.faults(tmp_path, body, "docx")

    marked = marked_copy(tmp_path / "form.docx", found)

    assert {place: said.split("】")[0] for place, said in comments(marked).items()} == {
        "县管干部年度考核登记表（2019年度）": "必须改2处，请核对0处",
        "性别": "【必须改",
        "出生年月": "【必须改",
    }
    assert ONE.faults(tmp_path, marked, "docx") == found


def test_what_is_no_document_is_refused_in_words(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(made.with_parts(made.docx_of("a"), {"word/document.xml": b"<w:broken"}))

    with pytest.raises(UnmarkableDocument) as wrong:
        marked_copy(path, [NAME])

    assert "另存为docx" in wrong.value.words("附件1")
