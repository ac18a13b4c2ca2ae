# ruff: noqa: E501 (a table of cases, one a line)
"""Files that are refused."""

from tests.kit.forms import made

XLSX = made.xlsx()


DOCX = made.docx_of()


RELS = (
    b'<?xml version="1.0"?><Relationships xmlns='
    b'"http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" '
    b'Target="http://example.test/x" TargetMode="External"/></Relationships>'
)


# name of the case, name of the file, its bytes, class of the refusal, words that must be in it
BAD: list[tuple[str, str, bytes, str, str]] = [
    ("nothing in it", "附件8.xlsx", b"", "Empty", "0字节"),
    ("a pdf named xlsx", "附件8.xlsx", made.pdf(), "Renamed", "其实是PDF文件"),
    ("a word file named xlsx", "附件8.xlsx", DOCX, "Renamed", "其实是Word文档"),
    ("an old word file named xlsx", "附件8.xlsx", made.compound({"WordDocument": made.word_stream()}), "Renamed", "其实是旧版Word文档"),
    ("a web page named xls", "导出.xls", b"<html><table><tr><td>1</td></tr></table></html>", "Renamed", "网页"),
    ("a program named pdf", "登记表.pdf", b"MZ\x90\x00" + b"\0" * 200, "Renamed", "可以运行的程序"),
    ("a program", "附件8.xlsx.exe", b"MZ\x90\x00" + b"\0" * 200, "WrongType", "可以运行的程序"),
    ("a zip", "材料.zip", made.zip_of({"附件8.xlsx": XLSX}), "WrongType", "先解压"),
    ("a text file", "附件8.txt", "姓名 张伟".encode(), "WrongType", "纯文本"),
    ("a photo of an iPhone", "签字页.heic", b"\0\0\0\x18ftypheic" + b"\0" * 99, "WrongType", "转存为jpg"),
    ("slides", "总结.pptx", made.with_parts(made.zip_of({"[Content_Types].xml": b"<Types/>"}), {"ppt/presentation.xml": b"<p/>"}), "WrongType", "幻灯片"),
    ("no suffix", "附件8", XLSX, "NoSuffix", "附件8.xlsx"),
    ("a zip without a book", "附件8.xlsx", made.zip_of({"a.xml": b"<a/>"}), "Damaged", "打不开"),
    ("cut off", "附件8.xlsx", XLSX[: len(XLSX) // 2], "Damaged", "打不开"),
    ("bytes of nothing", "附件8.xlsx", bytes(range(256)) * 4, "Damaged", "打不开"),
    ("bytes of no document", "总结.docx", bytes(range(256)), "Damaged", "例如“总结.docx”"),
    ("a pdf cut off", "登记表.pdf", made.pdf()[:60], "Damaged", "打不开"),
    ("a photo cut off", "签字页.jpg", made.JPG[:-2], "Damaged", "打不开"),
    ("one pixel", "签字页.png", made.png(1, 1), "Tiny", "只有1×1像素"),
    ("a photo's thumbnail", "签字页.jpg", made.jpg(160, 120), "Tiny", "只有160×120像素"),
    ("a pdf of empty pages", "登记表.pdf", made.blank_pdf(), "BlankPdf", "空白"),
    ("locked office file", "附件8.xlsx", made.compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}), "Password", "密码"),
    ("locked zip", "附件8.xlsx", made.zip_encrypted(XLSX), "Password", "密码"),
    ("locked old book", "附件8.xls", made.compound({"Workbook": made.xls_records((0x2F, b"\0" * 6))}), "Password", "密码"),
    ("locked old document", "总结.doc", made.compound({"WordDocument": made.word_stream(locked=True)}), "Password", "密码"),
    ("locked pdf", "登记表.pdf", made.pdf(password="x"), "PasswordPdf", "密码"),
    ("macros", "附件8.xlsx", made.with_parts(XLSX, {"xl/vbaProject.bin": b"x"}), "Macro", "宏"),
    ("macros by name", "附件8.xlsm", XLSX, "Macro", "另存为不带宏的xlsx"),
    ("macros of a document", "总结.docm", made.with_parts(DOCX, {"word/vbaProject.bin": b"x"}), "Macro", "docx"),
    ("macros in an old book", "附件8.xls", made.compound({"Workbook": made.xls_records(), "_VBA_PROJECT_CUR": b"x"}), "Macro", "宏"),
    ("an Excel 4 macro sheet", "附件8.xls", made.compound({"Workbook": made.xls_records((0x85, b"\0\0\0\0\0\x01\x01\0a"))}), "Macro", "宏"),
    ("macros in an old document", "总结.doc", made.compound({"WordDocument": made.word_stream(), "Macros": b"x"}), "Macro", "宏"),
    ("a script in a pdf", "登记表.pdf", made.pdf(script="app.alert(1)"), "ScriptInPdf", "自动运行"),
    ("a file in a pdf", "登记表.pdf", made.pdf(attached=True), "ScriptInPdf", "夹带"),
    ("a bomb by ratio", "附件8.xlsx", made.with_parts(XLSX, {"xl/media/a.bmp": bytes(30_000_000)}), "Bomb", "倍"),
    ("a bomb by entries", "附件8.xlsx", made.with_parts(XLSX, {f"xl/media/{n}.txt": b"" for n in range(3000)}), "Bomb", "2000"),
    ("a book in a book in a book", "附件8.xlsx", made.with_parts(XLSX, {"xl/embeddings/a.xlsx": made.with_parts(XLSX, {"xl/embeddings/b.xlsx": XLSX})}), "Nested", "嵌着"),
    ("a zip in a book", "附件8.xlsx", made.with_parts(XLSX, {"xl/media/a.zip": made.zip_of({"a": b"a"})}), "Nested", "嵌着"),
    ("an object in a document", "总结.docx", made.with_parts(DOCX, {"word/embeddings/oleObject1.bin": b"x"}), "Nested", "嵌着"),
    ("links to other books", "附件8.xlsx", made.with_parts(XLSX, {"xl/externalLinks/externalLink1.xml": b"<a/>"}), "ExternalLink", "断开链接"),
    ("a template fetched from outside", "总结.docx", made.with_parts(DOCX, {"word/_rels/settings.xml.rels": RELS % b"attachedTemplate"}), "ExternalLink", "外部"),
    ("a path out of the zip", "附件8.xlsx", made.with_parts(XLSX, {"../../etc/passwd": b"x"}), "Tricked", "内部路径"),
    ("entities", "附件8.xlsx", made.with_parts(XLSX, {"xl/worksheets/sheet9.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "Tricked", "实体"),
    ("a path as a name", "../附件8.xlsx", XLSX, "BadName", "路径"),
    ("a Windows path as a name", "C:\\Users\\附件8.xlsx", XLSX, "BadName", "路径"),
    ("a name turned round", "附件8\u202exslx.exe", XLSX, "BadName", "看不见"),
    ("no name", " ", XLSX, "BadName", "什么也没有"),
    ("a name without end", "附" * 130 + ".xlsx", XLSX, "BadName", "字太多"),
    ("marked in the name", "机密-附件8.xlsx", XLSX, "Classified", "涉密不上网"),
    ("marked in a cell", "附件8.xlsx", made.xlsx({"A1": "等次建议", "J1": "机密★1年"}), "Classified", "机密★1年"),
    ("marked in a comment-free document", "总结.docx", made.docx_of("秘密", "关于……的报告"), "Classified", "正文里"),
    ("marked in a header", "总结.docx", made.docx_of("总结", header="绝密 ★ 长期"), "Classified", "页眉"),
    ("marked in a pdf", "总结.pdf", made.pdf("机密★3年"), "Classified", "机密★3年"),
    ("marked in an old document", "总结.doc", made.compound({"WordDocument": made.word_stream("秘密★1年\r总结")}), "Classified", "秘密"),
    ("a marked note", "便条.txt", "密级：机密\n明天开会".encode("gb18030"), "Classified", "机密"),
]  # fmt: skip
