"""A 书面意见 as one page of Word."""

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from math import ceil
from typing import Final

from docx import Document
from docx.document import Document as Doc
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from forms.decision_slip import Slip

_FONT: Final = "宋体"
_SIZES: Final = (12.0, 11.0, 10.5, 10.0, 9.0, 8.0, 7.5)
_SMALLEST: Final = 7.0  # of a page that would otherwise become two
_WIDTH_POINTS: Final = 481  # A4 less 2 cm on each side
_HEIGHT_POINTS: Final = 728  # A4 less 2 cm above and below
_LEADING: Final = 1.35  # the height of a line of 宋体 by its size, with room for rounding
_HEADING_LINES: Final = 4
# Zip files know no year before 1980; what matters is that it never changes.
_STAMP: Final = (1980, 1, 1, 0, 0, 0)


def written(slip: Slip) -> bytes:
    """The slip as a docx file: the same bytes for the same slip."""
    sections = list(_sections(slip))
    size = _size([line for head, lines in sections for line in (head, *lines)])
    document = Document()
    _prepare(document, slip, size)
    _centred(document, f"书面意见第{slip.number}号", size + 4, bold=True)
    _centred(document, slip.title, size, bold=False)
    for head, lines in sections:
        _line(document, head, size, bold=True)
        for line in lines:
            _line(document, line, size, bold=False)
    tail = _line(document, f"{slip.issued_by}　{slip.day}", size, bold=False)
    tail.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return _steady(document)


def _sections(slip: Slip) -> Iterable[tuple[str, list[str]]]:
    yield "一、对象和问题", [f"{slip.whom}：{slip.question}。"]
    yield "二、意见", list(slip.rulings)
    yield "三、依据的事实", [f"{fact}（来源：{source}）" for fact, source in slip.facts] or ["无。"]
    head = "四、没有提到、按通常情况认定的"
    yield head, ["；".join(slip.presumed) + "。" if slip.presumed else "无。"]
    quoted = [f"{id}（{title}）：{text}" for id, title, text in slip.clauses]
    yield "五、依据的条文（原文）", [*slip.precedents, *quoted]
    yield (
        "六、说明",
        [
            f"规则版本：{slip.plan_id}方案，{slip.version}。",
            "以上事实如有出入，本意见不适用，应按更正后的事实另出意见。",
        ],
    )


def _size(lines: Iterable[str]) -> float:
    """The largest type in which it stays one page."""
    texts = [part for line in lines for part in line.split("\n")]
    for size in _SIZES:
        in_line = int(_WIDTH_POINTS / size) - 1
        rows = sum(max(1, ceil(len(text) / in_line)) for text in texts) + _HEADING_LINES
        if rows * size * _LEADING <= _HEIGHT_POINTS:
            return size
    return _SMALLEST


def _prepare(document: Doc, slip: Slip, size: float) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(size)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    kept = document.core_properties
    kept.title, kept.author = f"书面意见第{slip.number}号", slip.issued_by
    kept.created = kept.modified = datetime(*_STAMP, tzinfo=UTC)


def _centred(document: Doc, text: str, size: float, *, bold: bool) -> None:
    _line(document, text, size, bold=bold).alignment = WD_ALIGN_PARAGRAPH.CENTER


def _line(document: Doc, text: str, size: float, *, bold: bool) -> Paragraph:
    paragraph = document.add_paragraph()
    run = paragraph.add_run(text)
    run.bold, run.font.size = bold, Pt(size)
    shape = paragraph.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing = 1.0
    return paragraph


def _steady(document: Doc) -> bytes:
    """The file without the time at which it was written."""
    made = io.BytesIO()
    document.save(made)
    steady = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return steady.getvalue()
