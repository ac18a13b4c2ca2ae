# ruff: noqa: E501 (tables of cases, one a line)
"""A mark is seen wherever a file has it, or the file is refused; what is harmless is taken."""

import struct
from pathlib import Path

import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from forms.kit.safe.safety import Safe, UnsafeFile, inspect
from tests.kit.forms import made, outside
from tests.kit.forms.outside import DOCX, MARK, XLSX, A, S, W, body, para, with_

CASES = Path(__file__).parent / "cases"


def book(change) -> bytes:
    return made.xlsx({"A1": "等次建议"}, change)


def _hidden(whole):
    whole.create_sheet("旧").sheet_state = "veryHidden"
    whole["旧"]["B7"] = MARK


def _named(whole):
    whole.defined_names["级别"] = DefinedName("级别", attr_text='"机密★3年"')


def _prompt(sheet):
    rule = DataValidation(type="none", promptTitle="机密", prompt="请填写", showInputMessage=True)
    rule.add("A1")
    sheet.add_data_validation(rule)


UTF16 = ('<?xml version="1.0" encoding="UTF-16"?>' + body(para(MARK)).decode()).encode("utf-16")
EMF = (
    b"\x01\0\0\0\x6c\0\0\0"
    + b"\0" * 40
    + b" EMF"
    + b"\0" * 60
    + MARK.encode("utf-16-le")
    + b"\0" * 20
)
MUCH, BY_ITS_CODE = para("工作" * 300) * 1000, "<w:p><w:r><w:t>&#26426;&#x05BC6;</w:t></w:r></w:p>"
HTML = f"<html><body><p>{MARK}</p></body></html>".encode()
MHT = f"MIME-Version: 1.0\nContent-Type: text/html\n\n<html>{MARK}</html>".encode()
GUIDED = f'<si xmlns="{S}"><t>机密</t><rPh sb="0" eb="2"><t>jīmì</t></rPh></si>'
SHARED = f'<sst xmlns="{S}">{GUIDED}</sst>'.replace(f' xmlns="{S}"', "", 2).replace(
    "<sst", f'<sst xmlns="{S}"'
)

MARKED: list[tuple[str, str, bytes]] = [
    # documents
    ("header", "总结.docx", made.docx_of("总结", header=MARK)),
    ("footer part", "总结.docx", with_(DOCX, "word/footer1.xml", outside.w("ftr", para(MARK)))),
    ("first header", "总结.docx", with_(DOCX, "word/header3.xml", outside.w("hdr", para("机密")))),
    ("comment", "总结.docx", with_(DOCX, "word/comments.xml", outside.w("comments", f"<w:comment>{para(MARK)}</w:comment>"))),
    ("footnote", "总结.docx", with_(DOCX, "word/footnotes.xml", outside.w("footnotes", f"<w:footnote>{para(MARK)}</w:footnote>"))),
    ("endnote", "总结.docx", with_(DOCX, "word/endnotes.xml", outside.w("endnotes", f"<w:endnote>{para(MARK)}</w:endnote>"))),
    ("glossary", "总结.docx", with_(DOCX, "word/glossary/document.xml", outside.w("glossaryDocument", para(MARK)))),
    ("text box", "总结.docx", outside.document(f"<w:p><w:r><w:pict><w:txbxContent>{para('机密')}</w:txbxContent></w:pict><w:t>总结</w:t></w:r></w:p>")),
    ("split in runs", "总结.docx", outside.document(para("机", "密", "★", "3年"))),
    ("spaced", "总结.docx", outside.document(para("机　　密"))),
    ("zero-width between", "总结.docx", outside.document(para("机\u200b密"))),
    ("variation selector between", "总结.docx", outside.document(para("机\ufe00密"))),
    ("word joiner between", "总结.docx", outside.document(para("机\u2060密★3年"))),
    ("grapheme joiner between", "总结.docx", outside.document(para("机\u034f密"))),
    ("hangul filler between", "总结.docx", outside.document(para("机\u3164密"))),
    ("traditional", "总结.docx", outside.document(para("機密★長期"))),
    ("by its code", "总结.docx", outside.document("<w:p><w:r><w:t>&#26426;&#23494;</w:t></w:r></w:p>")),
    ("by its code among very much else", "总结.docx", outside.document(MUCH + BY_ITS_CODE)),
    ("one below the other", "总结.docx", outside.document(para("机") + para("密") + para("总结"))),
    ("base under pinyin", "总结.docx", outside.document(outside.ruby("机密", "jīmì"))),
    ("each letter under pinyin", "总结.docx", outside.document("<w:p>" + "".join(outside.ruby(base, above).removeprefix("<w:p>").removesuffix("</w:p>") for base, above in (("机", "jī"), ("密", "mì"))) + "</w:p>")),
    ("above the letters", "总结.docx", outside.document(outside.ruby("总结", MARK))),
    ("struck out by a tracked change", "总结.docx", outside.document(f"<w:p><w:del><w:r><w:delText>{MARK}</w:delText></w:r></w:del></w:p>")),
    ("a picture's description", "总结.docx", outside.document(f'<w:p><w:docPr id="1" name="图片" descr="{MARK}"/></w:p>')),
    ("a control's title", "总结.docx", outside.document(f'<w:sdt><w:sdtPr><w:alias w:val="密级：机密"/></w:sdtPr><w:sdtContent>{para("x")}</w:sdtContent></w:sdt>')),
    ("a water mark", "总结.docx", with_(DOCX, "word/header2.xml", f'<w:hdr xmlns:w="{W}"><v:textpath xmlns:v="urn:schemas-microsoft-com:vml" string="机密"/></w:hdr>')),
    ("custom XML text", "总结.docx", with_(DOCX, "customXml/item7.xml", f"<a><密级>{MARK}</密级></a>")),
    ("custom XML attribute", "总结.docx", with_(DOCX, "customXml/item7.xml", '<a level="机密"/>')),
    ("custom property", "总结.docx", with_(DOCX, "docProps/custom.xml", '<Properties><property name="密级"><v>机密</v></property></Properties>')),
    ("title property", "总结.docx", with_(DOCX, "docProps/core.xml", "<cp><title>机密</title></cp>")),
    ("keywords in app", "总结.docx", with_(DOCX, "docProps/app.xml", f"<Properties><Company>{MARK}</Company></Properties>")),
    ("smart art", "总结.docx", with_(DOCX, "word/diagrams/data1.xml", f'<d xmlns:a="{A}"><a:p><a:r><a:t>{MARK}</a:t></a:r></a:p></d>')),
    ("a chart's title", "总结.docx", with_(DOCX, "word/charts/chart1.xml", f'<c xmlns:a="{A}"><a:p><a:r><a:t>机密</a:t></a:r></a:p></c>')),
    ("a chart's label", "总结.docx", with_(DOCX, "word/charts/chart1.xml", "<c><pt><v>机密</v></pt></c>")),
    ("an embedded workbook", "总结.docx", with_(DOCX, "word/embeddings/a.xlsx", made.xlsx({"A1": MARK}))),
    ("an embedded document", "总结.docx", with_(DOCX, "word/embeddings/a.docx", made.docx_of(MARK))),
    ("an embedded workbook's header", "总结.docx", with_(DOCX, "word/embeddings/a.xlsx", book(outside.on_sheet(lambda s: setattr(s.oddHeader.center, "text", "机密"))))),
    ("a drawing of lines", "总结.docx", with_(DOCX, "word/media/image9.emf", EMF)),
    ("an SVG", "总结.docx", with_(DOCX, "word/media/image9.svg", f'<svg xmlns="http://www.w3.org/2000/svg"><text>{MARK}</text></svg>')),
    ("an SVG in pieces", "总结.docx", with_(DOCX, "word/media/image9.svg", '<svg xmlns="http://www.w3.org/2000/svg"><text><tspan>机</tspan><tspan>密</tspan></text></svg>')),
    ("UTF-16", "总结.docx", with_(DOCX, "word/document.xml", UTF16)),
    ("a main part by another name", "总结.docx", outside.renamed(outside.document(para(MARK)), "word/document.xml", "word/text.dat")),
    ("strict", "总结.docx", outside.strict(outside.document(para(MARK)))),
    ("a web page as altChunk", "总结.docx", outside.chunk("afchunk.html", HTML)),
    ("GBK web page as altChunk", "总结.docx", outside.chunk("afchunk.htm", HTML.decode().encode("gb18030"))),
    ("a text as altChunk", "总结.docx", outside.chunk("afchunk.txt", MARK.encode())),
    ("a document as altChunk", "总结.docx", outside.chunk("afchunk.docx", made.docx_of(MARK))),
    ("a mail page as altChunk", "总结.docx", outside.chunk("afchunk.mht", MHT)),
    # workbooks
    ("a cell", "附件8.xlsx", made.xlsx({"A1": "等次建议", "K9": MARK})),
    ("a cell alone", "附件8.xlsx", made.xlsx({"A1": "等次建议", "K9": "【机密】"})),
    ("a sheet's name", "附件8.xlsx", book(outside.on_sheet(lambda s: setattr(s, "title", "机密")))),
    ("a sheet's header", "附件8.xlsx", book(outside.on_sheet(lambda s: setattr(s.oddHeader.right, "text", MARK)))),
    ("a sheet's first footer", "附件8.xlsx", book(outside.on_sheet(lambda s: setattr(s.firstFooter.left, "text", "机密")))),
    ("a cell's comment", "附件8.xlsx", book(outside.on_sheet(lambda s: setattr(s["A1"], "comment", Comment(MARK, "x"))))),
    ("a hidden sheet", "附件8.xlsx", book(_hidden)),
    ("a defined name's value", "附件8.xlsx", book(_named)),
    ("a defined name", "附件8.xlsx", with_(XLSX, "xl/names.xml", f'<definedNames xmlns="{S}"><definedName name="机密">Sheet!A1</definedName></definedNames>')),
    ("a prompt", "附件8.xlsx", book(outside.on_sheet(_prompt))),
    ("a formula's words", "附件8.xlsx", made.xlsx({"A1": "等次建议", "B1": '="机密"&""'})),
    ("a number format", "附件8.xlsx", book(outside.on_sheet(lambda s: setattr(s["A1"], "number_format", '"机密"@')))),
    ("a text box", "附件8.xlsx", with_(XLSX, "xl/drawings/drawing1.xml", f'<x xmlns:a="{A}"><a:p><a:r><a:t>{MARK}</a:t></a:r></a:p></x>')),
    ("a shared string under pinyin", "附件8.xlsx", with_(XLSX, "xl/sharedStrings.xml", SHARED)),
    ("rich text in pieces", "附件8.xlsx", with_(XLSX, "xl/sharedStrings.xml", f'<sst xmlns="{S}"><si><r><t>机</t></r><r><t>密</t></r></si></sst>')),
    ("a table's column", "附件8.xlsx", with_(XLSX, "xl/tables/table1.xml", f'<table xmlns="{S}"><tableColumn id="1" name="机密"/></table>')),
    ("a pivot's cache", "附件8.xlsx", with_(XLSX, "xl/pivotCache/d1.xml", f'<p xmlns="{S}"><s v="机密"/></p>')),
    ("a thread of comments", "附件8.xlsx", with_(XLSX, "xl/threadedComments/t1.xml", f"<T><threadedComment><text>{MARK}</text></threadedComment></T>")),
    ("an embedded document in a workbook", "附件8.xlsx", with_(XLSX, "xl/embeddings/a.docx", made.docx_of(MARK))),
    ("a strict workbook", "附件8.xlsx", outside.strict(made.xlsx({"A1": MARK}))),
    ("strings by another name", "附件8.xlsx", outside.renamed(made.xlsx({"A1": MARK}), "xl/sharedStrings.xml", "xl/words.dat")),
    # PDF
    ("GBKp-EUC-H", "总结.pdf", outside.pdf_in("/GBKp-EUC-H", MARK.replace("★", "").encode("gbk")[:4])),
    ("GBK-EUC-V", "总结.pdf", outside.pdf_in("/GBK-EUC-V", "机密".encode("gbk"))),
    ("UniGB-UCS2-H", "总结.pdf", outside.pdf_in("/UniGB-UCS2-H", MARK.encode("utf-16-be"))),
    ("UniGB-UTF16-V", "总结.pdf", outside.pdf_in("/UniGB-UTF16-V", MARK.encode("utf-16-be"))),
    ("a note on the page", "总结.pdf", outside.pdf_with(outside.noted)),
    ("a field", "总结.pdf", outside.pdf_with(outside.typed)),
    ("a bookmark", "总结.pdf", outside.pdf_with(outside.outlined)),
    ("the title", "总结.pdf", outside.pdf_with(outside.titled)),
    ("below each other", "总结.pdf", outside.pdf_with(outside.upright)),
    # old files
    ("first in an old document", "总结.doc", made.compound({"WordDocument": made.word_stream("机密\r总结")})),
    ("spaced in an old document", "总结.doc", made.compound({"WordDocument": made.word_stream("总结\r机 密\r")})),
    ("labelled in an old document", "总结.doc", made.compound({"WordDocument": made.word_stream("总结\r密级：机密\r")})),
    ("in a cell of an old document", "总结.doc", made.compound({"WordDocument": made.word_stream("总结\x07【机密】\x07")})),
    ("in an old workbook", "附件8.xls", made.xls({(1, 1): "机密", (2, 1): "姓名"})),
    ("labelled in an old workbook", "附件8.xls", made.xls({(1, 1): "密级：机密", (2, 1): "姓名"})),
    ("in a workbook of 1995", "附件8.xls", made.compound({"Workbook": made.xls_records((0x04, b"\0\0\0\0" + struct.pack("<H", 4) + "机密".encode("gbk")))})),
]  # fmt: skip

UNREADABLE: list[tuple[str, str, bytes]] = [
    ("codes without letters", "总结.pdf", outside.pdf_in("/Identity-H", b"\x12\x34\x56\x78")),
    ("glyphs by number", "总结.pdf", outside.pdf_in("", b"\x01\x02", "/Type3", "1 /g1 /g2")),
    ("glyphs by number, TrueType", "总结.pdf", outside.pdf_in("", b"\x01\x02", "/TrueType", "1 /g12 /g13")),
    ("an unknown CMap", "总结.pdf", outside.pdf_in("/KSCms-UHC-H", "机密".encode("gbk"))),
    ("too long to be read to its end", "总结.pdf", outside.pdf_with(outside.long_one)),
    ("an unmarked web page as altChunk", "总结.docx", outside.chunk("a.html", b"<html><p>x</p></html>")),
    ("RTF as altChunk", "总结.docx", outside.chunk("a.rtf", rb"{\rtf1 \u26426?\u23494?}")),
    ("GB18030 XML", "总结.docx", with_(DOCX, "word/document.xml", ('<?xml version="1.0" encoding="GB18030"?>' + body(para(MARK)).decode()).encode("gb18030"))),
    ("a stray OLE object", "总结.docx", with_(DOCX, "word/media/oleObject.bin", made.compound({"x": b"y"}))),
]  # fmt: skip

LISTED = outside.document(
    '<w:sdt><w:sdtPr><w:dropDownList><w:listItem w:displayText="机密" w:value="机密"/></w:dropDownList></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'
)
HARMLESS: list[tuple[str, str, bytes]] = [
    ("a drop-down of levels", "总结.docx", LISTED),
    ("a rule listing levels", "附件8.xlsx", with_(XLSX, "xl/x.xml", f'<dataValidations xmlns="{S}"><formula1>"公开,内部,秘密,机密"</formula1></dataValidations>')),
    ("keeping secrets, in runs", "总结.docx", outside.document(para("保守国家", "秘密", "，从我做起"))),
    ("keeping secrets, old", "总结.doc", made.compound({"WordDocument": made.word_stream("严格保守国家秘密，从我做起\r")})),
    ("pinyin over a name", "总结.docx", outside.document(outside.ruby("张伟", "zhāngwěi"))),
    ("passwords of computers", "附件8.xlsx", made.xlsx({"A1": "计算机密码管理"})),
    ("the reason to keep it", "总结.pdf", made.pdf("认真落实保守秘密的要求")),
    *((f"a template at {t}", "总结.docx", outside.with_template(t)) for t in (
        "file:///C:\\Users\\a\\Templates\\Normal.dotm", "file:///C:/Users/a/Normal.dotm", "C:\\Users\\a\\Normal.dotm", "Normal.dotm",
        "file:///Users/a/Library/Normal.dotm", "file:///D:%5CTemplates%5C公文.dot", "Templates/Normal.dotm",
    )),
]  # fmt: skip

REMOTE = [
    "http://example.test/a.dotm", "https://example.test/Normal.dotm", "\\\\server\\share\\a.dotm", "file://server/share/a.dotm",
    "file:////server/share/a.dotm", "ftp://example.test/a.dotm",
]  # fmt: skip


def _inspected(folder: Path, name: str, packed: bytes) -> Safe:
    path = folder / "upload"
    path.write_bytes(packed)
    return inspect(path, name)


def _ids(cases):
    return [case[0] for case in cases]


@pytest.mark.parametrize(("_why", "name", "packed"), MARKED, ids=_ids(MARKED))
def test_a_mark_is_seen_in_every_part(tmp_path: Path, _why: str, name: str, packed: bytes) -> None:
    with pytest.raises(UnsafeFile) as refused:
        _inspected(tmp_path, name, packed)

    assert refused.value.reason == "Classified"


# Files that were once taken and kept, as they came in.
WENT_THROUGH = [
    "张伟述职述法报告-密级注音.docx",
    "拼音盖住密级.xlsx",
    "张伟述职述法报告-网页内容.docx",
    "张伟述职述法报告-GBKp.pdf",
]


@pytest.mark.parametrize("name", WENT_THROUGH)
def test_a_marked_file_that_once_went_through_is_refused(tmp_path: Path, name: str) -> None:
    [came] = CASES.glob(f"*/{name}")

    with pytest.raises(UnsafeFile) as refused:
        _inspected(tmp_path, name, came.read_bytes())

    assert refused.value.reason == "Classified"


@pytest.mark.parametrize(("_why", "name", "packed"), UNREADABLE, ids=_ids(UNREADABLE))
def test_what_cannot_be_read_is_refused(
    tmp_path: Path, _why: str, name: str, packed: bytes
) -> None:
    with pytest.raises(UnsafeFile) as refused:
        _inspected(tmp_path, name, packed)

    assert refused.value.reason != "Classified"
    assert "请" in refused.value.words


@pytest.mark.parametrize(("_why", "name", "packed"), HARMLESS, ids=_ids(HARMLESS))
def test_what_is_no_mark_is_taken(tmp_path: Path, _why: str, name: str, packed: bytes) -> None:
    assert _inspected(tmp_path, name, packed).name == name


@pytest.mark.parametrize("target", REMOTE)
def test_a_template_that_would_be_fetched_is_refused(tmp_path: Path, target: str) -> None:
    with pytest.raises(UnsafeFile, match=r"Normal\.dotm"):
        _inspected(tmp_path, "总结.docx", outside.with_template(target))
