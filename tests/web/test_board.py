"""The board over HTTP: who sees what, and what can be done from a row."""

import re
from datetime import timedelta
from html import unescape

import pytest

from storage.views import HandInStatus
from tests.kit.web.board import handed_in, settle, token, words
from tests.kit.web.county import County

PAGES = ["/board", "/board/timeline", "/board/timeline.svg", "/board/chase"]
ONLY_SUPERVISORS = ["/board/dates", "/board/cases", "/board/questions", "/audit", "/audit.xlsx"]


@pytest.mark.parametrize("path", [*PAGES, *ONLY_SUPERVISORS])
@pytest.mark.parametrize("userid", ["wangfang", "zhangwei"])
def test_clerks_and_cadres_are_refused_alike(county: County, userid: str, path: str) -> None:
    answer = county.as_member(userid).get(path)
    assert answer.status_code == 403
    assert "这一页不归您查看" in answer.text
    assert '"/unit"' in answer.text
    assert "打开我的清单" in answer.text


@pytest.mark.parametrize("path", ONLY_SUPERVISORS)
def test_a_group_does_not_see_what_is_the_sections(county: County, path: str) -> None:
    assert county.as_member("kaohezu").get(path).status_code == 403


@pytest.mark.parametrize("path", [*PAGES, *ONLY_SUPERVISORS])
def test_nobody_logged_in_is_sent_to_log_in(county: County, path: str) -> None:
    assert county.anonymous().get(path).status_code == 302


def test_the_county_is_shown_by_groups_and_units_in_the_order_of_the_roster(county: County) -> None:
    told = words(county.as_member("jiandu").get("/board").text)
    assert "2019年度考核 共3个单位要报材料" in told
    assert told.index("第一考核组 1个单位") < told.index("第二考核组 2个单位")
    units = told.partition("按名册的顺序排列")[2]
    order = ["第一考核组 1个单位", "城关镇 0 /", "第二考核组 2个单位", "河口镇 0 /"]
    assert sorted(order, key=units.index) == order
    assert "排名" not in told


def test_a_group_sees_its_own_units_only(county: County) -> None:
    group = county.as_member("kaohezu")
    told = words(group.get("/board").text)
    assert "城关镇" in told
    assert "河口镇" not in told
    assert group.get(f"/board/unit/{county.unit_id('城关镇')}").status_code == 200
    other = group.get(f"/board/unit/{county.unit_id('河口镇')}")
    nothing = group.get("/board/unit/99999")
    assert (other.status_code, nothing.status_code) == (403, 403)
    assert other.text == nothing.text
    assert "河口镇" not in group.get("/board", params={"q": "河口"}).text.partition("<table")[2]


def test_filters_narrow_the_list(county: County) -> None:
    handed_in(county, "河口镇", "grade_proposals")
    boss = county.as_member("jiandu")

    def listed(**asked: str) -> list[str]:
        page = boss.get("/board", params=asked).text
        return re.findall(r'<a href="/board/unit/\d+">([^<]+)</a>', page)

    assert listed(q="河口") == ["河口镇"]
    assert listed(kind="county_department") == ["县财政局"]
    assert listed(paper="grade_proposals", state="complete") == ["河口镇"]
    assert listed(state="none") == ["城关镇", "县财政局"]
    assert listed(q="没有这个") == []
    assert listed(page="99") == ["城关镇", "河口镇", "县财政局"]
    assert listed(page="x", group="y") == []


def test_a_unit_is_shown_by_person_and_paper(county: County) -> None:
    receipt = handed_in(county, "城关镇", "registration", "张伟")
    told = words(county.as_member("jiandu").get(f"/board/unit/{county.unit_id('城关镇')}").text)
    assert "张伟 党委委员、副镇长" in told
    assert "已收到 考核组 第1版 2019年12月25日 10:00 日期待定 接收 退回" in told
    assert receipt in county.as_member("jiandu").get(f"/board/return/{receipt}").text


def test_a_paper_is_returned_from_its_row_and_the_unit_is_told(county: County) -> None:
    receipt = handed_in(county, "城关镇", "registration", "张伟")
    boss = county.as_member("jiandu")
    path = f"/board/return/{receipt}"
    shown = boss.get(path)
    assert "确认后会告诉单位的政工人事：王芳" in shown.text

    without = boss.post(path, data={"token": token(boss, path)})
    assert without.status_code == 422
    assert "请写明退回的原因" in without.text

    done = boss.post(path, data={"token": token(boss, path), "reason": "缺公章"})
    assert "已退回城关镇的附件1" in done.text
    assert "退回后不能恢复原版" in done.text
    with county.store.reading() as records:
        handin = records.handins.by_receipt(receipt)
        [queued] = records.outbox.with_key("returned:")
    assert handin is not None
    assert (handin.status, handin.reason, handin.ended_by) == (
        HandInStatus.RETURNED, "缺公章", "jiandu",
    )  # fmt: skip
    assert queued.to == "wangfang"

    again = boss.post(path, data={"token": token(boss), "reason": "缺公章"})
    assert "已经撤回或退回，不用再操作" in again.text


def test_a_group_takes_over_passes_on_and_takes_a_step_back(county: County) -> None:
    receipt = handed_in(county, "城关镇", "registration", "张伟")
    group = county.as_member("kaohezu")
    path, unit = f"/board/step/{receipt}", f"/board/unit/{county.unit_id('城关镇')}"
    data = {"token": token(group, path), "to": "with_group", "receipt": receipt}

    assert "没有可以撤销的" in group.post("/board/undo", data={**data, "back": unit}).text
    assert "已记下" in group.post(path, data=data).text
    assert "在考核组 考核组 第1版" in words(group.get(unit).text)
    county.at += timedelta(minutes=1)
    assert "转交干部监督股" in group.post(path, data={**data, "to": "with_section"}).text
    undone = group.post("/board/undo", data={**data, "back": unit})
    assert "已撤销刚才的操作" in undone.text
    assert "在考核组 考核组 第1版" in words(group.get(unit).text)

    other = handed_in(county, "河口镇", "grade_proposals")
    assert group.get(f"/board/step/{other}").status_code == 403
    assert group.get("/board/step/2019-999999").status_code == 403


def test_a_group_returns_from_a_row_what_still_lies_with_it(county: County) -> None:
    receipt = handed_in(county, "城关镇", "registration", "张伟")
    group, path = county.as_member("kaohezu"), f"/board/return/{receipt}"
    unit = f"/board/unit/{county.unit_id('城关镇')}"
    data = {"token": token(group, path), "reason": "缺公章"}
    assert "退回" in words(group.get(unit).text).partition("接收")[2]
    with county.store.transaction() as records:
        handin = records.handins.by_receipt(receipt)
        assert handin is not None
        records.handins.pass_on(handin.id, "kaohezu", county.at)
    gone = "已经转交干部监督股，考核组不能再退回，没有改动"
    assert gone in group.get(path).text
    assert gone in group.post(path, data=data).text
    assert f'href="{path}"' not in group.get(unit).text

    with county.store.transaction() as records:
        records.handins.undo("kaohezu", county.at, plan_id="2019")
    assert "已退回城关镇的附件1" in group.post(path, data=data).text
    other = handed_in(county, "河口镇", "grade_proposals")
    assert group.post(f"/board/return/{other}", data=data).status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/board/settle", "/board/dates", "/board/cases", "/board/questions"],
)
def test_a_form_from_elsewhere_changes_nothing(county: County, path: str) -> None:
    boss = county.as_member("jiandu")
    data = {"token": "forged", "command": '{"kind":"chase"}'}
    assert boss.post(path, data=data).status_code == 401
    with county.store.reading() as records:
        assert records.outbox.waiting() == 0


@pytest.mark.parametrize(
    "command",
    ["", "withdraw:yes", '{"kind":"burn"}', "[[[", "[" * 9000, '{"kind":"chase","units":"x"}'],
)
def test_what_is_no_command_leads_nowhere(county: County, command: str) -> None:
    boss = county.as_member("jiandu")
    data = {"token": token(boss), "command": command}
    assert boss.post("/board/settle", data=data).status_code == 404


def test_chasing_shows_whom_before_anything_is_sent(county: County) -> None:
    boss = county.as_member("jiandu")
    path = f"/board/chase?unit={county.unit_id('城关镇')}&paper=grade_proposals"
    shown = boss.get(path)
    assert "将提醒下列1个单位各一人（还没有发出）：\n· 城关镇：附件8 → 王芳" in unescape(shown.text)
    with county.store.reading() as records:
        assert records.outbox.waiting() == 0
    assert "已提醒城关镇" in settle(boss, shown.text)
    with county.store.reading() as records:
        assert [each.to for each in records.outbox.with_key("chase:")] == ["wangfang"]


def test_a_deadline_is_set_after_its_reminders_were_shown(county: County) -> None:
    boss = county.as_member("jiandu")
    data = {"token": token(boss), "deadline": "unit_to_group", "day": "2020-01-08"}
    shown = boss.post("/board/dates", data=data)
    assert "请核对（还没有改）" in shown.text
    assert "定为2020年1月8日" in shown.text
    assert "将在" in shown.text
    assert "已记录：郑监督" in settle(boss, shown.text)
    assert "已确认" in boss.get("/board/dates").text
    assert "1月8日" in words(boss.get("/board").text)

    for day, wrong in (
        ("2019-12-01", "已经过去了"),
        ("八号", "没有看明白"),
        ("2031-01-01", "太远"),
    ):
        assert wrong in boss.post("/board/dates", data={**data, "day": day}).text


def test_a_question_nobody_could_read_is_taught_and_taken_back_on_the_page(county: County) -> None:
    with county.store.transaction() as records:
        records.unread.note("家属随军补贴怎么发", county.at)
    boss = county.as_member("jiandu")
    assert "第1条：家属随军补贴怎么发" in boss.get("/board/questions").text
    data = {"token": token(boss), "question": "1", "own": "请问<县人社局>"}
    shown = boss.post("/board/questions", data=data)
    assert "请问&lt;县人社局&gt;" in shown.text
    assert "已记下" in settle(boss, shown.text)
    asked = boss.post("/board/questions/withdraw", data={"token": token(boss), "lesson": "1"})
    assert "请核对（还没有撤销）：第1条答法" in asked.text
    assert "第1条答法" in boss.get("/board/questions").text
    assert "已撤销第1条答法" in settle(boss, asked.text)
    assert "第1条答法" not in boss.get("/board/questions").text
    assert "没有第7条问题" in boss.post("/board/questions", data={**data, "question": "7"}).text


def test_the_timeline_draws_hand_ins_against_deadlines(county: County) -> None:
    boss = county.as_member("jiandu")
    assert "还没有收到材料" in boss.get("/board/timeline.svg").text
    handed_in(county, "城关镇", "registration", "张伟")
    handed_in(county, "城关镇", "registration", "刘洋")
    picture = boss.get("/board/timeline.svg")
    assert picture.headers["content-type"] == "image/svg+xml"
    assert "12月25日收到2份" in picture.text
    assert "1月5日截止（待确认）" in picture.text
    assert "2019年12月25日（星期三） 2份 2份" in words(boss.get("/board/timeline").text)
    handed_in(county, "河口镇", "grade_proposals")
    assert "12月25日收到3份" in boss.get("/board/timeline.svg").text
    assert "12月25日收到2份" in county.as_member("kaohezu").get("/board/timeline.svg").text


def test_the_columns_of_a_units_page_have_heads(county: County) -> None:
    page = county.as_member("jiandu").get(f"/board/unit/{county.unit_id('城关镇')}").text
    heads = re.findall(r'<th scope="col">([^<]*)', page)
    assert heads[:6] == ["材料", "情况", "在谁手里", "版本", "截止", "操作"]
