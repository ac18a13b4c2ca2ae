"""A broken plan stops the start with the file, the line, what is wrong and a right example."""

import re
import shutil
from pathlib import Path

import pytest

from rules.loading import load_plan
from rules.plan import PlanError
from rules.plan.faults import faults
from rules.plan.loader import read_plan
from tests.kit.plans import PLAN_2019, change

# A plan is copied for each slip and read again for each fault found.
pytestmark = pytest.mark.slow


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PLAN_2019, tmp_path / "plan"))


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
        (
            "axes.yaml",
            "    own_unit: 在{place}考核",
            "    own: 在{place}考核",
            "values 里没有“own”",
        ),
        ("facts.yaml", 'short: "{}退休"', "short: 退休", "short 里要有一处 {}"),
        ("facts.yaml", 'short: {"true": 挂职', 'short: {"maybe": 挂职', "没有“maybe”这个值"),
        ("deadlines.yaml", "2020-01-05", "2020-02-30", "日历上没有“2020-02-30”这一天"),
        ("deadlines.yaml", "status: presumed", "status: blank", "空白的时限不写 effective"),
        (
            "papers.yaml",
            "grade_list: grade_proposals",
            "grade_list: registration",
            "没有叫“registration”的单位交的材料",
        ),
        (
            "roster.yaml",
            "months: months_served",
            "months: sent_by",
            "没有叫“sent_by”的number类的事实",
        ),
        ("roster.yaml", "head_bar]", "head_bars]", "没有叫“head_bars”的事实"),
        ("papers.yaml", "deadline: unit_to_group", "deadline: soon", "没有叫“soon”的时限"),
        ("quotas.yaml", "percent: 20", "percent: 120", "“120”不是0到100之间的百分比"),
        ("quotas.yaml", "percent: 20", "percent: 20%", "“20%”不是整数"),
        ("reminders.yaml", "to: section, workdays: [5]", "to: 领导, workdays: [5]", "没有叫“领导”"),
        ("reminders.yaml", "[-7, -3, -1,", "[-7, -3, -3,", "同一天写了两次，只能留一个"),
        ("reminders.yaml", "[-7, -3, -1,", "[-90, -3, -1,", "离截止最多60个工作日"),
        ("reminders.yaml", 'from: "09:03"', 'from: "九点"', "“九点”不是钟点"),
        ("reminders.yaml", 'from: "09:03"', 'from: "08:03"', "错开的时段要在 hours 之内"),
        ("reminders.yaml", "deadline: group_to_section", "deadline: soon", "没有叫“soon”的时限"),
        (
            "reminders.yaml",
            "to: group, workdays: [-3",
            "to: unit, workdays: [-3",
            "材料不在单位手里",
        ),
        ("reminders.yaml", "messages: 30", "messages: 0", "上限至少是1条"),
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
    # One slip is one fault: what fails only because of it is not told beside it.
    assert [(one.file.name, one.line) for one in faults(folder, read_plan)] == [(file, error.line)]


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


# what is in the file, the line and the column that are named, and what to look for
BROKEN_YAML = [
    ("grade:\n  label: '等次\n", 2, 10, "引号没有配对"),
    ('grade:\n  label: "等次\n  closes: x\n', 2, 10, "引号没有配对"),
    ("a: [甲, 乙\nb: 丙\n", 1, 4, "少了“]”"),
    ("a: [甲, 乙}\n", 1, 9, "少了“]”"),
    ("a: [甲\n", 1, 4, "少了“]”"),
    ("a: {x: 1, y: 2\nb: 3\n", 1, 4, "少了“}”"),
    ("a: 甲]\nb: }\n", 2, 4, "多余的括号"),
    ("a:\n\tb: 1\n", 2, 1, "制表符（Tab）"),
    ("a: 1\n  b: 2\n", 2, 4, "多缩进了"),
    ("a:\n  b: 1\n c: 2\n", 3, 2, "没有对齐"),
    ("a: 1\n- b\n", 2, 1, "多了一个“-”"),
    ("a: 1\nb\nc: 2\n", 2, 1, "少了冒号"),
    ("a：1\nb: 2\n", 2, 2, "中文冒号"),
    ("a: 甲: 乙\n", 1, 5, "两个冒号"),
    ("a: '甲' 乙\n", 1, 8, "引号后面还有字"),
    ("a: - 甲\n", 1, 4, "另起一行"),
    ("a: @甲\n", 1, 4, "不能用“@”开头"),
    ("a: *甲\n", 1, 4, "不能用“*”或“&”开头"),
    ("a: *x\n", 1, 4, "不能用“*”或“&”开头"),
    ("a: !x!甲\n", 1, 4, "不能用“!”开头"),
    ("a: |甲\n 乙\n", 1, 5, "后面要换行"),
    ('a: "\\q"\n', 1, 6, "反斜杠"),
    ("a: 1\n---\nb: 2\n", 2, 1, "只能有一份内容"),
    ("%FOO\na: 1\n", 2, 1, "只能有一份内容"),
    ("a: 1\nb: 甲\x07\n", 2, 5, "控制字符"),
    ("[" * 3000, 1, 1, "括号套得太深"),
]


@pytest.mark.parametrize(("text", "line", "column", "words"), BROKEN_YAML)
def test_broken_yaml_is_said_in_chinese_with_its_place_and_what_to_look_for(
    folder: Path, text: str, line: int, column: int, words: str
) -> None:
    (folder / "axes.yaml").write_text(text, encoding="utf-8")
    error = stopped(folder)
    said, _, example = error.words.partition("正确写法例如：")
    assert (error.file.name, error.line) == ("axes.yaml", line)
    assert said.startswith(f"第{column}列：格式读不懂。")
    assert words in said
    assert example
    assert not re.search("[A-Za-z]{2,}", said.replace("Tab", "")), "no English of the parser"


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


def test_a_plan_without_a_ladder_of_its_own_has_the_usual_one(folder: Path) -> None:
    (folder / "reminders.yaml").unlink()
    reminders = load_plan(folder).reminders
    days = [step.workdays for step in reminders.steps_for("unit", "unit_to_group")]
    assert days == [-7, -3, -1, 0, 1, 2, 3]
    assert reminders.steps_for("group", "unit_to_group") == ()
