"""“怎么……”: how it is done, with an example that is right for who asks; nothing is done."""

import re

import pytest

from handlers.dialogue.topics.choosing import _HOW_TO
from handlers.dialogue.topics.how_to import _WAYS
from handlers.turn.buttons import TopicButton, key_of
from handlers.turn.permissions import may
from handlers.turn.reply import Kind, Reply
from tests.kit.talks import County

WHO = {"clerk": "zhoumin", "cadre": "wanglei", "group": "kaohe1a", "supervisor": "jianduwang"}
_EXAMPLE = re.compile("例如“([^”]+)”")


def _tapped(demo: County, who: str, deed: str) -> Reply:
    return demo.press(who, key_of(TopicButton(f"about:{deed}")))


@pytest.mark.parametrize("deed", sorted(_HOW_TO))
def test_every_offered_one_is_explained(deed: str) -> None:
    assert deed in _WAYS


@pytest.mark.parametrize("role", sorted(WHO))
@pytest.mark.parametrize("deed", sorted(_WAYS))
def test_a_tap_explains_with_an_example_that_is_an_order(
    demo: County, deed: str, role: str
) -> None:
    reply = _tapped(demo, WHO[role], deed)
    assert reply.kind is Kind.ACTION
    assert reply.pending is None
    ways = [one for one in _WAYS[deed] if may(role, one.deed)]
    if not ways:
        assert "什么也没有动" not in reply.text  # who does it instead is told
        return
    assert reply.text.endswith("现在我什么也没有动。")
    example = _EXAMPLE.search(reply.text)
    if example is None:
        assert reply.links
        return
    said = demo.say(WHO[role], example[1])
    assert said.kind is Kind.ACTION
    assert "现在我什么也没有动" not in said.text, example[1]
    assert not said.text.startswith("要通知谁"), example[1]


@pytest.mark.parametrize(
    ("who", "say", "told"),
    [
        ("zhoumin", "怎么延期", "延到哪天"),
        ("zhoumin", "延期怎么申请", "延到哪天"),
        ("zhoumin", "晚交要怎么办", "延到哪天"),
        ("jianduwang", "怎么导出", "导出全县汇总表"),
        ("jianduwang", "汇总表怎么导出来着", "导出"),
        ("zhoumin", "怎么换人收提醒", "以后由何晓燕联系"),
        ("zhoumin", "怎么换联系人", "以后由何晓燕联系"),
        ("jianduwang", "怎么改名册", "更正名册"),
        ("jianduwang", "怎么批复", "理由是"),
        ("zhoumin", "怎么写请示", "批复之前"),
        ("zhoumin", "请假怎么登记", "请假"),
        ("kaohe1a", "退回要怎么弄", "缺公章"),
        ("zhoumin", "怎么退回附件8", "由考核组"),
        ("zhoumin", "怎么催", "催一下没交附件1的人"),
    ],
)
def test_asked_in_words(demo: County, who: str, say: str, told: str) -> None:
    assert told in demo.say(who, say).text


@pytest.mark.parametrize("say", ["登记表怎么填", "挂职的怎么考核", "优秀怎么评", "材料怎么交"])
def test_what_the_notice_says_is_still_told(demo: County, say: str) -> None:
    assert "现在我什么也没有动" not in demo.say("zhoumin", say).text


def test_examples_name_what_there_is(demo: County) -> None:
    demo.say("zhoumin", "借调到省厅的在哪考核")
    shown = demo.say("zhoumin", "请示")
    demo.press("zhoumin", shown.options[0].key)
    assert "批复1号" in _tapped(demo, "jianduwang", "answer_case").text
