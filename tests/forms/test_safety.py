from pathlib import Path

import pytest

from forms.kit.safe import safety
from forms.kit.safe.safety import Safe, UnsafeFile, inspect
from tests.kit.forms import made
from tests.kit.forms.bad import BAD, DOCX, RELS, XLSX

pytestmark = pytest.mark.usefixtures("interpreters")


def kept(folder: Path, name: str, body: bytes) -> Path:
    path = folder / "upload"
    path.write_bytes(body)
    return path


@pytest.mark.parametrize(
    ("name", "body", "kind"),
    [
        ("附件8.xlsx", XLSX, "xlsx"),
        ("班子总结.docx", DOCX, "docx"),
        ("登记表.PDF", made.pdf("report 2019"), "pdf"),
        ("签字页.jpeg", made.JPG, "jpg"),
        ("签字页.png", made.PNG, "png"),
        ("整页.png", made.png(1240, 1754), "png"),
        ("整页.jpg", made.jpg(3024, 4032), "jpg"),
        ("旧表.xls", made.compound({"Workbook": made.xls_records()}), "xls"),
        ("旧文.doc", made.compound({"WordDocument": made.word_stream("总结")}), "doc"),
        ("附件8（第2次）.xlsx", XLSX, "xlsx"),
        (
            "带超链接.docx",
            made.with_parts(DOCX, {"word/_rels/extra.xml.rels": RELS % b"hyperlink"}),
            "docx",
        ),
    ],
)
def test_what_is_what_it_says_is_taken(tmp_path: Path, name: str, body: bytes, kind: str) -> None:
    safe = inspect(kept(tmp_path, name, body), name)

    assert safe == Safe(name, kind, safety.MEDIA_TYPES[kind], len(body))


@pytest.mark.parametrize(
    ("name", "body", "reason", "words"), [case[1:] for case in BAD], ids=[case[0] for case in BAD]
)
def test_what_may_not_come_in_is_refused_in_words(
    tmp_path: Path, name: str, body: bytes, reason: str, words: str
) -> None:
    with pytest.raises(UnsafeFile) as refused:
        inspect(kept(tmp_path, name, body), name)

    assert refused.value.reason == reason
    assert words in refused.value.words
    # Every refusal says what to do, with an example.
    assert "请" in refused.value.words
    assert "例如" in refused.value.words
    assert "{" not in refused.value.words


def test_the_limit_is_fifty_megabytes(tmp_path: Path) -> None:
    path = tmp_path / "upload"
    with path.open("wb") as file:
        file.truncate(60 * 1024 * 1024)

    with pytest.raises(UnsafeFile) as refused:
        inspect(path, "附件8.xlsx")

    assert refused.value.words == (
        "文件超过50MB，没有收。请删去其中的大图片或压缩后再交，"
        "例如把扫描件存成“黑白、200dpi”的PDF。"
    )


def test_a_paper_may_take_fewer_types(tmp_path: Path) -> None:
    with pytest.raises(UnsafeFile) as refused:
        inspect(kept(tmp_path, "附件8.pdf", made.pdf()), "附件8.pdf", accepts=("xlsx",))

    assert refused.value.words == (
        "这是PDF文件，这里不收这种文件。请改交xlsx格式的文件，例如“附件8.xlsx”。"
    )


def test_an_old_book_is_asked_for_in_the_new_format(tmp_path: Path) -> None:
    old = made.compound({"Workbook": made.xls_records()})

    with pytest.raises(UnsafeFile) as refused:
        inspect(kept(tmp_path, "附件8.xls", old), "附件8.xls", accepts=("xlsx",))

    assert refused.value.words == (
        "这是旧版Excel表格（xls），这里不收这种文件。"
        "请打开后选“文件—另存为”，类型选xlsx，再交另存的文件，例如“附件8.xlsx”。"
    )
