"""Files as other programs make them: a mark in every part, other shapes, other letters."""

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from tests.kit.forms import made

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
MARK = "机密★3年"
DOCX, XLSX = made.docx_of("个人总结", "一年来……"), made.xlsx({"A1": "等次建议", "B2": "张伟"})
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def w(tag: str, inside: str) -> bytes:
    return f'<w:{tag} xmlns:w="{W}">{inside}</w:{tag}>'.encode()


def para(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def body(inside: str, more: str = "") -> bytes:
    return f'<w:document xmlns:w="{W}" {more}><w:body>{inside}</w:body></w:document>'.encode()


def doc(**parts: bytes) -> bytes:
    return made.with_parts(DOCX, {name.replace("__", "/"): part for name, part in parts.items()})


def with_(packed: bytes, name: str, part: bytes | str) -> bytes:
    return made.with_parts(packed, {name: part if isinstance(part, bytes) else part.encode()})


def document(inside: str, more: str = "") -> bytes:
    return with_(DOCX, "word/document.xml", body(inside, more))


def ruby(base: str, above: str) -> str:
    return (
        f"<w:p><w:r><w:ruby><w:rt><w:r><w:t>{above}</w:t></w:r></w:rt><w:rubyBase><w:r>"
        f"<w:t>{base}</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>"
    )


def chunk(name: str, content: bytes) -> bytes:
    """A document whose text is brought by altChunk."""
    rels = (
        f'<Relationships xmlns="{_RELS}"><Relationship Id="c1" Type="{_OFFICE}/aFChunk" '
        f'Target="{name}"/></Relationships>'
    )
    main = body(
        '<w:altChunk r:id="c1"/><w:p/>',
        f'xmlns:r="{_OFFICE}"',
    )
    one = f'<Default Extension="{name.rpartition(".")[2]}" ContentType="text/html"/></Types>'
    types = made.part_of(DOCX, "[Content_Types].xml").replace(b"</Types>", one.encode())
    return made.with_parts(
        DOCX,
        {
            "word/document.xml": main,
            "word/_rels/document.xml.rels": rels.encode(),
            f"word/{name}": content,
            "[Content_Types].xml": types,
        },
    )


def renamed(packed: bytes, old: str, new: str) -> bytes:
    """A part called otherwise, with all that speaks of it."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            part = before.read(name)
            if name.endswith((".rels", "Types].xml")):
                for said, now in ((old, new), (old.rpartition("/")[2], new.rpartition("/")[2])):
                    part = re.sub(
                        rf'(["/]){re.escape(said)}"'.encode(), rf'\g<1>{now}"'.encode(), part
                    )
            folder, _, file = old.rpartition("/")
            now = new if name == old else name
            if name == f"{folder}/_rels/{file}.rels":
                now = f"{new.rpartition('/')[0]}/_rels/{new.rpartition('/')[2]}.rels"
            after.writestr(now, part)
    return out.getvalue()


def strict(packed: bytes) -> bytes:
    """As "Strict Open XML" is saved: the same in other namespaces."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            part = before.read(name)
            if name.endswith((".xml", ".rels", ".vml")):
                part = re.sub(
                    rb"http://schemas\.openxmlformats\.org/(wordprocessingml|spreadsheetml|drawingml|officeDocument)/2006/",
                    rb"http://purl.oclc.org/ooxml/\1/",
                    part,
                )
            after.writestr(name, part)
    return out.getvalue()


def with_template(target: str) -> bytes:
    rels = (
        f'<Relationships xmlns="{_RELS}"><Relationship Id="rId1" Type="{_OFFICE}/attachedTemplate" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    )
    return with_(DOCX, "word/_rels/settings.xml.rels", rels)


Change = Callable[[PdfWriter], None]


def pdf_with(change: Change | None = None, **font: str) -> bytes:
    """A PDF of one readable page, changed; `font`: its page in this font instead (see `pdf_in`)."""
    writer = PdfWriter(clone_from=io.BytesIO(made.pdf("总结报告")))
    if change:
        change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_in(encoding: str, codes: bytes, subtype: str = "/Type0", differences: str = "") -> bytes:
    """One line in a font without a table of letters."""
    writer = PdfWriter()
    page, name = writer.add_blank_page(300, 300), NameObject
    content = DecodedStreamObject()
    content.set_data(b"BT /F1 12 Tf 20 200 Td <" + codes.hex().encode() + b"> Tj ET")
    font = DictionaryObject(
        {
            name("/Type"): name("/Font"),
            name("/Subtype"): name(subtype),
            name("/BaseFont"): name("/SimSun"),
        }
    )
    if subtype == "/Type0":
        inner = DictionaryObject(
            {
                name("/Type"): name("/Font"),
                name("/Subtype"): name("/CIDFontType2"),
                name("/BaseFont"): name("/SimSun"),
            }
        )
        font[name("/DescendantFonts")] = ArrayObject([writer._add_object(inner)])
        font[name("/Encoding")] = name(encoding)
    else:
        listed = ArrayObject(
            [NumberObject(each) if each.isdecimal() else name(each) for each in differences.split()]
        )
        font[name("/Encoding")] = DictionaryObject({name("/Differences"): listed})
    page[name("/Resources")] = DictionaryObject(
        {name("/Font"): DictionaryObject({name("/F1"): writer._add_object(font)})}
    )
    page[name("/Contents")] = writer._add_object(content)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def noted(writer: PdfWriter) -> None:
    writer.add_annotation(page_number=0, annotation=FreeText(text=MARK, rect=(50, 50, 150, 100)))


def outlined(writer: PdfWriter) -> None:
    writer.add_outline_item(title=MARK, page_number=0)


def titled(writer: PdfWriter) -> None:
    writer.add_metadata({"/Title": "机密"})


def typed(writer: PdfWriter) -> None:
    field = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Tx"),
            NameObject("/V"): TextStringObject(MARK),
            NameObject("/Rect"): ArrayObject([]),
        }
    )
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(field)])


def upright(writer: PdfWriter) -> None:
    """The same table of letters, one below the other."""
    page = writer.pages[0]
    other = PdfWriter(clone_from=io.BytesIO(made.pdf("机密文件")))
    page.merge_page(other.pages[0])
    content = DecodedStreamObject()
    lines = " 0 -20 Td ".join(f"<{ord(letter):04X}> Tj" for letter in "机密")
    content.set_data(f"BT /F1 12 Tf 20 200 Td {lines} ET".encode())
    fresh = other.pages[0]
    fresh[NameObject("/Contents")] = other._add_object(content)
    writer.add_page(fresh)


def long_one(writer: PdfWriter) -> None:
    for _ in range(500):
        writer.add_blank_page(10, 10)
    writer.append(io.BytesIO(made.pdf(MARK)))


def on_sheet(change: Callable[[Any], None]) -> Callable[[Any], None]:
    """A change of the first sheet, as a change of its workbook."""
    return lambda book: change(book.active)
