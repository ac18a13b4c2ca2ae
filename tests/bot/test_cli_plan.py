"""`kaohe plan new` and `kaohe plan diff`, as somebody in the personnel office types them."""

import json
import re
import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from bot.cli import run
from rules.loading import load_plan
from rules.roster import COLUMNS, PEOPLE, SECONDMENTS, UNITS
from tests.kit.forms import own_word
from tests.kit.forms.templates import OWN, own_plan

# Each test reads whole plans from their files, as the command does.
pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
ANOTHER = ROOT / "tests" / "rules" / "another_county"


@pytest.fixture
def kaohe(monkeypatch, tmp_path, capsys):
    """Runs a command in a folder that holds the plan of 2019 and nothing else."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "plans" / "2019", tmp_path / "plans" / "2019")

    def command(*arguments: str) -> tuple[int, str, str]:
        code = run(["plan", *arguments])
        found = capsys.readouterr()
        assert "Traceback" not in found.err
        return code, found.out, found.err

    return command


@pytest.fixture
def next_year(kaohe, tmp_path) -> Path:
    assert kaohe("new", "2020", "--from", "2019", "--folder", "plans")[0] == 0
    return tmp_path / "plans" / "2020"


@pytest.fixture
def nine_months(next_year) -> Path:
    rules = next_year / "rules.yaml"
    text = rules.read_text(encoding="utf-8")
    text = text.replace("at_least: 6", "at_least: 9").replace("less_than: 6", "less_than: 9")
    rules.write_text(text, encoding="utf-8")
    return next_year


@pytest.fixture
def roster(tmp_path):
    """Writes a workbook of two units and these people; gives its name."""

    def write(people: list[tuple[str, ...]], secondments: Iterable[tuple[str, ...]] = ()) -> str:
        book = openpyxl.Workbook()
        sheets: dict[str, list[tuple[str, ...]]] = {
            UNITS: [("城关镇", "乡镇", "", "", ""), ("县财政局", "县直部门", "", "", "")],
            PEOPLE: people,
            SECONDMENTS: list(secondments),
        }
        for name, rows in sheets.items():
            sheet = book.create_sheet(name)
            sheet.append(list(COLUMNS[name].values()) + ["挂职时间"] * (name == PEOPLE))
            for row in rows:
                sheet.append(row)
        book.save(tmp_path / "人员表.xlsx")
        return "人员表.xlsx"

    return write


SECONDED = (
    [("张伟", "县财政局", "副局长", "7"), ("王芳", "县财政局", "副局长", "")],
    [("张伟", "县财政局", "城关镇", "县", "2019-05-20", "")],
)


def test_next_years_plan_is_written_with_a_list_and_can_be_read(kaohe, tmp_path):
    code, out, _ = kaohe("new", "2020", "--from", "2019", "--folder", "plans")

    assert code == 0
    assert load_plan(tmp_path / "plans" / "2020").year == 2020
    written = (tmp_path / "plans" / "2020" / "待定.md").read_text(encoding="utf-8")
    assert written in out
    path = "secondee_from_county_full › when › months_served › at_least：6"
    assert re.search(rf"rules\.yaml:\d+ {path}", written)
    assert sorted(each.name for each in (tmp_path / "plans").iterdir()) == ["2019", "2020"]


def test_the_list_of_one_year_does_not_go_into_the_next(kaohe, next_year):
    code, _, _ = kaohe("new", "2021", "--from", "2020", "--folder", "plans")

    assert code == 0
    assert "从2020年度的方案复制" in (next_year.parent / "2021" / "待定.md").read_text("utf-8")


def test_precedents_of_the_old_plan_are_listed(kaohe, next_year):
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
    _, out, _ = kaohe("new", "2021", "--from", "2019", "--folder", "plans")

    assert "批复 第1号（2019年12月23日）：一(一)5 在本单位考核" in out


def test_lint_says_that_a_new_plan_is_not_done(kaohe, next_year):
    _, out, _ = kaohe("lint", str(next_year))

    assert "待定.md 里还有" in out


def test_lint_tries_the_forms_a_county_dropped_in(kaohe, tmp_path):
    plan = own_plan(tmp_path)
    assert "县里自己的有附件1《县管干部年度考核登记表》" in kaohe("lint", str(plan))[1]

    (plan / "forms" / "registration.yaml").write_text(OWN.replace("A9", "A8"), encoding="utf-8")
    code, _, err = kaohe("lint", str(plan))

    assert code != 0
    assert "第A8格是空的，对照表说应是“组通字2019”" in err


def test_lint_tries_a_word_form_too(kaohe, tmp_path):
    plan = own_word.plan_with(tmp_path)
    assert "县里自己的有附件1《县管干部年度考核登记表》" in kaohe("lint", str(plan))[1]

    wrong = own_word.MAP.replace("表2 1行2格", "表3 1行2格")
    (plan / "forms" / "registration.yaml").write_text(wrong, encoding="utf-8")
    code, _, err = kaohe("lint", str(plan))

    assert code != 0
    assert "没有表3 1行2格：里面有2个表格" in err


def test_a_folder_of_its_own_can_be_copied(kaohe, tmp_path):
    code, _, _ = kaohe("new", "2025", "--from", str(ANOTHER), "--folder", "plans")

    assert code == 0
    assert load_plan(tmp_path / "plans" / "2025").id == "青石2025"


def test_a_plan_is_begun_from_nothing_and_read_at_once(kaohe, tmp_path):
    code, out, _ = kaohe("new", "青山镇2025", "--blank", "--folder", "plans")
    assert (code, "能读" in out) == (0, True)
    code, out, _ = kaohe("lint", "plans/青山镇2025")
    assert code == 0
    assert "clauses.yaml 第4行还是“……”" in out
    code, _, complaint = kaohe("new", "青山镇2025", "--blank", "--folder", "plans")
    assert (code, "没有覆盖" in complaint) == (2, True)
    code, _, complaint = kaohe("new", "青山镇", "--blank", "--folder", "plans")
    assert (code, "看不出年度" in complaint) == (2, True)


def test_a_notice_is_cut_into_clauses_and_its_figures_listed_for_a_yes(kaohe, tmp_path):
    notice = tmp_path / "通知.txt"
    notice.write_text(
        "白石乡2024年度考核通知\n一、范围。在编人员。\n二、情况\n（一）借调满3个月的，在借调单位考核。\n"
        "1.不满的在本乡。\n（二）病假超过60天的不参加。\n三、优秀不超过20%。\n"
        "四、填《考核登记表》（附件1）一式两份，2025年1月8日前报。\n",
        encoding="utf-8",
    )
    assert kaohe("new", "白石2024", "--blank", "--folder", "plans")[0] == 0
    code, out, _ = kaohe("import", str(notice), "plans/白石2024")
    assert code == 0
    plan = load_plan(tmp_path / "plans" / "白石2024")
    assert list(plan.clauses) == ["标题", "一", "二", "二(一)", "二(一)1", "二(二)", "三", "四"]
    assert plan.clauses["二(一)"].text == "（一）借调满3个月的，在借调单位考核。"
    for line in (
        "二(一) 时间长短：满3个月",
        "三 比例：20%",
        "四 日期：2025年1月8日前",
        "四 份数：一式两份",
    ):
        assert f"  {line}\n" in out
        assert f"- [ ] {line}" in (plan.root / "待定.md").read_text(encoding="utf-8")
    before = {file: file.read_bytes() for file in plan.root.iterdir()}
    for wrong, words in (
        ([str(notice), "plans/白石2024"], "已经写好了，没有覆盖"),
        ([], "请写通知的文件和方案文件夹"),
    ):
        code, _, complaint = kaohe("import", *wrong)
        assert (code, words in complaint) == (2, True)
    assert {file: file.read_bytes() for file in plan.root.iterdir()} == before


def test_what_is_no_notice_leaves_the_plan_as_it_was(kaohe, tmp_path):
    assert kaohe("new", "白石2024", "--blank", "--folder", "plans")[0] == 0
    folder = tmp_path / "plans" / "白石2024"
    before = {file: file.read_bytes() for file in folder.iterdir()}
    (tmp_path / "空.txt").write_text("没有编号的一段话。", encoding="utf-8")
    (tmp_path / "乱.txt").write_bytes(b"\xff\xfe\x00\x81")
    (tmp_path / "坏.docx").write_bytes(b"no document")
    for name, words in (
        ("空.txt", "没有找到编号"),
        ("乱.txt", "请另存为 UTF-8"),
        ("坏.docx", "读不出文字"),
        ("没有.txt", "没有这个文件"),
        ("通知.wps", "只认 txt、docx 和 pdf"),
    ):
        code, _, complaint = kaohe("import", str(tmp_path / name), str(folder))
        assert (code, words in complaint) == (2, True), (name, complaint)
    assert {file: file.read_bytes() for file in folder.iterdir()} == before


def test_a_plan_of_an_earlier_year_is_made_from_a_later_one(kaohe, tmp_path):
    assert kaohe("new", "2018", "--from", "2019", "--folder", "plans")[0] == 0
    assert load_plan(tmp_path / "plans" / "2018").cutoff.year == 2018


def test_questions_are_tried_and_laid_beside_the_last_time(kaohe, tmp_path):
    questions = tmp_path / "问题.txt"
    questions.write_text("# 先问这些\n挂职的在哪考核\n最多报几个优秀→20\n", encoding="utf-8")
    code, out, _ = kaohe("try", str(questions), "plans/2019")
    assert code == 0
    assert "读作：在哪里考核（是否挂职干部＝挂职）" in out
    assert "20人×20%＝4，不超过4个优秀" in out
    assert "共3问，和上次不一样的0问，新的3问" in out
    quotas = tmp_path / "plans" / "2019" / "quotas.yaml"
    text = quotas.read_text(encoding="utf-8").replace(
        "members: {percent: 20", "members: {percent: 10"
    )
    quotas.write_text(text, encoding="utf-8")
    _, out, _ = kaohe("try", str(questions), "plans/2019", "--changed")
    assert "20人×10%＝2" in out
    assert "上次答：20人×20%＝4" in out
    assert "共3问，和上次不一样的1问，新的0问" in out
    code, _, complaint = kaohe("try", "没有.txt", "plans/2019")
    assert (code, "一行一个问题" in complaint) == (2, True)


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
def test_what_cannot_be_made_is_told_in_a_sentence(kaohe, tmp_path, arguments, words):
    code, out, complaint = kaohe("new", *arguments, "--folder", "plans")

    assert (code, out) == (2, "")
    assert words in complaint
    assert [each.name for each in (tmp_path / "plans").iterdir()] == ["2019"]


def test_a_broken_plan_is_not_copied(kaohe, tmp_path):
    (tmp_path / "plans" / "2019" / "quotas.yaml").write_text("clause: [", encoding="utf-8")
    code, _, complaint = kaohe("new", "2020", "--from", "2019", "--folder", "plans")

    assert code == 2
    assert "quotas.yaml" in complaint
    assert not (tmp_path / "plans" / "2020").exists()


def test_two_plans_are_compared_on_a_workbook(kaohe, nine_months, roster):
    # Between the two cut-off days his seven months as written stay seven.
    file = roster(*SECONDED)
    code, out, _ = kaohe("diff", "2019", "2020", "--folder", "plans", "--roster", file)

    assert code == 0
    assert out.startswith("2019 → 2020：2人中1人的结论有变，2个单位中2个的名额有变，时间有变4处")
    place = "所挂职乡镇（一(一)1） → 原单位（派出单位）（一(一)1）：1人：张伟（县财政局）"
    assert place in out
    assert "城关镇：基数1 → 0" in out
    assert "县财政局：基数1 → 2" in out
    assert "考核截止日：2019-12-31 → 2020-12-31" in out


def test_the_same_as_json(kaohe, nine_months, roster):
    file = roster(*SECONDED)
    _, out, _ = kaohe("diff", "2019", "2020", "--folder", "plans", "--roster", file, "--json")
    found = json.loads(out)

    assert (found["people"], found["changed"]) == (2, [{"name": "张伟", "unit": "县财政局"}])
    assert {each["axis"] for each in found["rulings"]} >= {"assessed_at", "quota_base"}


def test_without_a_workbook_the_database_is_asked(kaohe, next_year, monkeypatch):
    empty = kaohe("diff", "2019", "2020", "--folder", "plans")
    assert (empty[0], "名单里一个人也没有" in empty[2]) == (1, True)

    from bot.demo import county
    from bot.opening import local_settings, opened, plan_of

    settings = local_settings()
    with opened(settings) as store, store.transaction() as records:
        records.roster.import_rows(county.rows(), plan_of(settings).facts)
    code, out, _ = kaohe("diff", "2019", "2020", "--folder", "plans")
    assert code == 0
    assert "46个单位" in out


def test_a_notice_of_another_shape_can_be_compared(kaohe, roster):
    file = roster([("张伟", "县财政局", "副局长", "")])
    code, out, _ = kaohe("diff", "2019", str(ANOTHER), "--folder", "plans", "--roster", file)

    assert code == 0
    assert "1人的结论没法比" in out
    assert "只有青石2024才有的结论" in out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["2019"], "请写要比的两个方案，例如：kaohe plan diff 2019 2020"),
        (["2019", "2031"], "没有“2031”这个方案"),
        (["2019", "2019", "--roster", "没有.xlsx"], "没有 没有.xlsx 这个文件"),
    ],
)
def test_what_cannot_be_compared_is_told_in_a_sentence(kaohe, arguments, words):
    code, out, complaint = kaohe("diff", *arguments, "--folder", "plans")

    assert (code, out) == (2, "")
    assert words in complaint


def test_a_roster_with_faults_names_the_cells(kaohe, roster):
    file = roster([("张伟", "没有的单位", "副局长", "十个")])
    code, out, complaint = kaohe("diff", "2019", "2019", "--folder", "plans", "--roster", file)

    assert (code, out) == (1, "")
    assert "“人员”第2行“所在单位”列" in complaint


def test_a_file_that_is_no_workbook_is_refused(kaohe, tmp_path):
    (tmp_path / "假.xlsx").write_text("不是表格", encoding="utf-8")
    code, _, complaint = kaohe("diff", "2019", "2019", "--folder", "plans", "--roster", "假.xlsx")

    assert code == 1
    assert complaint.startswith("假.xlsx 读不了：")
