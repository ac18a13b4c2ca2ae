"""Cases on the board: whose they are, whom a ruling is for, and taking one back."""

import re

from handlers.cases.open_issues import facts_packed
from rules.engine.case_scope import Rest, fits, rests_on
from rules.plan import Given
from storage.views import CaseState
from tests.kit.web.board import settle, token, words
from tests.kit.web.county import County

FACTS = {"is_secondee": Given(True, "said"), "host_kind": Given("county_department", "said")}
ASKED = "张伟派到县直部门挂职在哪考核"


def put(county: County) -> None:
    """A clerk's case on one of their people."""
    rest = rests_on(county.plan, FACTS, "assessed_at", "person")
    with county.store.transaction() as records:
        records.cases.file(
            county.plan.id,
            "where_assessed",
            axes=("assessed_at",),
            facts=facts_packed({**FACTS, "sent_by": Given("city", "said")}),
            rests=[rest.to_json()],
            clauses=("一(一)1",),
            signatures=(rest.signature,),
            person_id=county.person_id("张伟"),
            by="wangfang",
            at=county.at,
            said=ASKED,
        )


def rule(county: County, **typed: object) -> str:
    """Rule on it as the page does: shown, then confirmed."""
    boss = county.as_member("jiandu")
    ruled = {"number": "1", "result": "原单位（派出单位）", "reason": "由派出单位管"}
    shown = boss.post("/board/cases", data={"token": token(boss), **ruled, **typed})
    assert shown.status_code == 200, words(shown.text)
    return settle(boss, shown.text, back="/board/cases")


def test_a_case_is_shown_with_its_person_its_words_and_who_asks(county: County) -> None:
    put(county)
    page = words(county.as_member("jiandu").get("/board/cases").text)
    assert "人员：张伟（城关镇" in page
    assert f"原话：{ASKED}" in page
    assert "请示人：王芳（城关镇）。" in page


def test_a_ruling_is_on_this_case_alone_unless_it_is_said_to_be_for_all(county: County) -> None:
    put(county)
    rule(county)
    with county.store.reading() as records:
        [case] = records.cases.in_force(county.plan.id)
    assert case.answer is not None
    assert (case.answer.scope, case.answer.rests) == ("case", None)


def test_the_facts_that_count_are_chosen_on_the_page(county: County) -> None:
    put(county)
    shown = county.as_member("jiandu").get("/board/cases").text
    ticked = re.findall(r'name="counts" value="(\w+)"( checked)?', shown)
    assert ("is_secondee", " checked") in ticked
    assert ("sent_by", "") in ticked
    rule(county, scope="all", counts=["is_secondee", "host_kind", "sent_by"])
    with county.store.reading() as records:
        [case] = records.cases.in_force(county.plan.id)
    assert case.answer is not None
    assert case.answer.rests is not None
    rest = Rest.from_json(case.answer.rests[0])
    assert fits(rest, county.plan, {**FACTS, "sent_by": Given("city")}) is True
    assert fits(rest, county.plan, {**FACTS, "sent_by": Given("county")}) is False


def test_a_ruling_for_all_goes_by_something(county: County) -> None:
    put(county)
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
    put(county)
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
    put(county)
    rule(county)
    clerk = county.as_member("wangfang")
    data = {"token": token(county.as_member("jiandu")), "number": "1", "reason": "不对"}
    assert clerk.post("/board/cases/withdraw", data=data).status_code == 403


def test_what_is_missing_is_asked_on_the_page(county: County) -> None:
    put(county)
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
