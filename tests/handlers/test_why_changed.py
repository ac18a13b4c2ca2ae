"""“怎么跟上次说的不一样”: what changed since on our side, or that nothing did."""

from dataclasses import replace

import pytest

from storage.views import Edit
from tests.kit.roster import COUNTY
from tests.kit.talks import County


def later(county: County, start: str = "2019-12-01") -> None:
    """Three days on the roster has 王强's secondment begin on another day."""
    county.wait(3 * 24 * 60)
    sent = (replace(COUNTY.secondments[0], start=start), *COUNTY.secondments[1:])
    with county.store.transaction() as records:
        edit = Edit("boss", county.now)
        rows = replace(COUNTY, secondments=sent)
        assert not records.roster.import_rows(rows, county.plan.facts, edit=edit).problems
    county.wait(60)


@pytest.mark.parametrize(
    "words",
    [
        "王强的答复为什么跟上周说的不一样",
        "王强怎么跟上次说的不一样",
        "王强之前不是说在所挂职乡镇考核吗，怎么变了",
        "上次说王强在乡镇考核，现在怎么又说在原单位",
        "王强的结论怎么变了",
    ],
)
def test_what_changed_is_told_with_what_was_ruled_then_and_now(county: County, words: str) -> None:
    county.say("Boss", "王强在哪考核")
    later(county)
    told = county.say("Boss", words).text
    assert "王强，后来有变动的：" in told
    assert "名册12月28日改过：" in told
    assert "改之前：在哪里考核：所挂职乡镇。" in told
    assert "（孙正改的）" in told
    assert "现在：在哪里考核：原单位（派出单位）" in told


def test_who_changed_it_is_for_the_section_alone(county: County) -> None:
    later(county)
    for userid in ("WangQiang", "ClerkCZ"):
        told = county.say(userid, "王强怎么跟上次说的不一样").text
        assert "名册12月28日改过：" in told
        assert "孙正" not in told


def test_where_nothing_changed_it_is_said(county: County) -> None:
    county.say("Boss", "王强在哪考核")
    told = county.say("Boss", "怎么跟上次说的不一样").text
    assert "王强：名册、批复、日期都没有改过。" in told
    assert "现在：在哪里考核：所挂职乡镇。" in told


def test_a_cadre_asks_about_themselves(county: County) -> None:
    later(county)
    assert "王强，后来有变动的：" in county.say("WangQiang", "怎么跟上次说的不一样").text


def test_without_a_person_it_is_asked_who_and_the_name_alone_answers(county: County) -> None:
    later(county)
    asked = county.say("Boss", "怎么跟上次说的不一样")
    assert (asked.kind.value, asked.asks) == ("ask", "person")
    assert "王强，后来有变动的：" in county.say("Boss", "王强").text


def test_a_person_of_another_unit_is_not_told_about(county: County) -> None:
    later(county)
    known, unknown = (
        county.say("ClerkCG", f"{name}怎么跟上次说的不一样").text.replace(name, "某")
        for name in ("钱进", "钱某某")
    )
    assert "名册12月" not in known
    assert known == unknown


def test_a_day_that_was_ruled_on_since_is_told(county: County) -> None:
    county.say("Boss", "把等次建议上报截止时间改到1月8日")
    county.say("Boss", "1")
    told = county.say("ClerkCG", "截止日期怎么跟上次说的不一样").text
    assert "定为1月8日" in told
    assert "孙正" not in told


def test_a_ruling_given_and_withdrawn_since_is_told(county: County) -> None:
    case = "有个市里派到我们镇挂职的，又被派去省里脱产学习，评优占谁的指标"
    county.say("ClerkCG", case)
    county.order("ClerkCG", "请示")
    county.say("Boss", "批复1号：占原单位指标，理由是学习期间由派出单位管理，以后都照此")
    county.say("Boss", "1")
    county.say("ClerkCG", case)
    told = county.say("ClerkCG", "怎么跟上次说的不一样").text
    assert "批复 第1号（2019年12月25日）：评优占哪里的指标：" in told
    assert "批复之前这种情况方案没有定论" in told
    assert "孙正" not in told

    county.say("Boss", "撤销批复1号，理由是批错了")
    county.say("Boss", "1")
    told = county.say("ClerkCG", "怎么跟上次说的不一样").text
    assert "批复第1号12月25日已撤销，原来批的是：" in told
    assert "按现在的情况还定不下来" in told
