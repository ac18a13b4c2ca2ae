"""A later day for a paper: asked for, shown, granted or refused, and whose dates it moves."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from handlers.submissions.service import unit_papers
from handlers.turn.reply import Kind
from language.reader import Reader
from rules.plan import Plan
from rules.roster import MemberRow, PersonRow
from scheduler.notices import survey
from storage.deadlines import all_deadlines
from storage.views import MatterState
from tests.kit.chat import County
from tests.kit.roster import COUNTY
from tests.kit.speaking_first import at, open_store

ASKED = "附件8申请延期到1月12日，党委会还没有开"
SET = "把附件8截止时间定为1月8日"


OTHER = PersonRow(7, "何平", "柳河镇", "副镇长", {"position": "team_member"})
THEIR_CLERK = MemberRow(8, "ClerkLH", "许青", "政工人事", "柳河镇")


@pytest.fixture
def county(tmp_path: Path, plan: Plan, reader: Reader) -> Iterator[County]:
    """Two towns that owe the same papers."""
    people, members = (*COUNTY.people, OTHER), (*COUNTY.members, THEIR_CLERK)
    store = open_store(tmp_path, replace(COUNTY, people=people, members=members))
    yield County(plan, reader, store)
    store.close()


def asked(county: County) -> None:
    """附件8 is due on 8 January, and 城关镇 asked for the 12th."""
    county.order("Boss", SET)
    county.order("ClerkCG", ASKED)


def due(county: County, unit: str, paper: str = "grade_proposals") -> set[date | None]:
    """On which days the unit owes this paper."""
    with county.store.reading() as records:
        [found] = records.roster.unit_named(unit)
        deadlines = all_deadlines(county.plan, records)
        items = unit_papers(county.plan, records, found.id).items
        return {deadlines[i.deadline_id or ""].effective for i in items if i.paper.id == paper}


def spoken_of(county: County, when: str) -> set[str]:
    """Of which deadlines units are reminded at that moment: unit and deadline."""
    with county.store.reading() as records:
        names = records.roster.unit_names()
        told: list[dict[str, Any]] = [
            dict(one.recheck) for one in survey(county.plan, records, at(when)).notices
        ]
    digests = [one for one in told if one["notice"] == "digest"]
    return {
        f"{names[one['unit']]}:{rung.partition('@')[0]}" for one in digests for rung in one["rungs"]
    }


def test_it_is_shown_first_and_goes_to_the_section_after_a_yes(county: County) -> None:
    county.order("Boss", SET)
    shown = county.say("ClerkCG", ASKED)
    assert "（还没有报）：城关镇申请延期" in shown.text
    assert "现在的截止时间：2020年1月8日" in shown.text
    assert "申请延到：2020年1月12日\n理由：党委会还没有开" in shown.text
    assert shown.pushes == ()
    sent = county.press("ClerkCG", "确认申请")
    assert [push.to for push in sent.pushes] == ["boss"]
    assert "周明（城关镇）申请附件8" in sent.pushes[0].text
    assert due(county, "城关镇") == {date(2020, 1, 8)}


@pytest.mark.parametrize(
    "talk",
    [
        ["申请延期", "附件8", "延到1月12日", "党委会还没有开"],
        ["想申请延期交附件8", "因为党委会还没有开", "1月12日"],
        ["附件8能不能宽限四天，党委会还没有开"],
        ["附件8申请推迟到1月12号，因为党委会还没有开"],
        ["附件8晚4天交行吗，党委会还没有开"],
    ],
)
def test_what_is_missing_is_asked_for(county: County, talk: list[str]) -> None:
    county.order("Boss", SET)
    for said in talk[:-1]:
        assert county.say("ClerkCG", said).asks == "extension"
    shown = county.say("ClerkCG", talk[-1]).text
    assert "附件8《" in shown
    assert "申请延到：2020年1月12日" in shown
    assert "理由：党委会还没有开" in shown


def test_something_else_in_between_is_answered(county: County) -> None:
    county.say("ClerkCG", "申请延期")
    assert county.say("ClerkCG", "张伟在哪考核").kind is Kind.ANSWER
    assert "还有" in county.say("ClerkCG", "我们还差什么").text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("附件8申请延期到1月8日，党委会还没有开", "没有晚于它"),
        ("附件8申请延期到12月20日，党委会还没有开", "已经过去了"),
        ("附件8申请延期到6月1日，党委会还没有开", "太远了"),
        ("附件10申请延期到1月12日，党委会还没有开", "哪一份要延期"),
    ],
)
def test_what_cannot_be_is_said(county: County, said: str, told: str) -> None:
    county.order("Boss", SET)
    reply = county.say("ClerkCG", said)
    assert told in reply.text
    assert reply.pending is None


def test_a_paper_that_is_in_needs_no_later_day(county: County) -> None:
    county.hand_in("城关镇", "grade_proposals")
    assert "已经收到了" in county.say("ClerkCG", ASKED).text


def test_nothing_is_asked_for_twice(county: County) -> None:
    asked(county)
    again = county.say("ClerkCG2", ASKED)
    assert "已经申请过了，延期申请第1号" in again.text
    assert (again.pending, again.pushes) == (None, ())


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("同意延期1号", 12),
        ("同意延期1号，延到1月10日", 10),
        ("同意第1号延期", 12),
        ("同意城关镇附件8延期到1月11日", 11),
    ],
)
def test_a_granted_day_moves_this_units_paper_alone(county: County, said: str, day: int) -> None:
    asked(county)
    shown = county.say("Boss", said)
    assert f"同意延到2020年1月{day}日" in shown.text
    assert "其他单位和材料不变" in shown.text
    assert due(county, "城关镇") == {date(2020, 1, 8)}
    done = county.press("Boss", "确认同意")
    assert [push.to for push in done.pushes] == ["clerkcg"]
    assert f"已同意，延到2020年1月{day}日" in done.pushes[0].text
    assert due(county, "城关镇") == {date(2020, 1, day)}
    assert due(county, "柳河镇") == {date(2020, 1, 8)}
    assert due(county, "城关镇", "registration") == {date(2020, 1, 8)}
    assert (
        "没有再办" in county.say("Boss", said).text or "没有待批" in county.say("Boss", said).text
    )


def test_reminders_of_the_paper_follow_its_own_day(county: County) -> None:
    asked(county)
    county.order("Boss", "同意延期1号")

    of_all, own = spoken_of(county, "2020-01-08 10:00"), spoken_of(county, "2020-01-10 10:00")
    assert any(one.startswith("柳河镇:unit_to_group") for one in of_all)
    assert [one for one in own if "~grade_proposals~" in one and one.startswith("城关镇")]
    assert not [one for one in of_all | own if "~" in one and not one.startswith("城关镇")]


def test_it_is_overdue_by_its_own_day(county: County) -> None:
    asked(county)
    county.order("Boss", "同意延期1号")
    county.now = at("2020-01-10 10:00")
    late = county.say("Boss", "城关镇哪些超期").text
    assert "附件1" in late
    assert "附件8" not in late
    assert "附件8" in county.say("Boss", "柳河镇哪些超期").text
    county.now = at("2020-01-14 10:00")
    assert "附件8（1月12日，已过2天）" in county.say("ClerkCG", "我们哪些超期了").text


def test_the_unit_is_told_its_own_day(county: County) -> None:
    asked(county)
    county.order("Boss", "同意延期1号")
    own = county.say("ClerkCG", "附件8什么时候交").text
    assert "2020年1月12日" in own
    assert "1月12日" not in county.say("ClerkLH", "附件8什么时候交").text


def test_a_deadline_moved_beyond_the_granted_day_counts(county: County) -> None:
    asked(county)
    county.order("Boss", "同意延期1号")
    county.order("Boss", "把附件8截止时间定为1月15日")
    assert due(county, "城关镇") == {date(2020, 1, 15)}


def test_a_refusal_needs_a_reason_and_moves_nothing(county: County) -> None:
    asked(county)
    assert "请写明理由" in county.say("Boss", "不同意延期1号").text
    county.say("Boss", "不同意延期1号，理由是全县要统一汇总")
    done = county.press("Boss", "确认不同意")
    assert "没有同意，理由：全县要统一汇总" in done.pushes[0].text
    assert due(county, "城关镇") == {date(2020, 1, 8)}
    assert "没有同意" in county.say("ClerkCG", "延期批了没").text


@pytest.mark.parametrize("said", ["延期批了没", "我申请的延期怎么样了", "延期批下来了吗"])
def test_its_state_can_be_asked(county: County, said: str) -> None:
    assert "还没有申请过延期" in county.say("ClerkCG", said).text
    asked(county)
    assert "延期申请第1号（12月26日）" in county.say("ClerkCG", said).text
    assert "还没有批" in county.say("ClerkCG2", said).text
    assert "还没有申请过延期" in county.say("ClerkCZ", said).text


@pytest.mark.parametrize("said", ["撤回延期1号", "延期不要了", "不用延了，我们赶出来了"])
def test_it_is_withdrawn_by_who_asked(county: County, said: str) -> None:
    asked(county)
    assert "没有您提的这一件" in county.say("ClerkCZ", "撤回延期1号").text
    assert "（还没有撤）" in county.say("ClerkCG", said).text
    done = county.press("ClerkCG", "确认撤回")
    assert [push.to for push in done.pushes] == ["boss"]
    assert "已经撤回" in county.say("Boss", "同意延期1号").text
    with county.store.reading() as records:
        found = records.matters.numbered("2019", 1)
    assert found is not None
    assert found.state is MatterState.WITHDRAWN
    assert "确认申请" in [option.label for option in county.say("ClerkCG", ASKED).options]


def test_a_cadre_asks_for_their_own_paper(county: County) -> None:
    """王强 of 县财政局 fills in the form of a secondee, which 城关镇 collects."""
    county.order("Boss", SET)
    shown = county.say("WangQiang", "我的附件6申请延期到1月12日，人在外地学习")
    assert "（王强）" in shown.text
    county.press("WangQiang", "确认申请")
    county.order("Boss", "同意延期1号")
    assert due(county, "城关镇", "secondee_registration") == {date(2020, 1, 8), date(2020, 1, 12)}


@pytest.mark.parametrize("userid", ["Boss", "Group1"])
def test_units_ask_for_themselves(county: County, userid: str) -> None:
    assert "由各单位和干部本人自己申请" in county.say(userid, "附件8申请延期到1月12日").text
    assert "由各单位" in county.say(userid, "申请延期").text


@pytest.mark.parametrize("userid", ["ClerkCG", "Group1", "WangQiang"])
def test_only_the_section_rules_and_sees_the_list(county: County, userid: str) -> None:
    asked(county)
    county.order(userid, "同意延期1号")
    with county.store.reading() as records:
        assert [one.number for one in records.matters.open("2019")] == [1]


def test_the_section_lists_what_waits(county: County) -> None:
    asked(county)
    listed = county.say("Boss", "有哪些延期申请").text
    assert "没有办的延期申请有1件" in listed
    assert "周明（城关镇）" in listed
    county.order("Boss", "同意延期1号")
    assert "没有待办的" in county.say("Boss", "延期申请有哪些").text
