"""The command line: what it does, and what it says when it cannot."""

import json
import socket

import pytest

from rules.loading import load_plan
from tests.kit.bot.house import free_port
from tests.kit.bot.settings import RIGHT
from tests.kit.plans import ROOT

# Each test reads whole plans from their files, as the command does.
pytestmark = pytest.mark.slow


@pytest.fixture
def county(kaohe, tmp_path):
    """The made-up county in the configured database."""
    from bot.demo import county
    from bot.opening import local_settings, opened, plan_of

    settings = local_settings()
    with opened(settings) as store, store.transaction() as records:
        records.roster.import_rows(county.rows(), plan_of(settings).facts)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["serv"], "没有“serv”这个命令。写“kaohe --help”看有哪些命令"),
        (["ask", "--nope"], "没有“--nope”这个选项"),
        (["serve", "--port", "abc"], "选项 --port 填得不对"),
        (["serve", "--port", "99999"], "选项 --port 填得不对"),
        (["ask"], "请写要问的话，例如：kaohe ask"),
        (["ask", "你好", "--at", "明天"], "看不懂时间“明天”。请写成 2020-01-03T09:00 这样。"),
        (["ask", "--batch", "没有.jsonl"], "没有 没有.jsonl 这个文件"),
        (["ask", "你好", "--as", "somebody"], "名单里没有“somebody”"),
        (["remind", "--at", "1月"], "看不懂时间“1月”"),
        (["import"], "请写要导入的文件，例如：kaohe import 人员表.xlsx"),
        (["import", "没有.xlsx"], "没有 没有.xlsx 这个文件"),
        (["status", "多", "写"], "多写了 多 写；有空格的话请用引号括起来"),
        (["wecom", "check"], "KAOHE_WECOM_CORP_ID 没有填写。应填：企业ID"),
    ],
)
def test_what_is_wrongly_asked_is_told_in_a_sentence(kaohe, arguments, words):
    code, out, complaint = kaohe(*arguments)

    assert (code, out) == (2, "")
    assert words in complaint


def test_serving_without_settings_names_every_one(kaohe):
    code, _, complaint = kaohe("serve")

    assert code == 2
    assert [line.split(" ")[0] for line in complaint.splitlines()[1:]] == list(RIGHT)


def test_serving_on_a_taken_port_says_so(kaohe, monkeypatch):
    for name, value in RIGHT.items():
        monkeypatch.setenv(name, value)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, _, complaint = kaohe("serve", "--port", str(port))

    assert code == 1
    assert f"{port} 端口用不了" in complaint


def test_a_broken_plan_stops_with_file_and_line(kaohe, monkeypatch, tmp_path):
    (tmp_path / "plan").mkdir()
    monkeypatch.setenv("KAOHE_PLAN", f"{tmp_path}/plan")
    code, _, complaint = kaohe("plan", "lint")

    assert code == 2
    assert complaint.startswith("方案有1处写错，还不能用：\nplan.yaml 第1行：方案缺少这个文件。")


def test_the_plan_of_2019_is_in_order(kaohe):
    code, out, _ = kaohe("plan", "lint")

    assert code == 0
    assert "没有写错" in out


def test_a_database_that_cannot_be_opened_is_put_in_words(kaohe, monkeypatch):
    monkeypatch.setenv("KAOHE_DATABASE_URL", "sqlite:////proc/nothing/here.sqlite3")
    code, _, complaint = kaohe("status")

    assert code == 2
    assert "打不开数据库" in complaint


def test_the_template_is_written_once_and_an_empty_one_is_not_imported(kaohe, tmp_path):
    first = kaohe("import", "--template")
    second = kaohe("import", "--template")
    empty = kaohe("import", "人员表.xlsx")

    assert first[0] == 0
    assert (tmp_path / "人员表.xlsx").stat().st_size > 0
    assert (second[0], "没有覆盖" in second[2]) == (1, True)
    assert empty[0] == 1
    assert "什么都没有导入" in empty[2]


def test_a_file_that_is_no_workbook_is_refused(kaohe, tmp_path):
    (tmp_path / "假.xlsx").write_text("不是表格")
    code, _, complaint = kaohe("import", "假.xlsx")

    assert code == 1
    assert "假.xlsx" in complaint


def test_status_counts_what_there_is(kaohe, county):
    code, out, _ = kaohe("status")

    assert code == 0
    assert "名单：46个单位" in out
    assert "没有登记" not in out


def test_status_of_an_empty_roster_says_where_to_begin(kaohe):
    assert "kaohe import --template" in kaohe("status")[1]


def test_reminders_can_be_seen_before_they_are_sent(kaohe, county):
    dry = kaohe("remind", "--at", "2019-12-25T09:00", "--dry-run")
    real = kaohe("remind", "--at", "2019-12-25T09:00")
    again = kaohe("remind", "--at", "2019-12-25T09:00")

    assert "应发的提醒共1条" in dry[1]
    assert "应发的提醒共1条" in real[1]
    assert "应发的提醒共0条" in again[1]
    assert "待发3条" in kaohe("status")[1]


def test_a_question_is_answered(kaohe):
    code, out, _ = kaohe("ask", "县里派到乡镇挂职", "7个月", "--at", "2019-12-25")

    assert code == 0
    assert "一(一)1" in out


def test_a_question_is_answered_as_json_a_line_a_turn(kaohe):
    _, out, _ = kaohe("ask", "县里派到乡镇挂职", "7个月", "--json", "--at", "2019-12-25")
    asked, answered = (json.loads(line) for line in out.splitlines())

    assert (asked["kind"], asked["asks"]) == ("ask", "months_served")
    assert answered["decision"]["assessed_at"] == "host_unit"


def test_asking_changes_nothing(kaohe, county):
    kaohe("ask", "把附件8截止时间定为1月10日", "--as", "supervisor", "--at", "2019-12-25T09:00")
    code, out, _ = kaohe("ask", "附件8什么时候交", "--as", "clerk", "--at", "2019-12-25T09:00")

    assert code == 0
    assert "1月10日" not in out


def test_the_check_of_wecom_says_what_is_wrong(kaohe, monkeypatch):
    for name, value in RIGHT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("KAOHE_WECOM_API_URL", f"http://127.0.0.1:{free_port()}")
    code, _, complaint = kaohe("wecom", "check")

    assert code == 1
    assert complaint.startswith("没有通过：连不上企业微信接口")


def test_the_check_of_wecom_passes_when_all_is_right(kaohe, monkeypatch, wecom):
    for name, value in RIGHT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("KAOHE_WECOM_API_URL", wecom)
    monkeypatch.setenv("KAOHE_WECOM_CORP_ID", "wwsimulator0000001")
    monkeypatch.setenv("KAOHE_WECOM_SECRET", "simulator-app-secret")
    code, out, _ = kaohe("wecom", "check")

    assert code == 0
    assert "应用名称是“考核助手”" in out


def test_the_menu_is_made(kaohe, monkeypatch, wecom, driver):
    for name, value in RIGHT.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("KAOHE_WECOM_API_URL", wecom)
    monkeypatch.setenv("KAOHE_WECOM_CORP_ID", "wwsimulator0000001")
    monkeypatch.setenv("KAOHE_WECOM_SECRET", "simulator-app-secret")
    code, out, _ = kaohe("wecom", "menu")

    assert (code, driver.call_counts()["menu/create"]) == (0, 1)
    assert "菜单已设好" in out


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b"garbage", "第2行第1个字符起不是 JSON"),
        (b"[1, 2]", "第2行缺少 id 或 turns"),
        (b'{"id": "d", "turns": [{"say": 5}]}', "第2行缺少 id 或 turns"),
        (b'{"id": "d", "turns": "x"}', "第2行缺少 id 或 turns"),
        (b"\xff\xfe", "不是 UTF-8 编码"),
    ],
)
def test_a_line_of_a_batch_that_cannot_be_read_is_named_in_chinese(kaohe, tmp_path, line, words):
    (tmp_path / "bad.jsonl").write_bytes(b"\n" + line + b"\n")
    code, _, complaint = kaohe("ask", "--batch", "bad.jsonl")

    assert code == 2
    assert words in complaint
    assert "codec" not in complaint
    assert "Expecting" not in complaint


def test_a_batch_answers_a_line_a_turn_and_names_a_bad_line(kaohe, tmp_path):
    (tmp_path / "good.jsonl").write_text(
        '{"id": "a", "as": "clerk", "turns": [{"say": "县里派到乡镇挂职"}, {"say": "7个月"}]}\n'
    )
    (tmp_path / "bad.jsonl").write_text("not json\n")
    (tmp_path / "short.jsonl").write_text('{"id": "a"}\n')
    code, out, _ = kaohe("ask", "--batch", "good.jsonl")
    lines = [json.loads(line) for line in out.splitlines()]

    assert code == 0
    assert [(one["id"], one["turn"], one["kind"]) for one in lines] == [
        ("a", 1, "ask"),
        ("a", 2, "answer"),
    ]
    assert "第1行" in kaohe("ask", "--batch", "bad.jsonl")[2]
    assert "缺少 id 或 turns" in kaohe("ask", "--batch", "short.jsonl")[2]


def test_a_batch_is_answered_from_the_plan_of_the_settings(kaohe, tmp_path, monkeypatch):
    notice = ROOT / "tests" / "notices" / "qinghe_township"
    monkeypatch.setenv("KAOHE_PLAN", str(notice))
    (tmp_path / "asks.jsonl").write_text('{"id": "a", "turns": [{"say": "登记表什么时候交"}]}\n')
    code, out, _ = kaohe("ask", "--batch", "asks.jsonl")

    assert code == 0
    clauses = json.loads(out)["clauses"]
    assert clauses
    assert set(clauses) <= set(load_plan(notice).clauses)
