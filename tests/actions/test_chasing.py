"""Chasing: whom and what is shown first, nobody is written to twice a day, and that is said."""

from dataclasses import replace

from handlers.notifications.ledger_heads import why_said
from handlers.turn.reply import Reply
from rules.roster import MemberRow
from tests.kit.chat import County
from tests.kit.roster import COUNTY
from tests.kit.speaking_first import at

PROPOSALS = "附件8《县管干部2019年度考核等次建议》"


def queued(county: County, reply: Reply) -> list[str]:
    """What a channel does with the pushes of a reply; to whom they go."""
    with county.store.transaction() as records:
        for push in reply.pushes:
            records.outbox.enqueue(push.key, push.to, {"kind": "text", "text": ""}, county.now)
    return [push.to for push in reply.pushes]


def test_chasing_shows_whom_and_what_before_anything_is_sent(county: County) -> None:
    shown = county.say("Boss", "催一下没交班子总结的")
    assert shown.pushes == ()
    assert shown.text.splitlines() == [
        "将提醒下列2个单位各一人（还没有发出）：",
        "· 城关镇：领导班子工作总结 → 周明",
        "· 县财政局：领导班子工作总结 → 郑好",
        "下列2个单位不会发：",
        "· 柳河镇：领导班子工作总结（请电话告知：名册里没有登记政工人事）",
        "· 县教育局：领导班子工作总结（请电话告知：名册里没有登记政工人事）",
        "发送吗？",
    ]
    county.hand_in("县财政局", "team_summary", by="ClerkCZ")

    sent = county.press("Boss", "发送提醒")

    # What came in between showing and sending is not chased.
    assert [push.to for push in sent.pushes] == ["clerkcg"]
    assert sent.pushes[0].text == (
        "【城关镇】县委组织部干部监督股提醒，下列材料还没有收到：\n· 《领导班子工作总结》"
    )
    again = county.press("Boss", "发送提醒")
    assert (again.pushes, again.text) == (
        (),
        "这件事刚才已经定了，没有再办一次：已提醒城关镇。同一件事一天只提醒一次。",
    )


def test_a_chase_and_a_return_go_to_the_clerk_who_is_there(county: County) -> None:
    county.hand_in("城关镇", "grade_proposals")
    county.say("ClerkCG", "我12月25日到28日请假")
    assert "→ 吴芳" in county.say("Boss", "催一下城关镇没交班子总结的").text
    assert [push.to for push in county.press("Boss", "发送提醒").pushes] == ["clerkcg2"]

    returned = county.order("Boss", "退回城关镇附件8：缺公章")
    assert [push.to for push in returned.pushes] == ["clerkcg2"]
    assert "已通知该单位政工人事吴芳。" in returned.text


def test_where_every_clerk_is_away_the_supervisor_is_told_to_call(county: County) -> None:
    county.say("ClerkCZ", "我12月25日到28日请假")
    why = "郑好：12月25日至12月28日请假"

    shown = county.say("Boss", "催一下财政局没交班子总结的")
    assert (shown.options, shown.text) == (
        (),
        f"都没有可以发送的，没有发出提醒：\n· 县财政局：领导班子工作总结（请电话告知：{why}）",
    )
    county.hand_in("县财政局", "team_summary", by="ClerkCZ")
    returned = county.order("Boss", "退回财政局班子总结：缺公章")
    assert returned.pushes == ()
    assert f"该单位没有能收到消息的政工人事（{why}），请电话告知。" in returned.text


def test_a_unit_at_its_ceiling_is_not_chased_and_why_is_said(county: County) -> None:
    county.order("Boss", "每个单位今年最多发1条消息")
    with county.store.transaction() as records:
        [town] = records.roster.unit_named("城关镇")
        records.speaking.note_said("a", "2019", "clerkcg", town.id, "催交提醒", county.now)
    shown = county.say("Boss", "催一下没交班子总结的")
    assert "· 城关镇：领导班子工作总结（本季收到的消息已到县里定的上限1条）" in shown.text
    assert [push.to for push in county.press("Boss", "发送提醒").pushes] == ["clerkcz"]


def test_a_unit_that_asked_for_silence_is_chased_knowingly(county: County) -> None:
    county.say("ClerkCG", "三天后再提醒")
    shown = county.say("Boss", "催一下城关镇没交班子总结的")
    assert "→ 周明（该单位说过12月29日前先不用提醒）" in shown.text
    assert [push.to for push in county.press("Boss", "发送提醒").pushes] == ["clerkcg"]


def test_what_a_unit_says_to_its_own_people_is_no_burden_of_the_county(county: County) -> None:
    county.order("Boss", "每个单位今年最多发1条消息")
    county.say("ClerkCG", "帮我催一下还没交述职报告的人")
    [push] = county.press("ClerkCG", "发送提醒").pushes
    assert why_said(push.key) == "本单位催交"
    with county.store.transaction() as records:
        [town] = records.roster.unit_named("城关镇")
        why = why_said(push.key)
        records.speaking.note_said(push.key, "2019", push.to, town.id, why, county.now)
    assert "城关镇：领导班子工作总结 → 周明" in county.say("Boss", "催一下没交班子总结的").text


def test_a_chase_can_be_dropped(county: County) -> None:
    county.say("Boss", "提醒城关镇下午五点前补交附件8")
    reply = county.press("Boss", "不发")
    assert (reply.text, reply.pushes) == ("好的，没有发出任何提醒。", ())


def test_a_chase_names_only_the_unit_asked_for(county: County) -> None:
    county.say("Boss", "提醒城关镇下午五点前补交附件8")
    sent = county.press("Boss", "发送提醒")
    assert [push.to for push in sent.pushes] == ["clerkcg"]
    assert PROPOSALS in sent.pushes[0].text


def test_a_clerk_chases_people_of_the_own_unit_only(county: County) -> None:
    shown = county.say("ClerkCG", "帮我催一下还没交述职报告的人")
    assert "· 王强：个人述职述法报告 → 王强" in shown.text
    assert [push.to for push in county.press("ClerkCG", "发送提醒").pushes] == ["wangqiang"]
    assert "您只能查看和办理本单位" in county.say("ClerkCG", "催一下财政局没交的").text
    assert county.say("WangQiang", "催一下没交的人").pushes == ()


def test_a_pressed_button_gives_no_more_than_the_presser_may(county: County) -> None:
    """A card's key travels through the channel; it must not be a way round the roles."""
    county.say("Boss", "催一下没交班子总结的")
    assert county.press("ClerkCZ", "发送提醒").pushes == ()
    assert county.press("WangQiang", "发送提醒").pushes == ()


def test_a_second_chase_says_before_and_after_who_was_chased_today(county: County) -> None:
    county.say("Boss", "催一下城关镇没交班子总结的")
    assert queued(county, county.press("Boss", "发送提醒")) == ["clerkcg"]

    shown = county.say("Boss", "催一下没交班子总结的")
    assert shown.text.splitlines()[:4] == [
        "将提醒下列1个单位各一人（还没有发出）：",
        "· 县财政局：领导班子工作总结 → 郑好",
        "下列3个单位不会发：",
        "· 城关镇：领导班子工作总结（今天已经提醒过周明，不再发）",
    ]
    assert queued(county, county.press("Boss", "发送提醒")) == ["clerkcz"]

    assert county.press("Boss", "发送提醒").pushes == ()
    everybody = county.say("Boss", "催一下没交班子总结的")
    assert everybody.options == ()
    assert everybody.text.startswith("都没有可以发送的，没有发出提醒：\n· 城关镇：")


def test_what_was_shown_before_another_chase_says_who_was_left_out(county: County) -> None:
    with county.store.transaction() as records:
        second = replace(
            COUNTY, members=(*COUNTY.members, MemberRow(8, "Boss2", "何平", "干部监督股"))
        )
        assert records.roster.import_rows(second, county.plan.facts).problems == ()
    county.say("Boss", "催一下没交班子总结的")
    both = county.offered
    county.say("Boss2", "催一下城关镇没交班子总结的")
    queued(county, county.press("Boss2", "发送提醒"))
    county.offered = both
    sent = county.press("Boss", "发送提醒")
    assert queued(county, sent) == ["clerkcz"]
    assert sent.text == ("已提醒县财政局。城关镇今天已经提醒过，没有再发。同一件事一天只提醒一次。")


def test_more_papers_and_another_day_are_another_matter(county: County) -> None:
    county.say("Boss", "催一下城关镇没交班子总结的")
    queued(county, county.press("Boss", "发送提醒"))
    assert "· 城关镇：" in county.say("Boss", "催一下城关镇没交的").text.partition("不会发")[0]
    assert queued(county, county.press("Boss", "发送提醒")) == ["clerkcg"]
    # What is left of what was chased for today already.
    county.hand_in("城关镇", "grade_proposals")
    assert "今天已经提醒过周明" in county.say("Boss", "催一下城关镇没交的").text
    county.now = at("2019-12-27 10:00")
    assert "→ 周明" in county.say("Boss", "催一下城关镇没交班子总结的").text


def test_a_clerk_hears_as_well_who_was_chased_today(county: County) -> None:
    county.say("ClerkCG", "帮我催一下还没交述职报告的人")
    assert queued(county, county.press("ClerkCG", "发送提醒")) == ["wangqiang"]
    told = county.say("ClerkCG", "帮我催一下还没交述职报告的人").text
    assert "· 王强：个人述职述法报告（今天已经提醒过，不再发）" in told
