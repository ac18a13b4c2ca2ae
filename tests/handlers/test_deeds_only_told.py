"""A deed's verb in a complaint, a report, a doubt or a supposition orders nothing."""

import re

import pytest

from handlers.turn.reply import Kind
from storage.views import Act
from tests.kit.talks import County

CLERK, BOSS = "zhoumin", "jianduwang"
_DEEDS = (Act.CHASED, Act.CHANGED, Act.SET_DATE, Act.CASE_FILED)


def _changed(demo: County) -> int:
    with demo.store.reading() as records:
        return sum(len(list(records.audit.entries(act=act))) for act in _DEEDS)


@pytest.mark.parametrize(
    ("user", "said"),
    [
        (CLERK, "催了八百遍没人理"),
        (CLERK, "组织部又催我们了"),
        (CLERK, "天天催，折腾死人"),
        (CLERK, "催还有没有用啊，催不催都一个样"),
        (CLERK, "前天催过他们，一个没交"),
        (CLERK, "不用催大家了，我就问一声"),
        (CLERK, "别催他们，我只是看看进度"),
        (CLERK, "不催，看看而已"),
        (CLERK, "要是我后天请假怎么办"),
        (CLERK, "我12月23日请假合不合适"),
        (CLERK, "昨天请假了"),
        (CLERK, "隔壁镇说三天后再提醒，凭什么天天提醒我们"),
        (CLERK, "请示过两回了，没人回"),
        (BOSS, "通知发了也白发，没人看"),
        (BOSS, "上回通知各乡镇：3点开会，来了一半"),
        (BOSS, "附件8定在1月6号有必要吗"),
        (BOSS, "去年附件8定在1月6号"),
        (BOSS, "退回有什么用，改了还是错"),
        (BOSS, "李科长把教育局的附件1退回了"),
        (BOSS, "每个单位最多发50条太多了吧"),
    ],
)
def test_nothing_is_done_or_shown(demo: County, user: str, said: str) -> None:
    before = _changed(demo)
    demo.say(user, "我们单位还差什么")
    reply = demo.say(user, said)
    assert reply.pending is None
    assert _changed(demo) == before


@pytest.mark.parametrize(
    ("user", "said"),
    [
        (CLERK, "催催他们吧"),
        (CLERK, "麻烦催一下没交的，天天拖"),
        (CLERK, "上次催了没用，再催一遍吧"),
        (BOSS, "催教育局，老是最后一个交"),
        (BOSS, "通知各乡镇：不要老是拖到最后一天"),
        (BOSS, "附件8定在1月6号"),
        (BOSS, "每个单位最多发50条消息"),
    ],
)
def test_an_order_beside_a_complaint_is_shown(demo: County, user: str, said: str) -> None:
    assert demo.say(user, said).pending is not None


@pytest.mark.parametrize("said", ["这几天别催我们", "三天后再提醒", "我们镇先别提醒了，下周再说"])
def test_ones_own_reminders_are_silenced(demo: County, said: str) -> None:
    demo.say(CLERK, said)
    with demo.store.reading() as records:
        assert records.speaking.snoozed() != {}


@pytest.mark.parametrize("said", ["不用催他们", "别催大家了", "别催了"])
def test_those_of_others_are_not_and_it_says_so(demo: County, said: str) -> None:
    reply = demo.say(CLERK, said)
    assert reply.kind is Kind.ACTION
    assert re.search("什么也没有[办动]", reply.text)
    with demo.store.reading() as records:
        assert records.speaking.snoozed() == {}
    with demo.store.reading() as records:
        assert list(records.audit.entries(act=Act.CHANGED)) == []
