"""附件1 and 附件6 of ours in Word: made for the asker, one leaf of A4, every blank read back."""

import io
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from forms.kit import filled
from forms.kit.filled import Wanted
from forms.kit.form import Seen
from forms.kit.marking.copy import marked_copy
from forms.kit.registry import known_forms, recognise
from forms.kit.safe.safety import inspect
from forms.kit.word import fill as word_fill
from forms.kit.word_map import Place
from rules.names import plain_letters
from tests.kit.forms import golden
from tests.kit.forms.faults import FIVE, NINE, ONE, SIX
from tests.kit.forms.made import part_of
from tests.kit.forms.our_word import word
from tests.kit.forms.right_forms import CAREFUL, SHEETS, SUMMARY, Made
from tests.kit.plans import PLAN

# Workbooks and documents by the hundred, checked or marked in child interpreters.
pytestmark = pytest.mark.slow

BOTH = pytest.mark.parametrize("made", [ONE, SIX], ids=["附件1", "附件6"])
SOFFICE = shutil.which("soffice")
prints = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice prints the form; none installed")
OPINIONS = {
    "leader_opinion": "同意建议为称职等次",
    "committee_opinion": "同意确定为称职等次",
    "own_opinion": "同意",
    "explanation": "没有要说明的",
    "remarks": "年中调入",
}


def written(made: Made, values: dict[str, str]) -> bytes:
    return word_fill.filled(io.BytesIO(word(made)), dict[Place, str](values.items()))


@BOTH
def test_it_is_as_it_was_when_somebody_last_looked_at_it(made: Made) -> None:
    kept = (golden.FOLDER / f"{made.paper}_word.txt").read_text(encoding="utf-8")
    assert golden.told_of_word(word(made)) == kept


@BOTH
def test_it_is_made_with_what_is_known_and_says_what_it_is(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "form.docx"
    path.write_bytes(word(made))
    name = {"registration": "张伟", "secondee_registration": "胡军"}[made.paper]
    assert recognise(path, "docx", PLAN) == Seen(made.paper, name, "城关镇", "2019")
    words = "".join(each.text or "" for each in docx.Document(str(path)).element.iter(qn("w:t")))
    assert "本表是本系统的样表，县里下发正式表样后以正式表样为准" in words
    assert f"样表：{PLAN.papers[made.paper].form}/2019/第1版" in words
    assert "双面打印" in words


def test_the_copies_and_where_each_goes_are_on_the_form() -> None:
    words = "".join(
        each.text or "" for each in docx.Document(io.BytesIO(word(ONE))).element.iter(qn("w:t"))
    )
    assert "一式3份（个人档案1份、主管部门1份、单位1份）" in words


@BOTH
def test_every_blank_comes_back_as_it_was_written(made: Made, tmp_path: Path) -> None:
    fields = SHEETS[made.paper].fields(PLAN)
    values = {**CAREFUL[made.paper], **OPINIONS}
    values |= {id: f"{field.label}的内容" for id, field in fields.items() if id not in values}
    path = tmp_path / "form.docx"
    path.write_bytes(written(made, values))

    layout = SHEETS[made.paper].layout(PLAN)
    back = filled.read(path, Wanted(("登记表",), "", ""), layout.cell_map(), fields)

    assert back.problems == ()
    assert {id: back.text(id) for id in fields} == {
        id: plain_letters(text) for id, text in values.items()
    }


@BOTH
def test_a_blank_left_empty_is_empty_when_read(made: Made, tmp_path: Path) -> None:
    faults = made.faults(tmp_path, word(made), "docx")
    empty = {each.cell for each in faults if "是空的" in each.what}
    assert {"“性别”栏", "“出生年月”栏", "“政治面貌”栏", "“个人总结”栏"} <= empty
    assert not [each for each in faults if "点此填写" in each.what or "请选择" in each.what]


@BOTH
def test_filled_with_care_it_has_no_fault(made: Made, tmp_path: Path) -> None:
    assert made.faults(tmp_path, written(made, CAREFUL[made.paper]), "docx") == []


@BOTH
def test_blanks_are_controls_that_cannot_be_taken_out_and_labels_are_locked(made: Made) -> None:
    root = docx.Document(io.BytesIO(word(made))).element
    locks: dict[str, list[str]] = {}
    kinds = {}
    for control in root.iter(qn("w:sdt")):
        [lock] = control.iter(qn("w:lock"))
        tag = control.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
        words = "".join(each.text or "" for each in control.iter(qn("w:t")))
        name = tag.get(qn("w:val")) if tag is not None else words
        locks.setdefault(lock.get(qn("w:val")), []).append(name)
        choices = [each.get(qn("w:value")) for each in control.iter(qn("w:listItem"))]
        kinds[name] = choices or [each.tag for each in control.iter(qn("w:date"))]
    assert set(locks["sdtLocked"]) == set(SHEETS[made.paper].fields(PLAN))
    assert {"姓名", "个人总结", "备注"} <= set(locks["sdtContentLocked"])
    assert kinds["sex"] == ["男", "女"]
    assert kinds["grade"] == ["优秀", "称职", "基本称职", "不称职", "不确定等次"]
    assert kinds["born"] == [qn("w:date")]


@BOTH
def test_it_is_taken_when_handed_in_and_comes_back_marked(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "form.docx"
    body = written(made, {**CAREFUL[made.paper], "born": "七一年"})
    [fault] = made.faults(tmp_path, body, "docx")
    assert inspect(path, "张伟附件1.docx", ("docx",)).kind == "docx"

    again = marked_copy(path, [fault])
    comments = part_of(again, "word/comments1.xml").decode()
    assert "看不出是哪年哪月" in comments
    assert made.faults(tmp_path, again, "docx") == [fault]


@prints
@BOTH
def test_filled_to_the_brim_it_is_one_leaf_of_a4(made: Made, tmp_path: Path) -> None:
    path = tmp_path / "form.docx"
    path.write_bytes(written(made, {**OPINIONS, "summary": "工作扎实。" * 200}))
    command = [
        SOFFICE or "", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
        "--convert-to", "pdf", "--outdir", str(tmp_path), str(path),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    printed = PdfReader(tmp_path / "form.pdf").pages

    assert len(printed) == 2  # both sides of one sheet
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in printed} == {(595, 842)}
    assert "".join(printed[0].extract_text().split()).count("工作扎实") == 200
    assert "备注" in printed[1].extract_text()
    assert "年中调入" in printed[1].extract_text()


def test_forms_not_read_in_word_are_not_given_out_in_word() -> None:
    for made in (FIVE, NINE):
        assert list(known_forms()[made.paper].templates(PLAN)) == ["xlsx"]


def test_a_name_with_signs_of_xml_does_not_break_the_document(tmp_path: Path) -> None:
    path = tmp_path / "form.docx"
    path.write_bytes(written(ONE, {"post": "<w:p>&\x00", "summary": SUMMARY}))
    words = "".join(each.text or "" for each in docx.Document(str(path)).element.iter(qn("w:t")))
    assert "<w:p>&" in words
