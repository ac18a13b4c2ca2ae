"""All faults of a plan in one run, each with its line and an example that stands in that plan."""

import shutil
from pathlib import Path

import pytest

from rules.plan.faults import faults
from rules.plan.loader import read_plan
from tests.kit.notices import FOLDERS
from tests.kit.plans import PLAN_2019, ROOT, change

# A plan is read again for each of its faults.
pytestmark = pytest.mark.slow

TOWNSHIP = ROOT / "tests" / "notices" / "qinghe_township"
SLIPS = (
    ("axes.yaml", "closes: [excellent_quota, form]", "closes: [quota]"),
    ("facts.yaml", "kind: choice", "kind: list"),
    ("facts.yaml", "  presume_words: 未提到退休\n", ""),
    ("rules.yaml", "overrides: [general]", "overrides: [genral]"),
    ("rules.yaml", "sent_by: [central, province, city]", "sent_by: [central, town]"),
    ("rules.yaml", "months_served: {at_least: 6}", "months_served: {before: cutoff}"),
    ("rules.yaml", "clause: 一(一)10", "clause: 一(一)12"),
    ("papers.yaml", "owed_by: person", "owed_by: nobody"),
    ("deadlines.yaml", "status: presumed", "status: maybe"),
    ("reminders.yaml", "messages: 30", "messages: 0"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PLAN_2019, tmp_path / "plan"))


def test_ten_slips_are_ten_faults_and_nothing_besides(folder: Path) -> None:
    made = {(file, change(folder, file, old, new)) for file, old, new in SLIPS}
    found = faults(folder, read_plan)
    assert len(found) == len(SLIPS)
    for file, line in made:
        near = [one for one in found if one.file.name == file and abs(one.line - line) <= 3]
        assert near, (file, line, [(one.file.name, one.line) for one in found])


def test_the_example_stands_in_the_plan(folder: Path) -> None:
    for file, old, new in SLIPS:
        change(folder, file, old, new)
    for one in faults(folder, read_plan):
        _, mark, said = one.words.partition("本方案第")
        if mark:
            number, _, shown = said.partition("行是这样写的：")
            line = one.file.read_text(encoding="utf-8").splitlines()[int(number) - 1]
            assert "".join(shown.split())[:20] in "".join(line.split())


def test_another_notice_is_told_with_its_own_examples(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(TOWNSHIP, tmp_path / "plan"))
    text = (folder / "rules.yaml").read_text(encoding="utf-8")
    first = text[text.index("clause: ") :].splitlines()[0]
    change(folder, "rules.yaml", first, "clause: 九十九")
    change(folder, "papers.yaml", "owed_by: person", "owed_by: 谁")
    found = faults(folder, read_plan)
    assert [one.file.name for one in found] == ["papers.yaml", "rules.yaml"]
    assert all("本方案第" in one.words for one in found)


def test_files_that_cannot_be_read_are_all_told_first(folder: Path) -> None:
    (folder / "axes.yaml").write_text("a: [甲\n", encoding="utf-8")
    (folder / "rules.yaml").write_text("", encoding="utf-8")
    change(folder, "papers.yaml", "owed_by: person", "owed_by: nobody")
    assert [one.file.name for one in faults(folder, read_plan)] == ["axes.yaml", "rules.yaml"]


@pytest.mark.parametrize("folder", [PLAN_2019, *FOLDERS], ids=lambda one: one.name)
def test_a_plan_in_order_has_none(folder: Path) -> None:
    assert faults(folder, read_plan) == []
