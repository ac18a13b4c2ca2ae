"""`kaohe plan new` and `kaohe plan lint`, as somebody in the personnel office types them."""

import re
import shutil
from datetime import UTC, datetime

import pytest

from rules.loading import load_plan
from tests.kit.forms import own_word
from tests.kit.forms.templates import OWN, own_plan
from tests.kit.plans import ROOT

# Each test reads whole plans from their files, as the command does.
pytestmark = pytest.mark.slow

ANOTHER = ROOT / "tests" / "rules" / "another_county"


def test_next_years_plan_is_written_with_a_list_and_can_be_read(kaohe_plan, tmp_path):
    code, out, _ = kaohe_plan("new", "2020", "--from", "2019", "--folder", "plans")

    assert code == 0
    assert load_plan(tmp_path / "plans" / "2020").year == 2020
    written = (tmp_path / "plans" / "2020" / "待定.md").read_text(encoding="utf-8")
    assert written in out
    path = "secondee_from_county_full › when › months_served › at_least：6"
    assert re.search(rf"rules\.yaml:\d+ {path}", written)
    assert sorted(each.name for each in (tmp_path / "plans").iterdir()) == ["2019", "2020"]


def test_the_list_of_one_year_does_not_go_into_the_next(kaohe_plan, next_year):
    code, _, _ = kaohe_plan("new", "2021", "--from", "2020", "--folder", "plans")

    assert code == 0
    assert "从2020年度的方案复制" in (next_year.parent / "2021" / "待定.md").read_text("utf-8")


def test_precedents_of_the_old_plan_are_listed(kaohe_plan, next_year):
    from bot.opening import local_settings, opened

    assert "这里还没有数据库" in (next_year / "待定.md").read_text("utf-8")
    with opened(local_settings()) as store, store.transaction() as records:
        case, _ = records.cases.file(
            "2019",
            "where_assessed",
            axes=["assessed_at"],
            facts={},
            rests=[],
            clauses=["一(一)5"],
            signatures=[],
            person_id=None,
            by="clerk",
            at=datetime(2019, 12, 20, 1, tzinfo=UTC),
        )
        records.cases.answer(
            case,
            {"assessed_at": "own_unit"},
            words="在本单位考核",
            reason="两边各半的，以工资关系为准",
            by="supervisor",
            at=datetime(2019, 12, 22, 23, tzinfo=UTC),
        )
    _, out, _ = kaohe_plan("new", "2021", "--from", "2019", "--folder", "plans")

    assert "批复 第1号（2019年12月23日）：一(一)5 在本单位考核" in out


def test_lint_says_that_a_new_plan_is_not_done(kaohe_plan, next_year):
    _, out, _ = kaohe_plan("lint", str(next_year))

    assert "待定.md 里还有" in out


def test_lint_tries_the_forms_a_county_dropped_in(kaohe_plan, tmp_path):
    plan = own_plan(tmp_path)
    assert "县里自己的有附件1《县管干部年度考核登记表》" in kaohe_plan("lint", str(plan))[1]

    (plan / "forms" / "registration.yaml").write_text(OWN.replace("A9", "A8"), encoding="utf-8")
    code, _, err = kaohe_plan("lint", str(plan))

    assert code != 0
    assert "第A8格是空的，对照表说应是“组通字2019”" in err


def test_lint_tries_a_word_form_too(kaohe_plan, tmp_path):
    plan = own_word.plan_with(tmp_path)
    assert "县里自己的有附件1《县管干部年度考核登记表》" in kaohe_plan("lint", str(plan))[1]

    wrong = own_word.MAP.replace("表2 1行2格", "表3 1行2格")
    (plan / "forms" / "registration.yaml").write_text(wrong, encoding="utf-8")
    code, _, err = kaohe_plan("lint", str(plan))

    assert code != 0
    assert "没有表3 1行2格：里面有2个表格" in err


def test_a_folder_of_its_own_can_be_copied(kaohe_plan, tmp_path):
    code, _, _ = kaohe_plan("new", "2025", "--from", str(ANOTHER), "--folder", "plans")

    assert code == 0
    assert load_plan(tmp_path / "plans" / "2025").id == "青石2025"


def test_a_plan_of_an_earlier_year_is_made_from_a_later_one(kaohe_plan, tmp_path):
    assert kaohe_plan("new", "2018", "--from", "2019", "--folder", "plans")[0] == 0
    assert load_plan(tmp_path / "plans" / "2018").cutoff.year == 2018


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["明年", "--from", "2019"], "“明年”不是年度。请写四位数"),
        (["../2020", "--from", "2019"], "“../2020”不是年度"),
        (["2020", "--from", "2018"], "没有“2018”这个方案"),
        (["2020", "--from", "2018"], "plans 里现有：2019。"),
        (["2020", "--from", "没有/这个"], "找不到 没有/这个/plan.yaml"),
        (["2019", "--from", "2019"], "plans/2019 已经有了，没有覆盖"),
        (["2020"], "请写新方案的年度，和从哪一年复制，例如：kaohe plan new 2020 --from 2019"),
        ([], "请写新方案的年度"),
    ],
)
def test_what_cannot_be_made_is_told_in_a_sentence(kaohe_plan, tmp_path, arguments, words):
    code, out, complaint = kaohe_plan("new", *arguments, "--folder", "plans")

    assert (code, out) == (2, "")
    assert words in complaint
    assert [each.name for each in (tmp_path / "plans").iterdir()] == ["2019"]


def test_a_broken_plan_is_not_copied(kaohe_plan, tmp_path):
    (tmp_path / "plans" / "2019" / "quotas.yaml").write_text("clause: [", encoding="utf-8")
    code, _, complaint = kaohe_plan("new", "2020", "--from", "2019", "--folder", "plans")

    assert code == 2
    assert "quotas.yaml" in complaint
    assert not (tmp_path / "plans" / "2020").exists()


@pytest.mark.parametrize("wrong", ["page.md", "nowhere"])
@pytest.mark.parametrize("command", [("verify", "--write"), ("verify",), ("lint",)], ids=" ".join)
def test_a_file_where_the_plan_folder_is_meant(
    kaohe_plan, tmp_path, command: tuple[str, ...], wrong: str
) -> None:
    (tmp_path / "page.md").write_text("x")
    code, out, err = kaohe_plan(*command, wrong)
    assert (code, out) == (2, "")
    assert wrong in err
    assert "请写方案所在的文件夹，例如 kaohe plan verify plans/2019" in err
    assert (tmp_path / "page.md").read_text() == "x"


def test_lint_tells_all_faults_at_once(kaohe_plan, tmp_path):
    plan = tmp_path / "plan"
    shutil.copytree(ANOTHER, plan)
    for file, old, new in (
        ("rules.yaml", "clause: ", "clause: 九十九"),
        ("papers.yaml", "owed_by: person", "owed_by: 谁"),
    ):
        text = (plan / file).read_text(encoding="utf-8")
        (plan / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    code, _, err = kaohe_plan("lint", str(plan))
    assert code == 2
    assert err.startswith("方案有2处写错，还不能用：\n")
    assert re.search(r"^papers\.yaml 第\d+行：没有叫“谁”的", err, re.MULTILINE)
    told = r"^rules\.yaml 第\d+行：没有叫“九十九.*本方案第\d+行是这样写的："
    assert re.search(told, err, re.MULTILINE)
