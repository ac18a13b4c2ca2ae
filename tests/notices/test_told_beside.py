"""What stands beside a situation, its length or its day, is read; what has no value is asked."""

from datetime import date
from typing import Final

import pytest

from language.reader import Reader
from language.reading import Context
from rules.loading import load_plan
from tests.kit.notices import last_replies as replies
from tests.kit.plans import ROOT

LENGTHS: Final = (
    ("yunhu_district", "借调到区信访局8个月的小周在哪考核", "编制所在单位"),
    ("yunhu_district", "3月借调到区信访局的小周在哪考核", "编制所在单位"),
    ("yunhu_district", "小郑请病假七个多月，要不要考核", "不参加"),
    ("yunxi_tax", "老王病假请了6个多月，定什么等次", "不确定等次"),
    ("nanling_college", "张老师借调到科研处在哪考核→不到4个月", "在原单位"),
    ("nanling_college", "张老师借调到科研处8个多月了，在哪考核", "借入单位"),
)
DAYS: Final = (
    ("nanling_college", "9月份新来的应届硕士定什么等次→9月1日入职", "不确定等次"),
    ("nanling_college", "9月份新来的应届硕士定什么等次→9月1日", "不确定等次"),
    ("nanling_college", "9月1日入职的应届硕士定什么等次", "不确定等次"),
    ("yunxi_tax", "老刘今年11月退休了，还要不要参加考核", "不再参加"),
    ("yunxi_tax", "老刘退休了，还要不要参加考核→11月", "不再参加"),
)
UNTOLD: Final = (
    ("nanling_college", "发生了教学事故还能评优吗", "accident"),
    ("yunhu_district", "受了处分还能评优吗", "punished"),
    ("yunxi_tax", "受过处分的能不能评优秀", "discipline"),
    ("yunxi_tax", "抽调的小陈在哪考核", "away"),
)


@pytest.mark.parametrize(("notice", "talk", "words"), LENGTHS)
def test_a_length_beside_a_status_is_read(notice: str, talk: str, words: str) -> None:
    [reply] = replies(notice, talk)
    assert reply["kind"] == "answer"
    assert words in reply["text"]


@pytest.mark.parametrize(("notice", "talk", "words"), DAYS)
def test_a_date_fact_is_read_by_its_own_words_and_as_the_reply(
    notice: str, talk: str, words: str
) -> None:
    [reply] = replies(notice, talk)
    assert reply["kind"] == "answer"
    assert words in reply["text"]


@pytest.mark.parametrize(("notice", "talk", "fact"), UNTOLD)
def test_what_is_mentioned_without_a_value_is_asked(notice: str, talk: str, fact: str) -> None:
    [reply] = replies(notice, talk)
    assert (reply["kind"], reply["asks"]) == ("ask", fact)


def test_a_month_on_both_sides_of_a_bound_is_asked_about() -> None:
    [reply] = replies("yunxi_tax", "老刘今年12月退休，还要不要参加考核")
    assert (reply["kind"], reply["asks"]) == ("ask", "retired")


def test_a_question_is_not_repeated_unchanged() -> None:
    asked = "9月份新来的应届硕士定什么等次"
    first, second = replies("nanling_college", asked, f"{asked}→他是南师毕业的")
    assert first["asks"] == second["asks"] == "hired_on"
    assert second["text"] != first["text"]
    assert "“2023年9月1日”" in second["text"]


@pytest.mark.parametrize(
    ("notice", "talk", "kind", "words"),
    [
        ("yunhu_district", "附件5几天内要送", "answer", "7个工作日"),
        ("yunxi_tax", "平时考核评“好”的比例是多少", "answer", "40%"),
        ("yunhu_district", "登记表要不要双面打印", "silent", "双面还是单面"),
        ("yunxi_tax", "附件6是什么，谁交", "answer", "表现鉴定表"),
        ("yunhu_district", "处级干部的登记表交到哪个科", "answer", "干部一科"),
        ("nanling_college", "汇总表要不要盖章", "answer", "公章"),
        ("yunxi_tax", "登记表晚交两天行不行", "silent", "没有写材料交晚了"),
        ("yunxi_tax", "第二税务分局几个名额", "answer", "不超过3个"),
        ("yunxi_tax", "第二税务分局几个名额→石桥税务所呢", "answer", "不超过2个"),
    ],
)
def test_the_plans_own_example_paper_and_annex_come_first(
    notice: str, talk: str, kind: str, words: str
) -> None:
    [reply] = replies(notice, talk)
    assert reply["kind"] == kind
    assert words in reply["text"]


def test_an_annex_the_notice_does_not_have_is_not_told_as_another() -> None:
    [reply] = replies("yunhu_district", "附件9是什么")
    assert "没有附件9" in reply["text"]


def test_a_share_is_not_told_as_that_of_some_whose_example_holds_it() -> None:
    all_of_them, of_heads = replies("yunhu_district", "优秀比例是多少", "处级干部优秀比例是多少")
    assert "三(二)" in all_of_them["clauses"]
    assert of_heads["clauses"] == ["三(三)"]


def test_how_an_annex_is_made_out_is_told_and_a_time_that_is_over_is_none() -> None:
    [sealed] = replies("nanling_college", "附件2要盖章吗")
    assert "公章" in sealed["text"]
    [over] = replies("yunxi_tax", "小李试用期满了，定什么等次")
    assert "只写评语" not in over["text"]


def test_the_notice_is_called_what_it_calls_itself() -> None:
    said = "小陆今年病假请了75天，还能评优吗"
    [reply] = replies("nanling_college", said)
    assert "依据：通知三(二)3" in reply["text"]
    assert "优秀比例见通知四(一)" in reply["text"]
    assert "条件" not in reply["text"]


@pytest.mark.parametrize(
    ("notice", "said", "fact"),
    [
        ("yunxi_tax", "石桥分局长评优秀占谁的名额", "leader"),
        ("nanling_college", "李老师借调到教务处8个月，在哪考核", "transferred"),
        ("yunhu_district", "小李今年调到市直单位了，要不要参加考核", "transferred"),
    ],
)
def test_a_word_inside_another_facts_word_tells_nothing(notice: str, said: str, fact: str) -> None:
    plan = load_plan(ROOT / "tests" / "notices" / notice)
    assert fact not in Reader(plan).read(said, Context(date(plan.year, 12, 15))).facts


@pytest.mark.parametrize(
    ("notice", "said", "kind", "words"),
    [
        # Two things asked of a paper, of which its entry has one.
        ("hongqi_farm", "考评表用什么笔填，交几份", "answer", "签字笔"),
        ("hongqi_farm", "事迹材料写多少字，什么时候报", "answer", "800字"),
        # What the notice rules on is no small talk, whatever the word means elsewhere.
        ("hongqi_farm", "喝酒开拖拉机被抓的评几等", "answer", "末等"),
        ("yunling_bank", "泄露了客户信息的评几级", "answer", "不称职"),
        ("hongqi_farm", "末等的绩效工资发多少", "answer", "50%"),
        # A number of one kind is no score, no headcount and no share.
        ("yunling_bank", "小吕违规积分有7分，能不能评优", "answer", "取消评优"),
        ("yunling_bank", "今年病假休了40个工作日，能评优秀不", "answer", "不得评为优秀"),
        ("yunling_bank", "优秀的绩效系数是多少", "answer", "1.3"),
        ("yunling_bank", "内退的还要填述职表吗", "answer", "不参加考核"),
        ("hongqi_farm", "考评分哪几等", "answer", "末等"),
        ("qingyuan_party", "任职才4个月的书记要不要评等次", "answer", "不评定等次"),
        ("qingyuan_party", "离退休支部的书记能评“好”吗", "answer", "可以"),
    ],
)
def test_figures_grades_and_halves_of_a_question_under_any_notice(
    notice: str, said: str, kind: str, words: str
) -> None:
    [reply] = replies(notice, said)
    assert reply["kind"] == kind
    assert words in reply["text"]
