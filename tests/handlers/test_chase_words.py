"""What a chase is to say besides what is missing stands in the preview and in what is sent."""

import pytest

from tests.kit.talks import County

SECTION, CLERK = "jianduwang", "zhoumin"
SAID_WITH_IT = "消息里另外写明："


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("催一下河口镇，让他们1月3号前交", "1月3号前交"),
        ("催河口镇明天下班前把附件8交上来", "请在明天下班前交"),
        ("催一下河口镇，三天内交齐", "请在三天内交"),
        ("催一下没交附件8的，跟他们说再不交就通报", "再不交就通报"),
        ("催一下河口镇，下周一之前交附件8", "请在下周一之前交"),
    ],
)
def test_words_and_day_are_shown_and_sent(demo: County, said: str, words: str) -> None:
    shown = demo.say(SECTION, said)
    assert f"{SAID_WITH_IT}{words}" in shown.text
    done = demo.press(SECTION, shown.options[0].key)
    assert done.pushes
    assert all(f"另：{words}" in one.text for one in done.pushes)


@pytest.mark.parametrize(
    "said", ["催一下河口镇", "催一下河口镇，让他们快点交", "催一下12月25号前没交的单位"]
)
def test_what_says_no_more_than_a_chase_adds_nothing(demo: County, said: str) -> None:
    shown = demo.say(SECTION, said)
    assert shown.pending is not None
    assert SAID_WITH_IT not in shown.text


def test_a_clerks_chase_of_one_says_it_too(demo: County) -> None:
    text = demo.say(CLERK, "催一下冯秀英，让她明天前交附件5").text
    assert f"{SAID_WITH_IT}明天前交附件5" in text


def test_words_come_after_it_was_shown_and_are_kept(demo: County) -> None:
    demo.say(SECTION, "催一下河口镇")
    assert f"{SAID_WITH_IT}1月3号前交" in demo.say(SECTION, "加一句：1月3号前交").text
    more = demo.say(SECTION, "也催一下白沙镇").text
    assert "白沙镇" in more
    assert f"{SAID_WITH_IT}1月3号前交" in more
    assert f"{SAID_WITH_IT}请在1月5号前交" in demo.say(SECTION, "改成1月5号前").text


@pytest.mark.parametrize(
    "said", ["附件8定在1月6号下班前", "附件1的截止时间改成1月6号", "推荐名单的时间定为1月6日之前"]
)
def test_the_day_of_a_paper_is_no_word_of_a_chase(demo: County, said: str) -> None:
    demo.say(SECTION, "催一下河口镇")
    shown = demo.say(SECTION, said).text
    assert SAID_WITH_IT not in shown
