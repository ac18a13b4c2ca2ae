"""What counts as a yes or a no to a deed that was shown: nothing that could mean something else."""

import pytest

from language.consent import goes_on, names_and_agrees, says_no, says_yes

YES = """
是 是的 好的 行吧 确认 发吧 发送 可以的 好，发 就这么办吧 发送提醒 嗯嗯 OK 那就发吧
好的发吧 对的 没问题 行就这么发 发吧发吧 可以，发出去 照这个发 赶紧发给他们 没毛病，发 就这么定
"""
NO_YES = """
发？ 可以？ 行，但不是现在 发出去了没 好，明天发 好，我去发
发吗 可以吗 好不好 行不行 是吗 撤 谢谢 不是 不发 发什么 几号发 好像不对 是城关镇
可以改吗 附件8定在1月6号下班前 好的谢谢再问一下 发给谁 确认一下名单
"""
NO = """
别发 先别 先别发 先别催了 还是别发了 不用了 不用 不要发了 算了 算了吧 那算了 算了不撤了
取消 不 不发 先不发 不办 不定 先不定 不请示了 我不发了 等等 停 不了 别发了，算了
"""
NO_NO = """
附件8定在1月6号下班前 不合格的怎么办 不称职 别的单位呢 不是县派的 不是城关镇是柳河镇
别给城关镇发 不发城关镇 先发城关镇 不确定 不定等次的怎么办 谁没交 不用公章吗
不用交附件8吗 没有公章 取消评优 停职的怎么办 不，是柳河镇
"""


@pytest.mark.parametrize("said", YES.split())
def test_a_yes(said: str) -> None:
    assert says_yes(said, "发送提醒")
    assert not says_no(said, asked_just_now=True)


# What stands on the buttons of all that is shown first.
LABELS = """
发送提醒 发送通知 发出答复 转给他们 确认申请 确认请示
确认这样定 确认这样答 确认改 确认更正 确认批复 确认同意
"""
TAKES_BACK = "确认撤回 确认撤销 确认退回 确认不同意"


@pytest.mark.parametrize("label", [*LABELS.split(), *TAKES_BACK.split()])
@pytest.mark.parametrize("said", ["好", "行", "可以", "就这么办", "确认", "行，就这样", "没问题"])
def test_a_yes_is_one_to_everything(said: str, label: str) -> None:
    assert says_yes(said, label)


@pytest.mark.parametrize("label", LABELS.split())
@pytest.mark.parametrize("said", ["好，发吧", "行就这么发", "可以发", "好的发出去"])
def test_to_send_is_a_yes_to_what_goes_out(said: str, label: str) -> None:
    assert says_yes(said, label)


@pytest.mark.parametrize("label", TAKES_BACK.split())
def test_to_send_is_none_to_taking_back(label: str) -> None:
    assert not says_yes("好，发吧", label)


@pytest.mark.parametrize("label", ["确认申请", "确认请示", "转给他们"])
@pytest.mark.parametrize("said", ["报", "报吧", "发", "交上去", "行，递上去", "转吧"])
def test_verbs_of_putting_agree_to_what_is_put(said: str, label: str) -> None:
    assert says_yes(said, label)


@pytest.mark.parametrize("label", ["确认这样定", "确认撤回", "发送提醒"])
@pytest.mark.parametrize("said", ["报吧", "交上去"])
def test_and_to_nothing_else(said: str, label: str) -> None:
    assert not says_yes(said, label)


@pytest.mark.parametrize("said", NO_YES.split())
def test_no_yes(said: str) -> None:
    assert not says_yes(said, "发送提醒")


@pytest.mark.parametrize("said", NO.split())
def test_a_no(said: str) -> None:
    assert says_no(said, asked_just_now=True)
    assert not says_yes(said, "发送提醒")


@pytest.mark.parametrize("said", NO_NO.split())
def test_no_no(said: str) -> None:
    assert not says_no(said, asked_just_now=True)
    assert not says_no(said, asked_just_now=False)


def test_long_after_only_a_no_in_so_many_words_is_one() -> None:
    assert says_no("先别发", asked_just_now=False)
    assert not says_no("不", asked_just_now=False)
    assert not says_no("算了", asked_just_now=False)


def test_a_no_may_go_on() -> None:
    assert says_no("先不发，改成后天交", asked_just_now=True)
    assert goes_on("先不发，改成后天交")
    assert not goes_on("别发了，算了")


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("刚才产假那个就这么报", "产假"),
        ("哦 刚才那件请示 报吧", "请示"),
        ("好的，那就把刚才产假的请示报上去吧", "产假请示"),
        ("刚才产假那个报了", ""),
        ("刚才请示报了", ""),
        ("刚才产假那个不报", ""),
        ("刚才产假那个报了没", ""),
        ("刚才产假那个报不报？", ""),
        ("产假那个就这么报吧，刚才说的", ""),
    ],
)
def test_a_yes_may_name_its_deed(said: str, named: str) -> None:
    assert names_and_agrees(said, "确认请示") == named
