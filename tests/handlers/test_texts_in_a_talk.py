"""Questions on the notice that go on with the one before: its paper, its day, another place."""

import pytest

from tests.kit.talks import Talk


@pytest.mark.parametrize(
    ("before", "say", "told"),
    [
        ("登记表交几份", "都放哪儿", "个人档案"),
        ("登记表一式几份", "内容太多能加一页不", "一张纸"),
        ("登记表几份", "用A3行吧", "A4"),
        ("附件1交几份", "总结太长打成两张纸可以吗", "一张纸"),
        ("登记表三份各存哪", "个人总结超了，正反两面装不下，附一张行不", "一张纸"),
        ("登记表单面双面", "总结栏写满了，折成A3的用可以不", "A4"),
        ("四季度评价谁收", "依据的是啥文件，我写进会议记录", "20号"),
        ("考核组汇报时间谁定", "换成乡镇也是这样吗", "没有另写乡镇"),
        ("考核组什么时候来听汇报", "那乡镇呢，一样定吗", "没有另写乡镇"),
        ("市里派来挂职的老陈填哪张表", "那本局的副局长们呢", "附件1"),
        ("省派挂职的小吴登记表是哪个附件", "我们镇的副镇长、委员这些呢", "附件1"),
        ("报考核组哪些表", "这几张最晚几号交到组里", "空着"),
        ("述职多少字", "几号前要", "1月5日"),
        ("等次建议谁研究", "最后哪级定", "县委常委会"),
        ("县直测评会谁来", "那镇上呢", "村两委"),
        ("班子考核哪些内容", "那干部个人呢", "德、能、勤"),
    ],
)
def test_it_is_about_what_was_asked(talk: Talk, before: str, say: str, told: str) -> None:
    _, reply = talk(before, say)
    assert reply["kind"] in {"answer", "silent"}
    assert told in reply["text"]


@pytest.mark.parametrize(
    ("before", "say"),
    [
        ("登记表交几份", "述职报告用A4吗"),
        ("登记表几份", "附件8交几份"),
        ("登记表用什么纸", "班子总结打几份"),
    ],
)
def test_another_paper_named_is_another_matter(talk: Talk, before: str, say: str) -> None:
    _, reply = talk(before, say)
    assert reply["kind"] == "silent"
    assert "没有写" in reply["text"]
