"""What supervisors steer from chat: notices, today's reminders, lessons, the trail."""

import pytest

from handlers.turn.reply import Kind
from tests.kit.chat import County

UNKNOWN = "述职会上的茶水由谁准备"


def test_a_notice_shows_whom_before_anything_is_sent(county: County) -> None:
    shown = county.say("Boss", "通知各乡镇：明天下午3点前把附件8交齐。OK？")

    assert [option.label for option in shown.options] == ["发送通知", "不发"]
    assert shown.pushes == ()
    assert "将通知下列1个单位各一人（还没有发出）：\n城关镇" in shown.text
    assert "联系不上、请电话告知：柳河镇。" in shown.text
    assert "内容：明天下午3点前把附件8交齐。OK？" in shown.text

    sent = county.press("Boss", "发送通知")
    [push] = sent.pushes
    assert push.to == "clerkcg"
    assert push.text.startswith("【通知】城关镇：明天下午3点前把附件8交齐。OK？")
    assert push.key.startswith("announce:2019:")


def test_the_older_card_pressed_again_sends_nothing(county: County) -> None:
    county.say("Boss", "通知各乡镇：明天交附件8")
    sent = county.press("Boss", "发送通知")
    [push] = sent.pushes
    with county.store.transaction() as records:
        assert records.outbox.enqueue(push.key, push.to, {"kind": "text"}, county.now)
    county.say("Boss", "通知各乡镇：明天交附件8")
    again = county.press("Boss", "发送通知")

    assert sent.text.startswith("正在发送给1个单位，没有送到的会告诉您。")
    assert (push.author.casefold(), push.whom) == ("boss", "城关镇周明")
    assert again.text.startswith("这条通知已经发过了，没有重复发送。")
    assert again.pushes == ()


def test_no_notice_goes_out_after_a_no(county: County) -> None:
    county.say("Boss", "通知县财政局：请来领表")
    assert county.press("Boss", "不发").pushes == ()


def test_a_notice_to_a_unit_whose_budget_is_used_up_is_not_sent(county: County) -> None:
    with county.store.transaction() as records:
        [unit] = records.roster.unit_named("县财政局")
        records.speaking.set("2019", "ceiling", {"messages": 1}, by="Boss", at=county.now)
        records.speaking.note_said("a", "2019", "clerkcz", unit.id, "催交提醒", county.now)

    shown = county.say("Boss", "通知县财政局：请来领表")

    assert shown.options == ()
    assert "已到县里定的上限（1条），不会发：县财政局" in shown.text


def test_a_group_writes_to_its_own_units_only(county: County) -> None:
    assert "城关镇" in county.say("Group1", "通知各单位：后天去你们那里").text
    other = county.say("Group1", "通知县财政局：后天去你们那里")
    assert other.options == ()
    assert "归您管的单位" in other.text


@pytest.mark.parametrize(
    "text",
    [
        "通知各乡镇：明天交表",
        "今天提醒了谁",
        "谁问了什么没答上来",
        "导出操作记录",
        "第1条以后这样答：请报监督股研究",
    ],
)
@pytest.mark.parametrize("userid", ["ClerkCG", "WangQiang"])
def test_others_are_refused_in_words(county: County, userid: str, text: str) -> None:
    reply = county.say(userid, text)
    assert (reply.kind, reply.options, reply.links) == (Kind.ACTION, (), ())
    assert "由县委组织部干部监督股办理，您这边不能操作" in reply.text


def test_whom_we_reminded_today_is_told_from_the_ledger(county: County) -> None:
    assert county.say("Boss", "今天提醒了谁").text == "12月26日没有发出提醒。"
    with county.store.transaction() as records:
        for name, userid, key in (("城关镇", "clerkcg", "a"), ("县财政局", "clerkcz", "b")):
            unit = records.roster.unit_named(name)[0].id
            records.speaking.note_said(key, "2019", userid, unit, "催交提醒", county.now)

    assert county.say("Boss", "今天提醒了谁").text == (
        "12月26日发出2条提醒和通知：\n"
        "· 城关镇：催交提醒 → 周明（10:00）\n"
        "· 县财政局：催交提醒 → 郑好（10:00）"
    )
    assert "县财政局" not in county.say("Group1", "今天提醒了哪些单位").text


@pytest.mark.parametrize("said", ["1", "好", "确认", "是", "不发"])
def test_a_bare_answer_where_nothing_was_asked_says_so(county: County, said: str) -> None:
    reply = county.say("Boss", said)
    assert (reply.kind, reply.options) == (Kind.OFF, ())
    assert reply.text == (
        "现在没有等您答复的事（可能已经办完，或者隔得久了）。要问什么、办什么，请直接说，"
        "例如“哪些单位的材料没交齐”“待批复”“谁问了什么没答上来”。"
    )
    assert "我们单位还差什么材料" in county.say("ClerkCG", said).text


def test_questions_are_listed_in_the_order_of_their_numbers_without_bare_answers(
    county: County,
) -> None:
    county.say("ClerkCG", UNKNOWN)
    # Something is offered, which a bare yes does not choose from.
    county.say("ClerkCG", "确认")
    with county.store.transaction() as records:
        records.unread.note("1", county.now)  # as kept in earlier times
        records.unread.note("会场的茶水由谁准备", county.now)
    listed = county.say("Boss", "谁问了什么没答上来").text.splitlines()
    assert listed[0].startswith("近一个月有2条没有答上来")
    assert listed[1:3] == [
        f"第1条（12月26日）：{UNKNOWN}",
        "第3条（12月26日）：会场的茶水由谁准备",
    ]
    assert listed[3] == "要定答法，回复“第1条以后这样答：……”。"
    assert "会场的茶水由谁准备" in county.say("Boss", "第3条以后这样答：请问县人社局").text


def test_a_question_nobody_could_read_is_answered_once_a_supervisor_has_said_how(
    county: County,
) -> None:
    before = county.say("ClerkCG", UNKNOWN)
    assert before.kind is Kind.SILENT

    listed = county.say("Boss", "谁问了什么没答上来")
    assert f"第1条（12月26日）：{UNKNOWN}" in listed.text
    assert "周明" not in listed.text

    shown = county.say("Boss", "第1条以后这样答：茶水不归考核管，请问县人社局")
    assert "请核对（还没有记）" in shown.text
    assert county.say("ClerkCG", UNKNOWN).text == before.text
    county.say("Boss", "第1条以后这样答：茶水不归考核管，请问县人社局")
    county.press("Boss", "确认这样答")

    after = county.say("ClerkCZ", "请问述职会上的茶水该由谁准备")
    assert (after.kind, after.clauses) == (Kind.ANSWER, ())
    assert after.text == (
        "茶水不归考核管，请问县人社局\n依据：县委组织部干部监督股2019年12月26日答复，"
        "方案本身没有写。"
    )

    assert "已撤销" in county.order("Boss", "撤销第1条答法").text
    assert county.say("ClerkCG", UNKNOWN).kind is Kind.SILENT


def test_a_lesson_may_point_to_an_answer_of_the_plan(county: County) -> None:
    topic = next(iter(county.plan.topics.values()))
    county.say("ClerkCG", UNKNOWN)
    county.say("Boss", f"第1条以后这样答：{topic.title}")
    county.press("Boss", "确认这样答")

    reply = county.say("ClerkCG", UNKNOWN)
    assert reply.kind is Kind.ANSWER
    assert set(topic.clauses) <= set(reply.clauses)


def test_what_a_lesson_denies_it_does_not_answer(county: County) -> None:
    county.say("ClerkCG", UNKNOWN)
    county.say("Boss", "第1条以后这样答：请问县人社局")
    county.press("Boss", "确认这样答")

    assert county.say("ClerkCG", "述职会上的茶水怎么没准备").kind is not Kind.ANSWER


def test_what_is_taught_and_taken_back_is_in_the_trail(county: County) -> None:
    county.say("ClerkCG", UNKNOWN)
    county.say("Boss", "第1条以后这样答：请问县人社局")
    county.press("Boss", "确认这样答")
    county.order("Boss", "撤销第1条答法")

    with county.store.reading() as records:
        trail = [(e.by, e.subject, e.detail) for e in records.audit.entries() if e.act == "taught"]
    assert trail == [
        ("boss", "lesson:1", {"withdrawn": True}),
        ("boss", "lesson:1", {"topic": "own_words"}),
    ]


def test_the_trail_is_offered_as_a_workbook(county: County) -> None:
    reply = county.say("Boss", "导出操作记录")
    assert [link.path for link in reply.links] == ["/audit.xlsx", "/audit"]


def test_who_chased_and_wrote_is_in_the_trail_without_the_words(county: County) -> None:
    county.say("Boss", "催一下城关镇没交的附件8")
    county.press("Boss", "发送提醒")
    county.say("Boss", "通知城关镇：明天下午来开会")
    county.press("Boss", "发送通知")

    with county.store.reading() as records:
        unit = records.roster.unit_named("城关镇")[0].id
        trail = [
            (e.by, e.subject, e.unit_id, e.detail)
            for e in records.audit.entries()
            if e.act == "chased"
        ]
    assert trail == [
        ("boss", "通知", unit, {"number": 1, "units": [unit]}),
        ("boss", "催报", unit, {"number": 1, "units": [unit], "paper": "grade_proposals"}),
    ]


def test_chasing_for_whatever_is_missing_sends_after_the_yes(county: County) -> None:
    shown = county.say("Boss", "催一下没交的")
    assert "附件1" in shown.text
    sent = county.press("Boss", "发送提醒")
    assert [push.to for push in sent.pushes] == ["clerkcg", "clerkcz"]


@pytest.mark.parametrize("text", ["各单位进度", "哪些单位没交附件8", "第一考核组的情况"])
@pytest.mark.parametrize("userid", ["ClerkCG", "WangQiang"])
def test_whoever_may_see_one_unit_is_told_so_when_asking_for_several(
    county: County, userid: str, text: str
) -> None:
    reply = county.say(userid, text)
    assert "您只能查看和办理本单位" in reply.text
    assert "柳河镇" not in reply.text


def test_a_notice_without_receivers_is_asked_for_and_is_no_chase(county: County) -> None:
    reply = county.say("Boss", "发通知：明天开会")
    assert (reply.options, reply.pushes) == ((), ())
    assert "要通知谁、通知什么？" in reply.text
