"""“韩志强调走了”: a change told in the chat is shown as a correction; the rest says where."""

import pytest

from handlers.turn.reply import Kind
from tests.kit.talks import County

BOSS, CLERK = "jianduwang", "zhoumin"


@pytest.mark.parametrize(
    ("say", "told"),
    [
        ("贺志刚调走了", "贺志刚：离开名册"),
        ("贺志刚调离了", "贺志刚：离开名册"),
        ("贺志刚辞职了，名册改一下", "贺志刚：离开名册"),
        ("贺志刚调到省里了", "贺志刚：离开名册"),
        ("贺志刚调到水利局了", "城关镇 → 县水利局"),
        ("贺志刚11月调往县财政局工作", "城关镇 → 县财政局"),
        ("韩志强提副镇长了", "现任职务：人大主席 → 副镇长"),
        ("罗永刚改任党组书记了", "现任职务：副局长 → 党组书记"),
        ("韩志强升任镇长了", "现任职务：人大主席 → 镇长"),
        ("吕思源11月30日退休了", "退休时间：没有写 → 2019年11月30日"),
        ("城关镇王磊调走了", "王磊（城关镇）"),
    ],
)
def test_it_is_shown_and_done_after_a_yes(demo: County, say: str, told: str) -> None:
    shown = demo.say(BOSS, say)
    assert "还没有改" in shown.text
    assert told in shown.text
    assert demo.press(BOSS, shown.options[0].key).text.startswith("已改好")


@pytest.mark.parametrize("day", ["11月30号退的", "11月30日退休", "是11月30号退休的"])
def test_the_day_of_a_retirement_is_asked(demo: County, day: str) -> None:
    assert "是哪天退休的" in demo.say(BOSS, "河口镇吕思源退休了 名册改一下").text
    shown = demo.say(BOSS, day)
    assert "2019年11月30日" in shown.text
    demo.press(BOSS, shown.options[0].key)
    assert "不参加年度考核" in demo.say(BOSS, "那他今年还考不考").text


@pytest.mark.parametrize("say", ["王磊调走了", "王磊提局长了", "王磊调到水利局了"])
def test_of_two_of_one_name_nobody_is_changed(demo: County, say: str) -> None:
    reply = demo.say(BOSS, say)
    assert reply.pending is None
    assert "有2位王磊：王磊（城关镇副镇长）、王磊（县水利局副局长）" in reply.text


@pytest.mark.parametrize(
    "say",
    [
        "新来了一个副局长叫王小明",
        "高翔挂职结束了，名册上结束日期填12月20日",
        "名册里刘洋的名字写错了，改一下",
    ],
)
def test_what_the_chat_cannot_change_says_where(demo: County, say: str) -> None:
    reply = demo.say(BOSS, say)
    assert reply.pending is None
    assert "更正名册" in reply.text
    assert any(link.path.startswith("/roster/edit") for link in reply.links)


def test_who_is_not_on_the_roster(demo: County) -> None:
    assert "名册里没有“许强”" in demo.say(BOSS, "财政局许强退休了").text
    assert "名册里没有“林业局”" in demo.say(BOSS, "贺志刚调到林业局了").text


@pytest.mark.parametrize(
    "say", ["贺志刚调走了", "韩志强提副书记了", "我们镇新来了一个副镇长叫王小明"]
)
def test_a_clerk_is_told_who_changes_it(demo: County, say: str) -> None:
    reply = demo.say(CLERK, say)
    assert reply.pending is None
    assert "由县委组织部干部监督股统一维护" in reply.text


@pytest.mark.parametrize(
    "say",
    [
        "刘洋要是调走了还占不占名额",
        "刘洋调走了，他在哪考核",
        "吕思源11月30日退休了，还考核吗",
        "韩志强提副书记了，填哪张表",
    ],
)
def test_what_asks_is_answered(demo: County, say: str) -> None:
    reply = demo.say(BOSS, say)
    assert reply.pending is None
    assert reply.kind is not Kind.ACTION


def test_of_whom_is_just_ruled_on_it_is_a_fact_of_the_case(demo: County) -> None:
    demo.say(BOSS, "吕思源在哪考核")
    assert "吕思源不考核" in demo.say(BOSS, "吕思源11月30日退休了").text
