"""An outline of a report to be written, as a Word document on A4."""

import io
from collections.abc import Sequence
from typing import Final

_FONT: Final = "仿宋"
NOTE: Final = "本提纲是本系统的样稿，不是方案附件"


def numbered(number: int, heading: str) -> str:
    """The first heading, number 0, is 一、…"""
    return f"{'一二三四五六七八九十'[number]}、{heading}"


def outline(title: str, head: str, note: str, headings: Sequence[str]) -> bytes:
    """A title, who and where, a note of what is wanted, and a heading with room for each part."""
    # 0.1 s and 10 MB, which who only answers or checks does not need.
    from docx import Document  # noqa: PLC0415
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Cm, Pt  # noqa: PLC0415

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(16)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FONT)
    document.core_properties.title, document.core_properties.author = title, ""
    for text, size in ((title, 22), (head, 16)):
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.add_run(text).font.size = Pt(size)
    document.add_paragraph().add_run(f"{NOTE}{note}").font.size = Pt(10.5)
    for number, heading in enumerate(headings):
        document.add_paragraph(numbered(number, heading)).runs[0].bold = True
        document.add_paragraph("")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
