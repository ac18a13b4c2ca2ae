"""A human is asked for: what is handed over is shown, goes to the section, and is answered."""

import pytest

from handlers.turn.reply import Kind
from tests.kit.chat import County

QUESTION = "张伟在哪考核"


def test_the_last_messages_are_shown_and_handed_over_after_a_yes(county: County) -> None:
    county.say("ClerkCG", QUESTION)
    shown = county.say("ClerkCG", "转人工")
    assert "（还没有转）" in shown.text
    assert "您的姓名周明（城关镇）" in shown.text
    assert f"您：{QUESTION}\n我：张伟在城关镇考核。" in shown.text
    assert shown.pushes == ()
    sent = county.press("ClerkCG", "转给他们")
    assert [push.to for push in sent.pushes] == ["boss"]
    assert sent.pushes[0].text.startswith("留言第1号：周明（城关镇）找您。")
    assert f"周明：{QUESTION}" in sent.pushes[0].text


def test_nothing_is_handed_over_on_a_no(county: County) -> None:
    county.say("ClerkCG", QUESTION)
    county.say("ClerkCG", "找真人")
    assert county.say("ClerkCG", "算了").text.startswith("好的，没有转")
    assert "没有待办的" in county.say("Boss", "有哪些留言").text


@pytest.mark.parametrize(
    "said",
    [
        "留言：名册里张伟的职务错了",
        "我要留言，名册里张伟的职务错了",
        "给监督股留个言：名册里张伟的职务错了",
    ],
)
def test_words_are_left_alone(county: County, said: str) -> None:
    county.say("ClerkCG", QUESTION)
    shown = county.say("ClerkCG", said).text
    assert "留言：名册里张伟的职务错了" in shown
    assert QUESTION not in shown
    sent = county.press("ClerkCG", "转给他们")
    assert "留言：名册里张伟的职务错了" in sent.pushes[0].text


def test_the_answer_comes_back_into_the_askers_chat(county: County) -> None:
    county.order("WangQiang", "留言：我的挂职日期登记错了")
    assert "留言第1号（12月26日，王强（县财政局））" in county.say("Boss", "有哪些留言").text
    assert "请写明答复" in county.say("Boss", "答复留言1号").text
    shown = county.say("Boss", "答复留言1号：已经改好，请再看一下")
    assert "发给王强吗？" in shown.text
    sent = county.press("Boss", "发出答复")
    assert [push.to for push in sent.pushes] == ["wangqiang"]
    assert sent.pushes[0].text.endswith("（孙正）答复：已经改好，请再看一下")
    assert "没有再办" in county.say("Boss", "答复留言1号：已经改好").text


def test_the_same_is_not_handed_over_twice(county: County) -> None:
    county.order("ClerkCG", "留言：名册错了")
    again = county.order("ClerkCG", "留言：名册错了")
    assert "没有再转一次" in again.text
    assert again.pushes == ()


def test_it_can_be_taken_back(county: County) -> None:
    county.order("ClerkCG", "留言：名册错了")
    assert "没有您提的这一件" in county.say("ClerkCG2", "撤回留言1号").text
    done = county.order("ClerkCG", "撤回留言1号")
    assert "已经撤回，不用再办" in done.pushes[0].text
    assert "已经撤回" in county.say("Boss", "答复留言1号：好的").text


def test_a_supervisor_is_not_sent_to_themselves(county: County) -> None:
    reply = county.say("Boss", "转人工")
    assert reply.text.startswith("您就是干部监督股的")
    assert reply.pending is None


@pytest.mark.parametrize("said", ["不对", "你说错了", "答错了", "说的不对", "不对吧"])
def test_a_doubt_is_put_on_the_list_in_one_tap(county: County, said: str) -> None:
    county.say("ClerkCG", QUESTION)
    asked = county.say("ClerkCG", said)
    assert asked.kind is Kind.CHOICES
    assert f"您问的“{QUESTION}”，哪里不对？" in asked.text
    labels = [option.label for option in asked.options]
    assert labels == ["条款不对", "人的情况不对", "没听懂我问的", "其他"]
    noted = county.press("ClerkCG", "人的情况不对")
    assert "已记下（人的情况不对），反馈第1号" in noted.text
    listed = county.say("Boss", "有哪些反馈").text
    assert "反馈第1号（12月26日，周明（城关镇））：人的情况不对" in listed
    shown = county.say("Boss", "答复反馈1号：已经更正").text
    assert f"周明：{QUESTION}\n助手：张伟在城关镇考核。" in shown
    assert "当作：在哪考核" in shown
    assert county.press("Boss", "发出答复").pushes[0].to == "clerkcg"


def test_a_doubt_is_undone_by_one_tap_and_never_noted_twice(county: County) -> None:
    county.say("ClerkCG", QUESTION)
    county.say("ClerkCG", "不对")
    card = county.offered
    county.press("ClerkCG", "其他")
    county.offered = card
    assert "没有再记一遍" in county.press("ClerkCG", "其他").text
    assert "反馈第1号已撤回" in county.press("ClerkCG", "撤销").text
    assert "没有待办的" in county.say("Boss", "有哪些反馈").text


def test_a_number_chooses_what_is_wrong(county: County) -> None:
    county.say("ClerkCG", QUESTION)
    county.say("ClerkCG", "你说错了")
    assert "没听懂我问的" in county.say("ClerkCG", "3").text


def test_before_any_answer_there_is_nothing_to_doubt(county: County) -> None:
    assert county.say("ClerkCG", "不对").kind is not Kind.CHOICES


def test_a_no_to_a_deed_is_no_doubt(county: County) -> None:
    county.say("ClerkCG", QUESTION)
    county.say("ClerkCG", "留言：名册错了")
    assert county.say("ClerkCG", "不对").text.startswith("好的，没有转")


@pytest.mark.parametrize("userid", ["ClerkCG", "Group1", "WangQiang"])
def test_only_the_section_sees_and_answers(county: County, userid: str) -> None:
    county.order("ClerkCG2", "留言：名册错了")
    for said in ("有哪些留言", "答复留言1号：好的"):
        assert "吴芳" not in county.say(userid, said).text
    with county.store.reading() as records:
        assert [one.number for one in records.matters.open("2019")] == [1]


def test_a_lesson_tells_which_other_questions_it_would_answer(county: County) -> None:
    with county.store.transaction() as records:
        for one in ("家属随军补贴怎么发", "家属随军的补贴怎么发放", "拔河比赛怎么报名"):
            records.unread.note(one, county.now)
    shown = county.say("Boss", "第1条以后这样答：请问县人社局。").text
    assert "还有1条也会这样答：\n第2条" in shown
    assert "拔河" not in shown
