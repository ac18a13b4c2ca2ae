"""A county's own Word form in place of ours: sent out filled, read back by its map, tried."""

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from forms.kit.form import Occasion
from forms.kit.own_forms import own_forms
from forms.kit.problem import Problem
from forms.kit.registry import known_forms, recognise
from forms.kit.word import fill as word_fill
from forms.kit.word_map import place_of
from forms.registration import SHEET
from rules.loading import load_plan
from rules.plan import PlanError
from tests.kit.forms import made, own_word
from tests.kit.forms.faults import ONE
from tests.kit.forms.own_word import MAP, plan_with, saved
from tests.kit.plans import PLAN

FORM = known_forms()["registration"]
CAREFUL = {"sex": "男", "born": "1971.4", "summary": "总结" * 30, "grade": "称职"}


def occasion(folder: Path, body: bytes | None = None, map: str = MAP) -> Occasion:
    return replace(ONE.of, plan=load_plan(plan_with(folder, body, map)))


def filled(of: Occasion, folder: Path, **values: str) -> bytes:
    """What goes out, with what a careful clerk writes."""
    blank = folder / "blank.docx"
    blank.write_bytes(FORM.template(of))
    fields = SHEET.cell_map(of.plan).fields
    return word_fill.filled(
        blank,
        {fields[id]: text for id, text in {**CAREFUL, **values}.items()},
    )


def faults(of: Occasion, folder: Path, body: bytes, kind: str = "docx") -> list[Problem]:
    path = folder / f"form.{kind}"
    path.write_bytes(body)
    return list(FORM.check(of, path).problems)


def test_the_countys_word_form_goes_out_with_what_is_known_in_its_own_look(
    tmp_path: Path,
) -> None:
    of = occasion(tmp_path)
    assert list(FORM.templates(of.plan)) == ["docx"]

    document = docx.Document(io.BytesIO(FORM.template(of)))
    table = document.tables[0]
    name, unit = (table.cell(*at).paragraphs[0].runs for at in ((0, 1), (1, 3)))
    assert [(run.text, run.bold, run.font.size.pt) for run in name if run.font.size] == [
        ("张伟", True, 15)
    ]
    assert [(run.text, run.italic) for run in unit] == [("城关镇", True)]
    assert table.cell(2, 1).text == "城关镇党委委员、副镇长"
    assert len(document.element.body.findall(f".//{qn('w:showingPlcHdr')}")) == 2


def test_it_comes_back_and_every_blank_is_read_by_the_map(tmp_path: Path) -> None:
    of = occasion(tmp_path)
    body = filled(of, tmp_path)
    assert faults(of, tmp_path, body) == []
    assert FORM.check(of, tmp_path / "form.docx").summary == {"grade": "称职"}
    seen = recognise(tmp_path / "form.docx", "docx", PLAN)
    assert seen
    assert (seen.read_as, seen.person, seen.unit) == ("registration", "张伟", "城关镇")

    told = faults(of, tmp_path, filled(of, tmp_path, sex="", born="七一年", grade="良好"))
    assert [(each.cell, each.what) for each in told] == [
        ("“性别”栏", "“性别”是空的（由考核对象填写）"),
        ("“出生”栏", "“出生年月”写的“七一年”看不出是哪年哪月"),
        ("“考核等次”栏", "“良好”不能填，可填优秀、称职、基本称职、不称职、不确定等次"),
    ]


def test_a_control_filled_in_is_no_longer_a_prompt_nor_bound(tmp_path: Path) -> None:
    of = occasion(tmp_path)
    root = docx.Document(io.BytesIO(filled(of, tmp_path))).element.body
    assert root.findall(f".//{qn('w:showingPlcHdr')}") == []
    assert [each.get(qn("w:val")) for each in root.iter(qn("w:rStyle"))] == []
    assert "选择一项" not in "".join(each.text or "" for each in root.iter(qn("w:t")))


def test_another_version_is_told_which_is_wanted_and_how_to_get_it(tmp_path: Path) -> None:
    of = occasion(tmp_path)
    ours = ONE.filled()
    old = made.docx_of("县管干部年度考核登记表（2018年度）")
    for body, kind, words in ((ours, "xlsx", "交来的是Excel表格"), (old, "docx", "组通字〔2019〕")):
        [only] = faults(of, tmp_path, body, kind)
        assert words in only.what
        assert "现在用的是Word表“县委组织部2019年第3版”" in only.what
        assert "发我附件1" in only.example


def test_a_row_slipped_in_is_told_and_the_blanks_are_still_found(tmp_path: Path) -> None:
    of = occasion(tmp_path)
    document = docx.Document(io.BytesIO(filled(of, tmp_path)))
    rows = document.tables[0].rows
    new = parse_xml(f"<w:tr {nsdecls('w')}><w:tc><w:p/></w:tc></w:tr>")
    rows[0]._tr.addnext(new)

    told = faults(of, tmp_path, saved(document))
    assert {each.cell for each in told} == {"“出生”栏", "“单位”栏", "“职务”栏"}
    assert "应在表1 2行1格，移到了表1 3行1格" in told[0].what


def test_a_table_taken_out_is_told(tmp_path: Path) -> None:
    of = occasion(tmp_path)
    document = docx.Document(io.BytesIO(filled(of, tmp_path)))
    table = document.tables[1]._tbl
    table.getparent().remove(table)
    [only] = faults(of, tmp_path, saved(document))
    assert only.what == "表样的“总结”应在表2 1行1格，不见了；表样不能改动"


def test_tracked_changes_in_a_filled_form_are_read_as_accepted(tmp_path: Path) -> None:
    of = occasion(tmp_path)
    document = docx.Document(io.BytesIO(filled(of, tmp_path)))
    paragraph = document.tables[0].cell(1, 1).paragraphs[0]._p
    paragraph.clear()
    for tag, text in (("del", "delText"), ("ins", "t")):
        words = {"del": "七一年", "ins": "1971.4"}[tag]
        paragraph.append(
            parse_xml(
                f"<w:{tag} {nsdecls('w')} w:id='9' w:author='王'><w:r><w:{text}>{words}"
                f"</w:{text}></w:r></w:{tag}>"
            )
        )
    gone = parse_xml(
        f"<w:tr {nsdecls('w')}><w:trPr><w:del w:id='8'/></w:trPr><w:tc><w:p/></w:tc></w:tr>"
    )
    document.tables[0].rows[0]._tr.addprevious(gone)
    assert faults(of, tmp_path, saved(document)) == []


def changed(tracked: bool = False, label: str = "") -> bytes:
    document = own_word.form()
    if tracked:
        _track(document)
    if label:
        document.tables[0].cell(0, 1).text = label
    return saved(document)


def _track(document: Document) -> None:
    run = "<w:r><w:t>新</w:t></w:r>"
    document.paragraphs[0]._p.append(
        parse_xml(f"<w:ins {nsdecls('w')} w:id='1' w:author='王'>{run}</w:ins>")
    )


@pytest.mark.parametrize(
    ("body", "map", "words"),
    [
        (b"PK not a document", MAP, "打不开，请用Word或WPS另存为docx"),
        (
            made.with_parts(changed(), {"word/vbaProject.bin": b"x"}),
            MAP,
            "文件里带有宏.*例如“附件8.docx”",
        ),
        (changed(tracked=True), MAP, "有修订痕迹，请先在“审阅”里选“接受所有修订”"),
        (changed(label="请填写"), MAP, "表1 1行2格已经印着“请填写”.*例如把它清空"),
        (None, MAP.replace("〔2019〕", "〔2020〕"), "没有“组通字〔2020〕”"),
        (None, MAP.replace("表1 1行2格", "表1 9行2格"), "没有表1 9行2格：表1有3行"),
        (None, MAP.replace("表1 3行2格", "表1 3行4格"), "没有表1 3行4格：表1第3行有2格"),
        (None, MAP.replace("表2 1行2格", "表3 1行2格"), "没有表3 1行2格：里面有2个表格"),
        (None, MAP.replace("控件 性别", "控件 sex"), "控件 sex：标记或标题可以写的有：grade"),
        (None, MAP.replace("出生", "出生年月"), "表1 2行1格写的是“出生”，对照表说应是“出生年月”"),
        (None, MAP.replace("表1 1行2格", "C4"), "“C4”不是Word表里的格子.*例如：表1 2行3格"),
        (None, MAP.replace("表1 1行1格", "B4"), "“B4”不是Word表里的格子.*表1 1行1格: 姓名"),
        (None, MAP.replace("mark: {text", "mark: {txt"), "txt"),
        (None, MAP + "sheet: 登记表\n", "Word表没有工作表"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_form_dropped_in_is_told_with_a_right_example(
    tmp_path: Path, body: bytes | None, map: str, words: str
) -> None:
    plan = load_plan(plan_with(tmp_path, body, map))
    with pytest.raises(PlanError, match=words) as wrong:
        own_forms(plan)
    assert "registration.yaml" in str(wrong.value)


def test_a_right_one_is_found(tmp_path: Path) -> None:
    assert own_forms(load_plan(plan_with(tmp_path))) == ("registration",)


def test_one_template_only_and_word_only_where_it_is_read(tmp_path: Path) -> None:
    folder = plan_with(tmp_path) / "forms"
    (folder / "registration.xlsx").write_bytes(made.xlsx())
    with pytest.raises(PlanError, match="只能放一份表样"):
        own_forms(load_plan(folder.parent))
    for suffix in ("docx", "yaml"):
        (folder / f"registration.{suffix}").rename(folder / f"material_list.{suffix}")
    with pytest.raises(PlanError, match=r"只能用xlsx做表样.*material_list\.xlsx"):
        own_forms(load_plan(folder.parent))


def test_places_are_read_as_people_write_them() -> None:
    assert [place_of(each) for each in ("表1 2行3格", "表1第2行第3格", "控件 姓名", "C4")] == [
        (1, 2, 3), (1, 2, 3), "姓名", None,
    ]  # fmt: skip
