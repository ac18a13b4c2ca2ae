"""述职述法报告 and 班子总结: looked at for length, subjects, year and whose; never scored."""

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest

from forms.duty_report.wanted import length, subjects
from forms.kit.form import Checked
from forms.kit.registry import known_forms
from tests.kit.forms import made
from tests.kit.forms.faults import ONE
from tests.kit.plans import PLAN

REPORT = known_forms()["duty_report"]
PARTS = {
    "思想政治": "带头加强理论学习，", "履职尽责": "认真履职，", "廉洁自律": "廉洁自律，",
    "依法行政": "依法行政，", "意识形态": "落实意识形态责任制，", "营商环境": "优化营商环境，",
    "环境保护": "抓好生态环境保护，",
}  # fmt: skip


def report(without: str = "", times: int = 50, title: str = "2019年度个人述职述法报告") -> bytes:
    lines = [words * times for name, words in PARTS.items() if name != without]
    return made.docx_of(title, "单位：城关镇　姓名：张伟", *lines)


def checked(folder: Path, body: bytes, kind: str = "docx", paper: str = "duty_report") -> Checked:
    path = folder / f"report.{kind}"
    path.write_bytes(body)
    return known_forms()[paper].check(ONE.of, path)


def test_length_and_subjects_are_those_of_the_clause() -> None:
    assert length(PLAN, PLAN.read_as("duty_report")) == 2500
    assert list(subjects(PLAN, PLAN.read_as("duty_report"))) == list(PARTS)


def test_a_report_as_the_notice_wants_it_has_no_fault_and_no_score(tmp_path: Path) -> None:
    found = checked(tmp_path, report())
    assert found.problems == ()
    assert found.summary["subjects"] == dict.fromkeys(PARTS, True)
    assert set(found.summary) == {"characters", "subjects"}


@pytest.mark.parametrize("missing", PARTS)
def test_a_subject_that_is_not_there_is_said_to_be_unseen(tmp_path: Path, missing: str) -> None:
    [told] = checked(tmp_path, report(without=missing)).problems
    assert (told.what, told.why, told.must) == (f"“{missing}”方面：未见", "一(三)1", False)


@pytest.mark.parametrize(("times", "words"), [(20, "偏短"), (110, "偏长")])
def test_a_length_far_from_it_is_to_be_looked_at(tmp_path: Path, times: int, words: str) -> None:
    [told] = checked(tmp_path, report(times=times)).problems
    assert words in told.what
    assert not told.must


def test_last_years_report_has_to_be_mended(tmp_path: Path) -> None:
    [told] = checked(tmp_path, report(title="2018年度个人述职述法报告")).problems
    assert (told.what, told.must) == ("标题写的是2018年度，本次考核是2019年度", True)


def test_the_outline_handed_back_empty_is_no_report(tmp_path: Path) -> None:
    told = checked(tmp_path, REPORT.template(ONE.of)).problems
    assert told[0].what == "只有标题和提纲，正文是空的"
    assert told[0].must


def test_somebody_elses_report_is_to_be_looked_at(tmp_path: Path) -> None:
    body = made.docx_of("2019年度个人述职述法报告", "姓名：刘洋", *(w * 50 for w in PARTS.values()))
    [told] = checked(tmp_path, body).problems
    assert "没有看到“张伟”的名字" in told.what


def test_text_in_a_pdf_is_read_and_a_scan_is_said_not_to_be(tmp_path: Path) -> None:
    text = "2019年度个人述职述法报告姓名:张伟" + "".join(words * 50 for words in PARTS.values())
    assert checked(tmp_path, made.pdf(text), "pdf").problems == ()
    [told] = checked(tmp_path, made.pdf(" "), "pdf").problems
    assert "像是扫描件" in told.what
    assert not told.must


def test_a_summary_of_another_unit_or_year_is_told(tmp_path: Path) -> None:
    def summary(unit: str, year: int) -> bytes:
        return made.docx_of(f"{unit}{year}年度领导班子工作总结", "抓好各项工作。" * 60)

    def told(body: bytes) -> list[tuple[str, bool]]:
        found = checked(tmp_path, body, paper="team_summary").problems
        return [(each.what, each.must) for each in found]

    assert told(summary("城关镇", 2019)) == []
    assert told(summary("城关镇", 2018)) == [("标题写的是2018年度，本次考核是2019年度", True)]
    assert told(summary("河口镇", 2019)) == [
        ("总结里没有看到“城关镇”，请核对是不是交错了单位", False)
    ]


def test_the_outline_names_the_subjects_in_their_order() -> None:
    document = docx.Document(io.BytesIO(REPORT.template(ONE.of)))
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert [line[2:] for line in lines if line[1:2] == "、"] == list(PARTS)
    assert "单位：城关镇　姓名：张伟" in lines
    nobody = docx.Document(io.BytesIO(REPORT.template(replace(ONE.of, person=None))))
    assert nobody.paragraphs[1].text == "单位：城关镇　姓名："
