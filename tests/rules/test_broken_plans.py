"""A broken plan stops the start with the file, the line, what is wrong and a right example."""

import shutil
from pathlib import Path

import pytest

from rules.plan import PlanError, load_plan
from tests.rules.conftest import PLAN_2019


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PLAN_2019, tmp_path / "plan"))


def change(folder: Path, file: str, old: str, new: str) -> int:
    """Replace the first occurrence; returns its line."""
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def stopped(folder: Path) -> PlanError:
    with pytest.raises(PlanError) as caught:
        load_plan(folder)
    assert str(caught.value).startswith(f"{caught.value.file} 第{caught.value.line}行：")
    return caught.value


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("rules.yaml", "clause: 一(一)10", "clause: 一(一)12", "没有叫“一(一)12”的条款"),
        ("rules.yaml", "sets: {participation: does_not}", "setz: {}", "不认识“setz”这一项"),
        ("rules.yaml", "county_cadre: {not: false}", "cadre: true", "没有叫“cadre”的事实"),
        (
            "rules.yaml",
            "months_served: {at_least: 6}",
            "months_served: {before: cutoff}",
            "“before”不能用在“months_served”上；能用：not、at_least、less_than、more_than、at_most",
        ),
        (
            "rules.yaml",
            "sent_by: [central, province, city]",
            "sent_by: [central, town]",
            "“town”不是“sent_by”（派出层级）能取的值；能取：central、province、city、county",
        ),
        ("rules.yaml", "participation: does_not", "participation: maybe", "没有叫“maybe”的“partic"),
        ("rules.yaml", "overrides: [general]", "overrides: [genral]", "没有叫“genral”的规则"),
        ("rules.yaml", "id: borrowed", "id: general", "编号“general”用了两次"),
        ("facts.yaml", "kind: choice", "kind: list", "没有叫“list”的事实类型"),
        ("facts.yaml", "  presume_words: 未提到退休\n", "", "有 presume 就要写 presume_words"),
        ("facts.yaml", "presume: not_retired", "presume: 在职", "“在职”不是“retired_on”"),
        (
            "axes.yaml",
            "closes: [excellent_quota, form]",
            "closes: [quota]",
            "没有叫“quota”的结果项",
        ),
        ("deadlines.yaml", "2020-01-05", "2020-02-30", "日历上没有“2020-02-30”这一天"),
        ("deadlines.yaml", "status: presumed", "status: blank", "空白的时限不写 effective"),
        ("papers.yaml", "deadline: unit_to_group", "deadline: soon", "没有叫“soon”的时限"),
        ("quotas.yaml", "percent: 20", "percent: 120", "“120”不是0到100之间的百分比"),
        ("quotas.yaml", "percent: 20", "percent: 20%", "“20%”不是整数"),
        ("plan.yaml", "year: 2019", "year: 二〇一九", "“二〇一九”不是整数"),
        ("plan.yaml", "office: 县委组织部干部监督股", "office:", "这里应当是一段文字"),
        ("clauses.yaml", "title: 退休", "name: 退休", "不认识“name”这一项"),
    ],
)
def test_the_words_say_what_is_wrong_and_what_is_right(
    folder: Path, file: str, old: str, new: str, words: str
) -> None:
    line = change(folder, file, old, new)
    error = stopped(folder)
    assert words in error.words
    assert "正确写法例如：" in error.words
    assert error.file.name == file
    assert abs(error.line - line) <= 8  # the entry itself, or the row it stands in


def test_the_line_is_the_line_of_the_mistake(folder: Path) -> None:
    line = change(folder, "rules.yaml", "sent_by: county, host_kind", "sent_by: 县, host_kind")
    assert stopped(folder).line == line


def test_a_key_written_twice_is_found(folder: Path) -> None:
    change(folder, "axes.yaml", "grade:\n", "form:\n")
    assert "“form”写了两次" in stopped(folder).words


def test_a_missing_file_is_named(folder: Path) -> None:
    (folder / "quotas.yaml").unlink()
    error = stopped(folder)
    assert (error.file.name, error.line) == ("quotas.yaml", 1)
    assert "缺少这个文件" in error.words


def test_an_empty_file_is_named(folder: Path) -> None:
    (folder / "facts.yaml").write_text("", encoding="utf-8")
    assert stopped(folder).words.startswith("文件是空的")


def test_a_file_in_another_encoding_is_named(folder: Path) -> None:
    (folder / "plan.yaml").write_bytes("title: 考核".encode("gb18030"))
    assert "不是 UTF-8 编码" in stopped(folder).words


def test_broken_yaml_is_said_in_words(folder: Path) -> None:
    (folder / "axes.yaml").write_text("grade:\n  label: '等次\n", encoding="utf-8")
    assert "格式读不懂" in stopped(folder).words


def test_a_topic_with_an_unknown_clause_is_found(folder: Path) -> None:
    broken = "- {id: broken, clauses: [四(一)], title: 甲, text: 乙}\n"
    (folder / "topics" / "9-broken.yaml").write_text(broken, encoding="utf-8")
    error = stopped(folder)
    assert (error.file.name, error.line) == ("9-broken.yaml", 1)
    assert "没有叫“四(一)”的条款" in error.words


def test_a_condition_may_only_look_at_facts_declared_above(folder: Path) -> None:
    change(folder, "facts.yaml", "not: {retired_on: {before: cutoff}}", "{in_training: false}")
    assert "没有叫“in_training”的事实" in stopped(folder).words


def test_a_plan_without_silences_and_terms_still_loads(folder: Path) -> None:
    (folder / "silences.yaml").unlink(missing_ok=True)
    (folder / "terms.yaml").unlink()
    assert load_plan(folder).silences == {}
