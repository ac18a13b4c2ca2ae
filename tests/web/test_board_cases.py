"""Cases on the board: whose they are, whom a ruling is for, and taking one back."""

import re
from html import unescape

import pytest

from rules.engine.case_scope import Rest, fits
from rules.plan import Given
from storage.views import CaseState
from tests.kit.web.board import ASKED, OF_THE_CASE, put_a_case, settle, token, words
from tests.kit.web.county import County


def rule(county: County, **typed: object) -> str:
    """Rule on it as the page does: shown, then confirmed."""
    boss = county.as_member("jiandu")
    ruled = {"number": "1", "result": "原单位（派出单位）", "reason": "由派出单位管"}
    shown = boss.post("/board/cases", data={"token": token(boss), **ruled, **typed})
    assert shown.status_code == 200, words(shown.text)
    return settle(boss, shown.text, back="/board/cases")


def test_a_case_is_shown_with_its_person_its_words_and_who_asks(county: County) -> None:
    put_a_case(county)
    page = words(county.as_member("jiandu").get("/board/cases").text)
    assert "人员：张伟（城关镇" in page
    assert f"原话：{ASKED}" in page
    assert "请示人：王芳（城关镇）。" in page


def test_a_ruling_is_on_this_case_alone_unless_it_is_said_to_be_for_all(county: County) -> None:
    put_a_case(county)
    rule(county)
    with county.store.reading() as records:
        [case] = records.cases.in_force(county.plan.id)
    assert case.answer is not None
    assert (case.answer.scope, case.answer.rests) == ("case", None)


def ways(county: County, fact: str) -> dict[str, str]:
    """By their words the ways in which the page lets a fact count; under "" the chosen one."""
    shown = county.as_member("jiandu").get("/board/cases").text
    found = re.findall(rf'value="({fact}=[^"]*)"( selected)?>([^<]*)', shown)
    chosen = [unescape(key) for key, selected, _ in found if selected]
    return {unescape(words): unescape(key) for key, _, words in found} | {
        "": chosen[0] if chosen else ""
    }


def in_force(county: County) -> Rest:
    with county.store.reading() as records:
        [case] = records.cases.in_force(county.plan.id)
    assert case.answer is not None
    assert case.answer.rests is not None
    return Rest.from_json(case.answer.rests[0])


def test_the_facts_that_count_are_chosen_on_the_page(county: County) -> None:
    """What the case rests on is chosen to begin with; what is known besides is offered."""
    put_a_case(county)
    assert ways(county, "is_secondee")[""] == ways(county, "is_secondee")["是挂职干部"]
    assert ways(county, "sent_by")[""] == ""
    assert "这一件：市" in words(county.as_member("jiandu").get("/board/cases").text)
    picked = [ways(county, "is_secondee")["是挂职干部"], ways(county, "host_kind")["县直部门"]]
    rule(county, scope="all", facts=["", *picked, ways(county, "sent_by")["市"]])
    rest = in_force(county)
    assert fits(rest, county.plan, {**OF_THE_CASE, "sent_by": Given("city")}) is True
    assert fits(rest, county.plan, {**OF_THE_CASE, "sent_by": Given("county")}) is False


def test_a_fact_is_changed_added_and_dropped_before_the_ruling(county: County) -> None:
    put_a_case(county)
    picked = [ways(county, "is_secondee")["是挂职干部"], ways(county, "sent_by")["省"]]
    picked.append(ways(county, "months_served")["不满6个月"])
    rule(county, scope="all", facts=picked)
    rest = in_force(county)
    assert set(rest.facts) == {"is_secondee", "sent_by", "months_served"}
    anywhere = {"is_secondee": Given(True), "host_kind": Given("other")}
    sent = {"sent_by": Given("province"), "months_served": Given(3)}
    assert fits(rest, county.plan, {**anywhere, **sent}) is True
    assert fits(rest, county.plan, {**anywhere, **sent, "months_served": Given(7)}) is False
    page = words(county.as_member("jiandu").get("/board/cases").text)
    assert "管到：凡有这些情况的：是挂职干部、派出层级：省、挂职时间：不满6个月。" in page


def test_who_on_the_roster_falls_under_it_is_told_before_the_ruling(county: County) -> None:
    put_a_case(county)
    boss = county.as_member("jiandu")
    typed = {"number": "1", "result": "原单位（派出单位）", "scope": "all", "token": token(boss)}
    secondee = ways(county, "is_secondee")["是挂职干部"]

    def told(*facts: str, path: str = "/board/cases/whom", **more: str) -> str:
        shown = boss.post(path, data={**typed, **more, "facts": list(facts)})
        return words(shown.text)

    assert "名册上现在没有人是这样" in told(secondee, ways(county, "village_post")["村第一书记"])
    everybody = told(secondee, ways(county, "host_kind")["乡镇（含设在乡镇的站所）"])
    assert "名册上现在有1人是这样：胡军（县财政局）。" in everybody
    assert "胡军（县财政局）：" in everybody
    assert "注意：" in everybody  # the notice itself tells where a secondee at a township goes
    wrong = told(ways(county, "is_secondee")["不是挂职干部"], ways(county, "host_kind")["县直部门"])
    assert "没有人会同时是这样" in wrong
    assert "有1人是这样：胡军" in told(secondee, path="/board/cases", reason="由派出单位管")
    with county.store.reading() as records:
        assert records.cases.in_force(county.plan.id) == []
    clerk = county.as_member("wangfang")
    assert clerk.post("/board/cases/whom", data=typed).status_code == 403


@pytest.mark.parametrize(
    "written", ["is_secondee", "is_secondee=[]", "nothing=[true]", 'sent_by=["mars"]', "sent_by={}",
                'retired_on=[{"date": "never"}]', "months_served=[true]"],
)  # fmt: skip
def test_what_the_page_did_not_write_is_no_fact(county: County, written: str) -> None:
    """A fact that cannot be read must not widen the ruling to those without it."""
    put_a_case(county)
    boss = county.as_member("jiandu")
    typed = {"number": "1", "result": "原单位（派出单位）", "reason": "由派出单位管"}
    facts = [ways(county, "is_secondee")["是挂职干部"], written]
    data = {"token": token(boss), **typed, "scope": "all", "facts": facts}
    refused = boss.post("/board/cases", data=data)
    assert refused.status_code == 422
    assert "认不出来" in words(refused.text)


def test_a_ruling_for_all_goes_by_something(county: County) -> None:
    put_a_case(county)
    boss = county.as_member("jiandu")
    typed = {
        "number": "1",
        "result": "原单位（派出单位）",
        "reason": "由派出单位管",
        "scope": "all",
    }
    refused = boss.post("/board/cases", data={"token": token(boss), **typed})
    assert refused.status_code == 422
    assert "至少要有一项情况相同" in words(refused.text)
    assert 'name="scope" value="all" checked' in refused.text


def test_a_ruling_is_withdrawn_on_the_page_and_stands_among_those_withdrawn(county: County) -> None:
    put_a_case(county)
    rule(county)
    boss = county.as_member("jiandu")
    data = {"token": token(boss), "number": "1", "reason": "县委另有规定"}
    empty = boss.post("/board/cases/withdraw", data={**data, "reason": " "})
    assert "请写明理由" in words(empty.text)
    shown = boss.post("/board/cases/withdraw", data=data)
    assert "还没有撤销" in words(shown.text)
    with county.store.reading() as records:
        assert records.cases.in_force(county.plan.id)
    settle(boss, shown.text, back="/board/cases")
    with county.store.reading() as records:
        [case] = records.cases.withdrawn(county.plan.id)
    assert case.state is CaseState.WITHDRAWN
    page = words(boss.get("/board/cases").text)
    assert "撤销了的批复" in page
    assert "由郑监督撤销，理由：县委另有规定" in page


def test_only_the_section_withdraws(county: County) -> None:
    put_a_case(county)
    rule(county)
    clerk = county.as_member("wangfang")
    data = {"token": token(county.as_member("jiandu")), "number": "1", "reason": "不对"}
    assert clerk.post("/board/cases/withdraw", data=data).status_code == 403


def test_what_is_missing_is_asked_on_the_page(county: County) -> None:
    put_a_case(county)
    boss = county.as_member("jiandu")
    data = {"token": token(boss), "number": "1", "asked": "哪天开始挂职的？"}
    assert "请写明要问什么" in words(
        boss.post("/board/cases/ask", data={**data, "asked": " "}).text
    )
    shown = boss.post("/board/cases/ask", data=data)
    assert "还没有发" in words(shown.text)
    settle(boss, shown.text, back="/board/cases")
    assert "哪天开始挂职的？" in words(boss.get("/board/cases").text)
    assert county.as_member("wangfang").post("/board/cases/ask", data=data).status_code == 403
