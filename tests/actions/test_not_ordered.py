"""A deed on papers is done where it is ordered, not where it is asked about or called off."""

import pytest

from language.ordering import ordered
from storage.views import HandInStatus
from tests.kit.chat import County

ORDERS = {
    "withdraw": (
        "把附件8撤回来,名字写错了",
        "附件8撤回",
        "请帮我把附件8撤回,可以吗",
        "交错了,撤回来",
        "书记要动人,那撤了吧",
    ),
    "return_paper": (
        "退回城关镇的附件8,第3行没有填测评分",
        "城关镇附件8打回去,谁填的这是",
        "没退啊,那退回去,就写分没填",
    ),
    "custody": ("第一考核组收到城关镇材料", "三组的齐了,转交股里", "归档城关镇材料"),
}
NOT_ORDERED = {
    "withdraw": (
        "附件8能不能撤回?",
        "附件8交上去了还能撤回不",
        "已经交上去的附件8还可以撤回吗",
        "算了不撤了",
        "附件8先别撤",
        "附件8撤成没",
        "要是撤回附件8,还要重新盖章不",
        "附件8怎么撤回",
    ),
    "return_paper": (
        "城关镇附件8是不是打回去了",
        "白沙那份退了没",
        "附件8不退了",
        "没说退回附件8",
        "如果退回城关镇的附件8呢",
    ),
    "custody": ("城关镇的材料归档了吗", "先不转交股里", "谁接收城关镇的材料"),
}


@pytest.mark.parametrize(("deed", "say"), [(d, s) for d, every in ORDERS.items() for s in every])
def test_ordered(deed: str, say: str) -> None:
    assert ordered(deed, say) == deed


@pytest.mark.parametrize(
    ("deed", "say"), [(d, s) for d, every in NOT_ORDERED.items() for s in every]
)
def test_not_ordered(deed: str, say: str) -> None:
    assert ordered(deed, say) == f"about:{deed}"


@pytest.mark.parametrize(
    "say", ["附件8能不能撤回？", "算了不撤了", "要是把附件8撤回呢", "附件8撤回了没"]
)
def test_nothing_is_done_in_chat(county: County, say: str) -> None:
    county.hand_in("城关镇", "grade_proposals", status=HandInStatus.CHECKED)

    county.say("ClerkCG", say)

    with county.store.reading() as records:
        statuses = [one.status for one in records.handins.county(plan_id="2019")]
    assert statuses == [HandInStatus.CHECKED]
