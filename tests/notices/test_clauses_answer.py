"""A clause of the notice answers what nobody foresaw: by its words and the figure asked for."""

import pytest

from tests.kit.notices import last_replies as replies

FIGURES = (
    ("qingyuan_party", "问题要写几条", "三(十三)", "不少于3条"),
    ("qingyuan_party", "开会要到多少党员才行", "三(十四)", "五分之四"),
    ("qingyuan_party", "述职会最晚什么时候开", "三(十四)", "1月12日"),
    ("qingyuan_party", "对结果有意见找谁，多久答复", "四(二十)", "7个工作日内"),
    # Another text sounds nearer, and has no figure of that kind.
    ("tongjiang_street", "评上优秀奖多少钱", "六(二十二)", "3000元"),
    ("tongjiang_street", "满意度占几分", "二(五)", "30分"),
)
OF_SUCH = (
    ("qingyuan_party", "书记住院请病假八个月，谁来述职", "二(十二)", "主持工作的副书记述职"),
    ("qingyuan_party", "支部只有7个党员，会怎么开", "三(十七)", "联合召开"),
)
NOT_TOLD = (
    ("yunxi_tax", "公示期间有人举报怎么办"),
    ("yunxi_tax", "登记表晚交两天行不行"),
    ("nanling_college", "个人述职要讲几分钟"),
    ("nanling_college", "评上优秀奖多少钱"),
    ("yunhu_district", "公示期间有人反映问题怎么办"),
)


@pytest.mark.parametrize(("notice", "said", "clause", "words"), FIGURES + OF_SUCH)
def test_what_no_topic_was_written_for_is_answered_in_its_own_words(
    notice: str, said: str, clause: str, words: str
) -> None:
    [reply] = replies(notice, said)
    assert reply["kind"] == "answer"
    assert clause in reply["clauses"]
    assert words in reply["text"]


@pytest.mark.parametrize(("notice", "said"), NOT_TOLD)
def test_what_the_clause_does_not_tell_stays_untold(notice: str, said: str) -> None:
    [reply] = replies(notice, said)
    assert reply["kind"] == "silent"


def test_what_is_no_matter_of_the_notice_stays_so() -> None:
    first, second = replies("qingyuan_party", "今天天气怎么样", "食堂中午吃什么")
    assert first["kind"] == second["kind"] == "off"
