"""A county's own Word form, and a plan with it dropped in."""

import io
import shutil
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from tests.kit.plans import PLAN

MAP = """\
version: 县委组织部2019年第3版
mark: {text: 组通字〔2019〕}
fields:
  name: 表1 1行2格
  sex: 控件 性别
  born: 表1 2行2格
  unit: 表1 2行4格
  post: 表1 3行2格
  summary: 表2 1行2格
  grade: 控件 grade
labels:
  表1 1行1格: 姓名
  表1 1行3格: 性别
  表1 2行1格: 出生
  表1 2行3格: 单位
  表1 3行1格: 职务
  表2 1行1格: 总结
"""
_SEX = (
    f"<w:p {nsdecls('w')}><w:sdt><w:sdtPr><w:alias w:val='性别'/><w:showingPlcHdr/>"
    "<w:dropDownList><w:listItem w:value='男'/><w:listItem w:value='女'/></w:dropDownList>"
    "</w:sdtPr>"
    "<w:sdtContent><w:r><w:rPr><w:rStyle w:val='PlaceholderText'/></w:rPr>"
    "<w:t>选择一项。</w:t></w:r>"
    "</w:sdtContent></w:sdt></w:p>"
)
_GRADE = (
    f"<w:sdt {nsdecls('w')}><w:sdtPr><w:tag w:val='grade'/><w:showingPlcHdr/></w:sdtPr>"
    "<w:sdtContent><w:p><w:r><w:t>单击此处输入等次</w:t></w:r></w:p></w:sdtContent></w:sdt>"
)


def form() -> Document:
    document = docx.Document()
    document.add_paragraph("县管干部年度考核登记表（2019年度）")
    document.add_paragraph("组通字〔2019〕45号附件1")
    table = document.add_table(rows=3, cols=4)
    printed = {(0, 0): "姓名", (0, 2): "性别", (1, 0): "出生", (1, 2): "单位", (2, 0): "职务"}
    for (row, column), words in printed.items():
        table.cell(row, column).text = words
    table.cell(2, 1).merge(table.cell(2, 3))
    mark = parse_xml(f"<w:pPr {nsdecls('w')}><w:rPr><w:b/><w:sz w:val='30'/></w:rPr></w:pPr>")
    table.cell(0, 1).paragraphs[0]._p.insert(0, mark)
    run = table.cell(1, 3).paragraphs[0].add_run(" ")
    run.font.size, run.italic = Pt(9), True
    sex = table.cell(0, 3)
    sex.paragraphs[0]._p.addprevious(parse_xml(_SEX))
    sex._tc.remove(sex.paragraphs[1]._p)
    document.add_paragraph("背面")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "总结"
    document.add_paragraph("等次：")
    document.element.body.insert(len(document.element.body) - 1, parse_xml(_GRADE))
    return document


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def plan_with(folder: Path, body: bytes | None = None, map: str = MAP) -> Path:
    """The plan with the county's form and its map dropped into it, nothing else changed."""
    shutil.copytree(PLAN.root, folder / "plan")
    (folder / "plan" / "forms").mkdir()
    (folder / "plan" / "forms" / "registration.docx").write_bytes(body or saved(form()))
    (folder / "plan" / "forms" / "registration.yaml").write_text(map, encoding="utf-8")
    return folder / "plan"
