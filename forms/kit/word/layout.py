"""A form drawn as a Word document on A4: the same boxes as in the workbook, blanks as controls."""

import io
from collections.abc import Iterator, Mapping
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Inches, Pt

from forms.kit.addresses import position
from forms.kit.field import Asks, Field
from forms.kit.layout import Box, Layout, Look, is_low

_FONT: Final = "宋体"
_WIDE: Final = 10466  # twentieths of a point: A4 without the margins
_GREY: Final = '<w:color w:val="808080"/>'
_LINES: Final = "".join(f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right"))
_GRID: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:color="666666"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_MARGINS: Final = "".join(
    f'<w:{side} w:w="40" w:type="dxa"/>' for side in ("top", "left", "bottom", "right")
)
# Half points, bold, alignment, and where in the cell.
_STYLES: Final[dict[Look, tuple[int, bool, str, str]]] = {
    Look.TITLE: (36, True, "center", "center"),
    Look.NOTE: (18, False, "left", "center"),
    Look.MARK: (18, False, "right", "center"),
    Look.LABEL: (22, True, "center", "center"),
    Look.SIGN: (22, False, "right", "center"),
    Look.BLANK: (22, False, "center", "center"),
}
_OFF_THE_FRAME: Final = 220  # twentieths of a point
_UNBOXED: Final = (Look.TITLE, Look.NOTE, Look.MARK)


def draw(layout: Layout, title: str, fields: Mapping[str, Field]) -> bytes:
    """A docx without values. A control's tag is the id of its field."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Inches(0.5)
    section.top_margin = section.bottom_margin = Inches(0.55)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(11)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    document.core_properties.title, document.core_properties.author = title, ""
    last = document.element.body[-1]
    end = max(layout.heights)
    for first, until in ((1, (layout.back_from or end + 1) - 1), (layout.back_from, end)):
        if first:
            last.addprevious(_table(layout, fields, first, until))
            last.addprevious(_between(more=until < end))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _between(*, more: bool) -> Any:
    """Word wants a paragraph after a table; as good as none, it only begins the next page."""
    turn = '<w:r><w:br w:type="page"/></w:r>' if more else ""
    return parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" '
        f'w:lineRule="exact"/></w:pPr>{turn}</w:p>'
    )


def _table(layout: Layout, fields: Mapping[str, Field], first: int, until: int) -> Any:
    widths = [round(_WIDE * each / sum(layout.widths)) for each in layout.widths]
    rows = "".join(_row(layout, fields, row, widths) for row in range(first, until + 1))
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{_GRID}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_MARGINS}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(layout: Layout, fields: Mapping[str, Field], row: int, widths: list[int]) -> str:
    """Of a fixed height, as in the workbook: the form stays on its one sheet of paper."""
    cells = "".join(_cells(layout, fields, row, widths))
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{round(layout.heights[row] * 20)}" '
        f'w:hRule="exact"/></w:trPr>{cells}</w:tr>'
    )


def _cells(
    layout: Layout, fields: Mapping[str, Field], row: int, widths: list[int]
) -> Iterator[str]:
    for box in sorted(layout.boxes, key=lambda each: position(each.first)[1]):
        begin, _, end = box.at.partition(":")
        (top, left), (bottom, right) = position(begin), position(end or begin)
        if not top <= row <= bottom:
            continue
        size = sum(widths[left - 1 : right])
        merged = '<w:vMerge w:val="restart"/>' if row == top else "<w:vMerge/>"
        lines = f"<w:tcBorders>{_LINES}</w:tcBorders>" if box.look in _UNBOXED else ""
        asked = fields.get(box.says) if box.look is Look.BLANK else None
        long = asked is not None and asked.asks is Asks.LONG and not is_low(layout, box)
        high = "top" if long else _STYLES[box.look][3]
        yield (
            f'<w:tc><w:tcPr><w:tcW w:w="{size}" w:type="dxa"/>'
            f'<w:gridSpan w:val="{right - left + 1}"/>'
            f'{merged if top != bottom else ""}{lines}<w:vAlign w:val="{high}"/></w:tcPr>'
            f'{_inside(box, asked) if row == top else "<w:p/>"}</w:tc>'
        )  # fmt: skip


def _inside(box: Box, asked: Field | None) -> str:
    size, bold, align, _ = _STYLES[box.look]
    font = '<w:rFonts w:eastAsia="黑体"/>' if box.look is Look.TITLE else ""
    look = f'{font}{"<w:b/>" if bold else ""}<w:sz w:val="{size}"/>'
    if asked:
        align = "left" if asked.asks is Asks.LONG else align
        inside = _blank(box.says, asked, look)
    else:
        lines = (escape(line) for line in box.says.split("\n"))
        words = "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines)
        inside = f"<w:r><w:rPr>{look}</w:rPr>{words}</w:r>"
        if box.look is not Look.SIGN:  # who signs on the screen may
            inside = _control('<w:lock w:val="sdtContentLocked"/>', inside)
    spacing = '<w:spacing w:before="0" w:after="0"/>'
    if box.look is Look.SIGN:  # as in the workbook, the day stands off the frame
        spacing += f'<w:ind w:right="{_OFF_THE_FRAME}"/>'
    return f'<w:p><w:pPr>{spacing}<w:jc w:val="{align}"/></w:pPr>{inside}</w:p>'


def _blank(id: str, asked: Field, look: str) -> str:
    """What is empty shows nothing, because the form is printed and signed as it is."""
    shown = "　　　　"
    properties = (
        f"<w:rPr>{look}</w:rPr><w:alias w:val={quoteattr(asked.label)}/>"
        f"<w:tag w:val={quoteattr(id)}/>"
        f'<w:lock w:val="sdtLocked"/><w:showingPlcHdr/>{_kind(asked)}'
    )
    return _control(properties, f"<w:r><w:rPr>{_GREY}</w:rPr><w:t>{shown}</w:t></w:r>")


def _control(properties: str, inside: str) -> str:
    return f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def _kind(asked: Field) -> str:
    if asked.options:
        tag = "comboBox" if asked.open_choice else "dropDownList"
        items = "".join(
            f"<w:listItem w:displayText={quoteattr(each)} w:value={quoteattr(each)}/>"
            for each in asked.options
        )
        return f"<w:{tag}>{items}</w:{tag}>"
    if asked.asks is Asks.MONTH:
        return (
            '<w:date><w:dateFormat w:val="yyyy.MM"/><w:lid w:val="zh-CN"/>'
            '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
        )
    return '<w:text w:multiLine="1"/>' if asked.asks is Asks.LONG else "<w:text/>"
