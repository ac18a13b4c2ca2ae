"""“先填个人总结”, “那先传班子总结”: one of the papers looked at is begun with."""

import pytest

from tests.kit.talks import County

CADRES = [("liuyang", "附件6"), ("wanglei", "附件1")]


@pytest.mark.parametrize(("who", "form"), CADRES)
@pytest.mark.parametrize("say", ["先填个人总结", "那先写个人总结吧", "我先弄个人总结"])
@pytest.mark.parametrize("before", ["我还缺什么没交", "我要填登记表", "有什么要我处理的吗"])
def test_a_part_of_ones_own_form(demo: County, who: str, form: str, say: str, before: str) -> None:
    demo.say(who, before)
    reply = demo.say(who, say)
    assert f"“个人总结”是{form}里的一栏" in reply.text
    assert reply.links[0].path.startswith("/fill/")


@pytest.mark.parametrize("say", ["那先传班子总结", "先交班子总结吧", "先写班子总结"])
def test_what_is_only_handed_in(demo: County, say: str) -> None:
    demo.say("zhoumin", "我们还差什么")
    assert "请点下面的链接上传《领导班子工作总结》" in demo.say("zhoumin", say).text


@pytest.mark.parametrize(
    "say", ["先填韩志强的登记表", "那先填韩志强的附件1", "先把韩志强的登记表填了"]
)
def test_somebodys_form(demo: County, say: str) -> None:
    demo.say("zhoumin", "我们还差什么")
    assert "附件1" in demo.say("zhoumin", say).text


@pytest.mark.parametrize(
    "say", ["个人总结写多少字", "先写个人总结还是先测评？", "个人总结能手写吗"]
)
def test_questions_are_still_answered(demo: County, say: str) -> None:
    demo.say("wanglei", "我还缺什么没交")
    assert "里的一栏" not in demo.say("wanglei", say).text
