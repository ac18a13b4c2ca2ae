"""Accounts from WeCom's address book: matched to the roster, or listed with why not."""

import pytest

from bot.cli import run
from bot.opening import local_settings, opened
from rules.roster import ImportRows, MemberRow, PersonRow, UnitRow
from simulator.config import SimulatorConfig
from simulator.contacts import Contacts
from simulator.driver import SimulatorDriver
from simulator.serving import running
from storage.views import Act, Entity
from tests.kit.bot.settings import RIGHT

# Each test starts the whole service and a simulated WeCom, over HTTP.
pytestmark = pytest.mark.slow

ROSTER = ImportRows(
    units=(
        UnitRow(2, "城关镇", "township", ("城关",)),
        UnitRow(3, "县财政局", "county_department"),
    ),
    people=(
        PersonRow(2, "王芳", "城关镇", "组织委员"),
        PersonRow(3, "张伟", "城关镇", "副镇长"),
        PersonRow(4, "刘洋", "县财政局", "副局长"),
    ),
    members=(
        MemberRow(2, "boss", "郑监督", "supervisor"),
        MemberRow(3, "first", "首位", "clerk", "城关镇"),
    ),
)
COMPANY = {
    "departments": [
        {"id": 1, "name": "某县"},
        {"id": 2, "name": "城关", "parentid": 1},
        {"id": 3, "name": "党政办", "parentid": 2},
        {"id": 4, "name": "县财政局", "parentid": 1},
        {"id": 5, "name": "某某中心", "parentid": 1},
        {"id": 6, "name": "看不见的局", "parentid": 1, "visible": False},
    ],
    "users": [
        {"userid": "WangFang", "name": "王芳", "department": [3]},
        {"userid": "zhangwei1", "name": "张伟", "department": [2]},
        {"userid": "zhangwei2", "name": "张伟", "department": [3]},
        {"userid": "liuyang", "name": "刘洋", "department": [4]},
        {"userid": "nobody", "name": "路人", "department": [4]},
        {"userid": "lost", "name": "王芳", "department": [5]},
        {"userid": "both", "name": "刘洋", "department": [2, 4]},
        {"userid": "boss", "name": "郑监督", "department": [4]},
        {"userid": "first", "name": "首位", "department": [2]},
        {"userid": "unseen", "name": "范围外", "department": [2], "visible": False},
    ],
    "tags": [
        {"id": 3, "name": "政工人事", "users": ["WangFang", "unseen"], "departments": [4, 6]},
        {"id": 4, "name": "别的应用的", "visible": False},
    ],
}
NO_UNIT = (
    "名册里没有叫这个名字的单位，没有导入。企业微信里看不出单位类别；是单位的，"
    "请先在人员表的“单位”里写上全称（或简称）和类别。"
)
BOTH_NAMED = "这个单位有几个账号同名，没有猜是哪一个。"


@pytest.fixture
def wecom():
    with running(SimulatorConfig(Contacts.parse(COMPANY), callback_url="")) as address:
        yield address


@pytest.fixture
def kaohe(wecom, monkeypatch, tmp_path, capsys):
    """Runs a command against the simulator; gives its exit code and the lines it said."""
    monkeypatch.chdir(tmp_path)
    of = SimulatorConfig(Contacts.parse(COMPANY))
    own = {
        "KAOHE_WECOM_CORP_ID": of.corp_id,
        "KAOHE_WECOM_AGENT_ID": str(of.agent_id),
        "KAOHE_WECOM_SECRET": of.secret,
        "KAOHE_WECOM_API_URL": wecom,
    }
    for name, value in (RIGHT | own).items():
        monkeypatch.setenv(name, value)
    with opened(local_settings()) as store, store.transaction() as records:
        assert records.roster.import_rows(ROSTER, {}).problems == ()

    def command(*arguments: str) -> tuple[int, list[str]]:
        code = run(["import", *arguments])
        said = capsys.readouterr()
        return code, [*said.out.splitlines(), *said.err.splitlines()]

    return command


def accounts():
    """userid, name and role of all clerks by unit order, then all cadres; how often imported."""
    with opened(local_settings()) as store, store.reading() as records:
        clerks = [each.userid for some in records.members.clerks().values() for each in some]
        cadres = [each.userid for each in records.members.cadres()]
        return clerks, cadres, len(list(records.audit.entries(act=Act.IMPORTED)))


def test_a_dry_run_says_what_would_come_and_what_cannot_be_told_and_changes_nothing(kaohe):
    code, lines = kaohe("--from-wecom", "--dry-run")

    assert code == 0
    assert lines == [
        f"没有导入：部门“某县”：{NO_UNIT}",
        f"没有导入：部门“某某中心”：{NO_UNIT}",
        "没有导入：账号both（刘洋）：同时在几个单位的部门里，定不了单位。",
        "没有导入：账号lost（王芳）：所在部门不是名册里的单位，定不了单位。",
        f"没有导入：账号zhangwei1（张伟，城关镇）：{BOTH_NAMED}",
        f"没有导入：账号zhangwei2（张伟，城关镇）：{BOTH_NAMED}",
        "没有导入：账号nobody（路人，县财政局）：名册里这个单位没有这个人，没有猜是谁。",
        "新增成员：王芳（WangFang，干部）",
        "新增成员：刘洋（liuyang，干部）",
        "会新增2条，会修改0条。",
        "这是试运行，没有真的导入。去掉 --dry-run 就导入。",
    ]
    assert accounts() == (["first"], [], 0)


def test_the_people_of_a_tag_become_clerks_after_those_known_once_with_their_date(kaohe):
    kaohe("--from-wecom", "--department", "2")
    assert accounts() == (["first"], ["wangfang"], 1)

    code, lines = kaohe("--from-wecom", "--tag", "3")
    assert (code, lines[-3:]) == (
        0,
        [
            "新增成员：刘洋（liuyang，政工人事）",
            "修改成员：王芳（WangFang，政工人事）",
            "已新增1条，已修改1条。",
        ],
    )
    assert accounts() == (["first", "wangfang", "liuyang"], [], 2)
    assert kaohe("--from-wecom", "--tag", "3")[1][-1] == "已新增0条，已修改0条。"
    assert accounts()[2] == 2
    with opened(local_settings()) as store, store.reading() as records:
        changes = records.roster.changes(Entity.MEMBER, "wangfang")
    assert [(each.field, each.before, each.after) for each in changes if each.field == "role"] == [
        ("role", "cadre", "clerk")
    ]


@pytest.mark.parametrize(
    ("asked", "code"),
    [(("--tag", "4"), 60011), (("--department", "6"), 60011), (("--department", "77"), 60123)],
)
def test_what_the_app_may_not_see_is_said_in_words_and_nothing_is_imported(kaohe, asked, code):
    exit_code, lines = kaohe("--from-wecom", *asked)

    assert exit_code == 1
    assert lines[0].startswith("没有读到通讯录，什么都没有导入：")
    assert f"（错误码{code}）" in lines[0]
    assert accounts() == (["first"], [], 0)


def test_two_of_one_name_in_a_unit_are_listed_even_if_only_one_was_asked_for(kaohe):
    code, lines = kaohe("--from-wecom", "--department", "3")

    assert (code, lines[0]) == (0, f"没有导入：账号zhangwei2（张伟，城关镇）：{BOTH_NAMED}")
    assert accounts() == (["first"], ["wangfang"], 1)


def test_a_blocked_address_is_named(kaohe, wecom):
    SimulatorDriver(wecom).faults(ip_blocked=True)

    assert "（错误码60020）" in kaohe("--from-wecom")[1][0]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--from-wecom", "人员表.xlsx"),
        ("--from-wecom", "--tag", "3", "--department", "2"),
        ("--tag", "3"),
    ],
)
def test_options_that_do_not_go_together_are_told(kaohe, arguments):
    code, lines = kaohe(*arguments)

    assert code == 2
    assert "--from-wecom" in lines[0]
