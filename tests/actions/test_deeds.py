"""A deed is shown with what and whom, done after a yes, dropped on a no, and done once."""

from datetime import timedelta

import pytest

from handlers.turn.reply import Reply
from tests.kit.chat import County

# What is said, by whom, for every deed that is shown first; `{}` is a hand-in there is.
ORDERS = [
    ("Boss", "退回城关镇附件8：缺公章"),
    ("Group1", "收到城关镇材料"),
    ("Group1", "转交城关镇材料"),
    ("ClerkCG", "撤回附件8"),
    ("Boss", "催一下没交的"),
    ("ClerkCG", "帮我催一下还没交述职报告的人"),
    ("Boss", "通知各乡镇：明天下午3点前交齐"),
    ("Boss", "把附件8截止时间定为1月10日"),
    ("Boss", "每个单位今年最多发5条消息"),
]
NO = ["别发", "先别", "不用了", "算了", "别发了，先等等", "算了不撤了", "不", "2", "取消"]
YES = ["是", "确认", "好的", "1", "可以", "就这样"]
ASIDES = ["谢谢", "城关镇还差什么", "附件1交几份", "27个科级干部最多报几个优秀"]


@pytest.fixture
def standing(county: County) -> County:
    county.hand_in("城关镇", "grade_proposals")
    return county


def trail(county: County) -> list[object]:
    """Everything that was changed or sent, in the trail's words; what was asked is left out."""
    with county.store.reading() as records:
        entries = [each for each in records.audit.entries() if each.act != "asked"]
        return [(each.act, each.subject) for each in entries]


@pytest.mark.parametrize(("userid", "order"), ORDERS)
def test_it_is_shown_and_nothing_is_done_yet(standing: County, userid: str, order: str) -> None:
    before = trail(standing)
    shown = standing.say(userid, order)
    assert "（还没有" in shown.text
    assert len(shown.options) == 2
    assert shown.text.endswith("吗？")
    assert (shown.pushes, trail(standing)) == ((), before)


@pytest.mark.parametrize(
    ("userid", "order", "no"),
    [(*order, "别发") for order in ORDERS] + [(*ORDERS[0], no) for no in NO],
)
def test_a_no_drops_it_for_good(standing: County, userid: str, order: str, no: str) -> None:
    before = trail(standing)
    standing.say(userid, order)
    card = standing.offered
    said = standing.say(userid, no)
    assert said.text.startswith("好的，没有")
    standing.offered = card
    late = standing.press(userid, card[0].label)
    assert "没有再办一次" in late.text
    assert (said.pushes, late.pushes, trail(standing)) == ((), (), before)


@pytest.mark.parametrize(
    ("userid", "order", "yes"),
    [(*order, "确认") for order in ORDERS] + [(*ORDERS[0], yes) for yes in YES],
)
def test_a_yes_does_it_once(standing: County, userid: str, order: str, yes: str) -> None:
    before = trail(standing)
    standing.say(userid, order)
    card = standing.offered
    done = standing.say(userid, yes)
    after = trail(standing)
    assert len(after) > len(before)
    standing.offered = card
    again = standing.press(userid, card[0].label)
    assert "没有再办一次" in again.text
    assert (again.pushes, trail(standing)) == ((), after)
    assert done.settles


@pytest.mark.parametrize("said", ["先不发，改成后天交", "别催了，再等等他们", "先别退，我再看看"])
def test_a_no_with_more_drops_it_and_asks_for_the_rest(standing: County, said: str) -> None:
    before = trail(standing)
    standing.say("Boss", "通知各乡镇：明天交附件8")
    reply = standing.say("Boss", said)
    assert reply.text == "好的，没有发出任何通知。要改了再办的，请把改好的整句再说一遍。"
    assert trail(standing) == before


def test_another_day_changes_the_one_that_is_shown(standing: County) -> None:
    standing.say("Boss", "把附件8截止时间定为1月10日")
    assert "定为2020年1月13日" in standing.say("Boss", "改成1月13日").text
    assert "定为2020年1月13日" in standing.say("Boss", "确认").text


def test_a_no_long_after_settles_the_card_that_shows_the_deed(standing: County) -> None:
    standing.say("Boss", "退回城关镇附件8：缺公章")
    with standing.store.reading() as records:
        kept = records.talks.open("Boss", standing.now)
    assert kept
    card = kept["offered_in"]
    standing.say("Boss", "27个科级干部最多报几个优秀")
    dropped = standing.say("Boss", "先别退了")
    assert dropped.text.startswith("好的，没有退回")
    assert dropped.settles == card != ""


def test_a_yes_of_an_older_release_does_nothing_while_another_deed_waits(
    standing: County,
) -> None:
    standing.say("Boss", "退回城关镇附件8：缺公章")
    old = "confirm_deadline:yes:unit_to_group=2020-01-10"
    assert "这张卡片是先前的" in standing.press_key("Boss", old)
    standing.say("Boss", "不退了")
    assert "已记录" in standing.press_key("Boss", old)


@pytest.mark.parametrize("aside", ASIDES)
def test_after_something_else_a_yes_shows_it_again(standing: County, aside: str) -> None:
    standing.say("Boss", "退回城关镇附件8：缺公章")
    before = trail(standing)
    standing.say("Boss", aside)
    shown = standing.say("Boss", "确认")
    assert "（还没有退回）" in shown.text
    assert trail(standing) == before
    assert standing.say("Boss", "确认").text.startswith("已退回")


def test_after_something_else_its_card_still_holds(standing: County) -> None:
    standing.say("Boss", "退回城关镇附件8：缺公章")
    card = standing.offered
    standing.say("Boss", "27个科级干部最多报几个优秀")
    standing.offered = card
    assert standing.press("Boss", "确认退回").text.startswith("已退回")


def test_after_half_an_hour_it_is_not_done(standing: County) -> None:
    before = trail(standing)
    for minutes in (29, 31):
        standing.say("Boss", "退回城关镇附件8：缺公章")
        card = standing.offered
        # Whoever goes on talking keeps the talk, not the deed.
        for _ in range(2):
            standing.now += timedelta(minutes=minutes / 2)
            standing.say("Boss", "谢谢")
        standing.offered = card
        pressed = standing.press("Boss", "确认退回")
        assert pressed.text.startswith("已退回") == (minutes < 30)
        if minutes < 30:
            standing.hand_in("城关镇", "grade_proposals")
            before = trail(standing)
    assert "没有照它办" in pressed.text
    assert (pressed.card, trail(standing)) == ("已失效", before)


@pytest.mark.parametrize(("userid", "order"), [each for each in ORDERS if each[0] == "Boss"])
def test_another_order_in_between_is_no_answer_to_it(
    standing: County, userid: str, order: str
) -> None:
    """“附件8定在…” while a chase waits sets a day; it is neither its yes nor its narrowing."""
    before = trail(standing)
    standing.say(userid, order)
    card = standing.offered
    shown = standing.say(userid, "附件8定在1月6号下班前")
    assert "截止时间定为2020年1月6日" in shown.text
    standing.offered = card
    assert "这张卡片是先前的" in standing.press(userid, card[0].label).text
    assert trail(standing) == before
    assert "已记录" in standing.say(userid, "1").text


@pytest.mark.parametrize(
    "said",
    ["附件8能不能撤回？", "撤回了怎么办", "可以撤回吗", "不合格的怎么办", "别的单位呢", "不称职"],
)
def test_a_question_is_neither_a_yes_nor_a_no(standing: County, said: str) -> None:
    before = trail(standing)
    standing.say("ClerkCG", "撤回附件8")
    card = standing.offered
    reply = standing.say("ClerkCG", said)
    assert not reply.text.startswith(("已撤回", "好的，没有撤回"))
    assert trail(standing) == before
    standing.offered = card
    assert standing.press("ClerkCG", "确认撤回").text.startswith(("已撤回", "这张卡片是先前的"))


def undone(county: County, userid: str, said: str) -> Reply:
    done = county.say(userid, said)
    assert [option.label for option in done.options] == ["撤销"]
    return county.press(userid, "撤销")


def private(county: County) -> tuple[object, ...]:
    with county.store.reading() as records:
        speaking = records.speaking
        return speaking.snoozed(), speaking.contacts(), speaking.absences_of("ClerkCG")


@pytest.mark.parametrize("said", ["三天后再提醒", "我1月3日到6日请假", "本单位由吴芳负责"])
def test_what_is_small_and_private_is_undone_by_one_tap(county: County, said: str) -> None:
    county.say("ClerkCG", "本单位由周明负责")
    before = private(county)
    assert undone(county, "ClerkCG", said).text.startswith("好的，")
    assert private(county) == before
    assert county.press("ClerkCG", "撤销").text == "已经撤销过了，没有再撤一次。"
    assert private(county) == before


def test_it_cannot_be_undone_by_a_tap_after_ten_minutes(county: County) -> None:
    county.say("ClerkCG", "三天后再提醒")
    county.now += timedelta(minutes=11)
    assert "已经过了十分钟" in county.press("ClerkCG", "撤销").text
    assert "已经恢复" in county.say("ClerkCG", "恢复提醒").text


def test_undoing_leaves_what_was_wished_before(county: County) -> None:
    county.say("ClerkCG", "我1月3日到6日请假")
    county.say("ClerkCG", "三天后再提醒")
    before = private(county)
    undone(county, "ClerkCG", "5天后再提醒")
    undone(county, "ClerkCG", "我1月13日到16日请假")
    undone(county, "ClerkCG", "恢复提醒")
    assert private(county) == before
