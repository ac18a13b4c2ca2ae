"""Word documents as the tests write and read them."""

import io
from typing import Any

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import _Cell


def opened(body: bytes) -> Document:
    return docx.Document(io.BytesIO(body))


def comments(body: bytes) -> dict[str, str]:
    """The text of each comment by the text of the paragraph it stands at."""
    document = opened(body)
    said = {str(each.comment_id): each.text for each in document.comments}
    places = document.element.body.xpath("//w:commentReference/ancestor::w:p[1]")
    return {
        "".join(place.xpath(".//w:t/text()")): "|".join(
            said[id] for id in place.xpath(".//w:commentReference/@w:id")
        )
        for place in places
    }


def in_control(cell: _Cell, text: str, *, placeholder: bool = False) -> None:
    """What a content control in a cell looks like, filled in or not."""
    shown = "<w:showingPlcHdr/>" if placeholder else ""
    run = f"<w:r><w:t>{text}</w:t></w:r>"
    control = (
        f"<w:sdt {nsdecls('w')}><w:sdtPr>{shown}</w:sdtPr>"
        f"<w:sdtContent><w:p>{run}</w:p></w:sdtContent></w:sdt>"
    )
    cell._tc.insert(1, parse_xml(control))
    for paragraph in cell.paragraphs:
        paragraph._p.getparent().remove(paragraph._p)


def cell_in_control(cell: _Cell) -> None:
    """The whole cell wrapped in a control, which python-docx does not see any more."""
    wrapped = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
    cell._tc.addprevious(wrapped)
    wrapped[1].append(cell._tc)


def word(values: dict[str, Any], title: str = "县管干部年度考核登记表（2019年度）") -> bytes:
    """附件1 as somebody draws it in Word: merged cells, a nested table, content controls."""
    document = docx.Document()
    document.add_paragraph(title)
    table = document.add_table(rows=12, cols=6)
    text = {"name": "张伟", "unit": "城关镇", "post": "城关镇党委委员、副镇长", **values}

    def put(row: int, column: int, label: str, id: str, last: int = 0) -> None:
        table.cell(row, column).text = label
        cell = table.cell(row, column + 1)
        if last:
            cell = cell.merge(table.cell(row, last))
        cell.text = str(text.get(id) or "")

    put(0, 0, "姓名", "name")
    put(0, 2, "性别", "sex")
    put(0, 4, "出生年月", "born")
    put(1, 0, "政治面貌", "party")
    put(1, 2, "任现职时间", "post_since")
    put(1, 4, "单位", "unit")
    for row, (label, id) in enumerate(
        (("单位及职务", "post"), ("从事或分管工作", "duties"), ("参加脱产培训情况", "training")), 2
    ):
        put(row, 0, label, id, 5)
    table.cell(5, 0).merge(table.cell(6, 0)).text = "个人总结"
    table.cell(5, 1).merge(table.cell(5, 5)).text = ""
    inner = table.cell(5, 1).add_table(rows=1, cols=1)
    inner.cell(0, 0).text = str(text.get("summary") or "")
    table.cell(6, 1).merge(table.cell(6, 5)).text = "本人签名：　年　月　日"
    for row, (label, id) in enumerate(
        (("主管领导评语和考核等次建议", "leader_opinion"), ("考核等次", "grade"),
         ("党委（党组）意见", "committee_opinion"), ("本人意见", "own_opinion")), 7,
    ):  # fmt: skip
        put(row, 0, label, id, 5)
    document.add_paragraph("未确定等次或不参加考核情况说明：")
    document.add_paragraph("备注：")
    sex = str(text.get("sex") or "")
    in_control(table.cell(0, 3), sex or "选择一项。", placeholder=not sex)
    cell_in_control(table.cell(0, 5))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
