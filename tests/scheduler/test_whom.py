"""Whom a message goes to, how many there may be, and who hears of what is overdue."""

from datetime import date

import pytest

from rules.roster import ImportRows, MemberRow, UnitRow
from storage.tables import PersonTable, UnitTable
from tests.kit.speaking_first import Bot, at

JANUARY_5 = date(2020, 1, 5)
DEADLINE = "unit_to_group"


def receivers(sent: list[tuple[str, str]]) -> list[str]:
    return [to for to, _ in sent]


def unit_id(bot: Bot, name: str) -> int:
    with bot.store.reading() as records:
        return records.roster.unit_named(name)[0].id


def test_a_clerk_who_leaves_is_not_written_to(quiet_bot: Bot) -> None:
    quiet_bot.confirm(DEADLINE, JANUARY_5)
    quiet_bot.queue("2020-01-02 09:58")
    moved = ImportRows(members=(MemberRow(2, "ClerkCG", "周明", "clerk", "柳河镇"),))
    with quiet_bot.store.transaction() as records:
        assert records.roster.import_rows(moved, quiet_bot.plan.facts).problems == ()
    [(to, text)] = quiet_bot.send("2020-01-02 09:59")
    assert to == "clerkcg2"
    assert "【城关镇】" in text


def test_who_wecom_refuses_is_passed_over_for_the_second_clerk_at_once(quiet_bot: Bot) -> None:
    quiet_bot.confirm(DEADLINE, JANUARY_5)
    quiet_bot.channel.refusing.add("clerkcg")
    assert receivers(quiet_bot.tick("2020-01-02 09:58")) == ["clerkcg2"]
    assert receivers(quiet_bot.tick("2020-01-03 09:58")) == ["clerkcg2"]


def test_when_wecom_refuses_every_clerk_the_section_hears_of_it(quiet_bot: Bot) -> None:
    quiet_bot.confirm(DEADLINE, JANUARY_5)
    quiet_bot.channel.refusing |= {"clerkcg", "clerkcg2"}
    assert quiet_bot.tick("2020-01-02 09:58") == []
    [(to, text)] = quiet_bot.tick("2020-01-02 09:59")
    assert to == "boss"
    assert "· 城关镇（周明：没有许可；吴芳：没有许可）" in text
    quiet_bot.channel.refusing.clear()
    with quiet_bot.store.transaction() as records:
        records.members.mark_reachable("clerkcg2")
    assert receivers(quiet_bot.tick("2020-01-02 10:03")) == ["clerkcg2"]


def test_who_is_on_leave_is_passed_over_and_written_to_again_afterwards(quiet_bot: Bot) -> None:
    quiet_bot.confirm(DEADLINE, JANUARY_5)
    with quiet_bot.store.transaction() as records:
        now = at("2019-12-31 10:00")
        records.speaking.leave("ClerkCG", date(2020, 1, 1), date(2020, 1, 2), now)
    assert receivers(quiet_bot.tick("2020-01-02 09:58")) == ["clerkcg2"]
    assert receivers(quiet_bot.tick("2020-01-03 09:58")) == ["clerkcg"]


def test_leave_of_everybody_is_told_with_its_days(quiet_bot: Bot) -> None:
    quiet_bot.confirm(DEADLINE, JANUARY_5)
    with quiet_bot.store.transaction() as records:
        for userid in ("ClerkCG", "ClerkCG2"):
            records.speaking.leave(
                userid, date(2020, 1, 2), date(2020, 1, 3), at("2020-01-01 10:00")
            )
    [(_, text)] = quiet_bot.tick("2020-01-02 09:58")
    assert "周明：1月2日至1月3日请假" in text


def test_the_clerk_a_unit_named_is_written_to_first(quiet_bot: Bot) -> None:
    quiet_bot.confirm(DEADLINE, JANUARY_5)
    town = unit_id(quiet_bot, "城关镇")
    with quiet_bot.store.transaction() as records:
        records.speaking.name_contact(town, "ClerkCG2", "ClerkCG", at("2020-01-01 10:00"))
    assert receivers(quiet_bot.tick("2020-01-02 09:58")) == ["clerkcg2"]


@pytest.mark.parametrize("queued_before", [False, True])
def test_a_unit_that_asked_for_silence_is_left_alone_until_then(
    quiet_bot: Bot, queued_before: bool
) -> None:
    quiet_bot.confirm(DEADLINE, date(2020, 1, 10))  # rungs on the 7th, the 9th and the day itself
    town = unit_id(quiet_bot, "城关镇")
    if queued_before:
        quiet_bot.queue("2020-01-07 09:58")
    with quiet_bot.store.transaction() as records:
        records.speaking.snooze(town, date(2020, 1, 8), "ClerkCG", at("2020-01-07 09:58"))
    assert quiet_bot.tick("2020-01-07 10:01") == []
    [(_, text)] = quiet_bot.tick("2020-01-08 09:58")
    assert "补发" not in text


def test_silence_does_not_cover_the_day_of_the_deadline(quiet_bot: Bot) -> None:
    quiet_bot.confirm(DEADLINE, date(2020, 1, 10))
    town = unit_id(quiet_bot, "城关镇")
    with quiet_bot.store.transaction() as records:
        records.speaking.snooze(town, date(2020, 1, 16), "ClerkCG", at("2020-01-09 09:00"))
    assert quiet_bot.tick("2020-01-09 09:58") == []
    assert receivers(quiet_bot.tick("2020-01-10 09:58")) == ["clerkcg"]
    assert quiet_bot.tick("2020-01-13 09:58") == []


def test_at_the_ceiling_only_the_day_itself_is_said_and_the_section_told_once(
    quiet_bot: Bot,
) -> None:
    quiet_bot.confirm(DEADLINE, JANUARY_5)
    with quiet_bot.store.transaction() as records:
        records.speaking.set("2019", "ceiling", {"messages": 1}, by="b", at=at("2019-12-26 10:00"))
    assert receivers(quiet_bot.tick("2019-12-30 09:58")) == ["clerkcg"]
    [(to, text)] = quiet_bot.tick("2020-01-02 09:58")
    assert (to, text.splitlines()[0]) == (
        "boss",
        "下列1个单位今年收到的消息已到上限1条，之后只在截止当天提醒：",
    )
    assert receivers(quiet_bot.tick("2020-01-03 09:58")) == ["clerkcg"]
    assert quiet_bot.tick("2020-01-06 09:58") == []


def test_every_message_that_arrived_is_in_the_ledger_once(quiet_bot: Bot) -> None:
    quiet_bot.confirm(DEADLINE, JANUARY_5)
    quiet_bot.tick("2020-01-02 09:58")
    quiet_bot.tick("2020-01-03 09:58")
    with quiet_bot.store.reading() as records:
        said = [(each.userid, each.why) for each in records.speaking.said("2019")]
    assert said == [("boss", "截止时间待确认"), *[("clerkcg", "催交提醒")] * 2]


def test_a_renamed_unit_is_called_by_its_new_name_and_reminded_once(quiet_bot: Bot) -> None:
    quiet_bot.confirm(DEADLINE, JANUARY_5)
    quiet_bot.queue("2020-01-02 09:58")
    town = unit_id(quiet_bot, "城关镇")
    with quiet_bot.store.transaction() as records:
        row = records._session.get(UnitTable, town)
        assert row is not None
        row.name = "城关街道"
    [(_, text)] = quiet_bot.tick("2020-01-02 09:59")
    assert "【城关街道】" in text


def test_people_who_move_to_another_unit_are_named_to_that_unit(quiet_bot: Bot) -> None:
    quiet_bot.confirm(DEADLINE, JANUARY_5)
    quiet_bot.queue("2020-01-02 09:58")
    with quiet_bot.store.transaction() as records:
        [person] = records.roster.people_named("李红")
        row = records._session.get(PersonTable, person.id)
        assert row is not None
        row.unit_id = records.roster.unit_named("柳河镇")[0].id
    new = ImportRows(members=(MemberRow(2, "ClerkLH", "贺来", "clerk", "柳河镇"),))
    with quiet_bot.store.transaction() as records:
        records.roster.import_rows(new, quiet_bot.plan.facts)
    assert "李红" not in dict(quiet_bot.tick("2020-01-02 09:59"))["clerkcg"]
    sent = dict(quiet_bot.tick("2020-01-03 09:58"))
    assert "李红" not in sent["clerkcg"]
    assert "李红" in sent["clerklh"]


def test_the_packet_is_chased_where_it_lies(quiet_bot: Bot) -> None:
    quiet_bot.confirm(DEADLINE, JANUARY_5)
    quiet_bot.confirm("group_to_section", date(2020, 1, 8))
    quiet_bot.hand_in_everything("城关镇")
    # Three working days before the 8th: the unit has delivered, its group holds everything.
    [(to, text)] = quiet_bot.tick("2020-01-03 09:58")
    assert to == "group1"
    assert text.splitlines() == [
        (
            "【第一考核组】下列单位的材料已经交到考核组，还没有转交县委组织部干部监督股，"
            "1月8日（星期三）截止，还有5天："
        ),
        "· 城关镇：15件",
    ]
    with quiet_bot.store.transaction() as records:
        for handin in records.handins.county(plan_id="2019"):
            records.handins.pass_on(handin.id, "group1", handin.at)
    assert quiet_bot.tick("2020-01-07 09:58") == []


def test_groups_and_then_the_section_hear_of_what_is_overdue(quiet_bot: Bot) -> None:
    quiet_bot.confirm(DEADLINE, JANUARY_5)
    for day in ("2020-01-06", "2020-01-07", "2020-01-08"):
        assert receivers(quiet_bot.tick(f"{day} 09:58")) == ["clerkcg"]
    [(to, text)] = quiet_bot.tick("2020-01-09 09:58")
    assert to == "group1"
    assert text.splitlines() == [
        "【第一考核组】下列1个单位的材料还没有交齐，截止时间1月5日已经过了：",
        "· 城关镇：附件1（2份）、附件5（4份）、附件6（2份）、附件8、附件9",
        "已经提醒过这些单位，请考核组帮助了解情况。",
    ]
    [(to, text)] = quiet_bot.tick("2020-01-10 09:58")
    assert to == "boss"
    assert text.splitlines() == [
        "截止时间1月5日已经过了，按考核组看还有：",
        "· 第一考核组：1个单位，还差10件",
        "看各单位：“哪些单位的材料没交齐”。",
    ]


def test_units_without_papers_are_never_written_to(quiet_bot: Bot) -> None:
    quiet_bot.confirm(DEADLINE, JANUARY_5)
    rows = ImportRows(
        units=(UnitRow(2, "空镇", "乡镇"),),
        members=(MemberRow(2, "ClerkKong", "孔一", "clerk", "空镇"),),
    )
    with quiet_bot.store.transaction() as records:
        assert records.roster.import_rows(rows, quiet_bot.plan.facts).problems == ()
    told = {
        to
        for day in ("2019-12-30", "2020-01-02", "2020-01-03", "2020-01-06", "2020-01-09")
        for to, _ in quiet_bot.tick(f"{day} 09:58")
    }
    assert told == {"clerkcg", "group1"}


def test_a_card_keeps_a_link_to_the_page_when_its_buttons_are_gone(quiet_bot: Bot) -> None:
    quiet_bot.confirm(DEADLINE, JANUARY_5)
    quiet_bot.tick("2020-01-02 09:58")
    [card] = [
        each["template_card"] for each in quiet_bot.channel.payloads if each["kind"] == "card"
    ]
    url = card["button_list"][0]["url"]
    assert [line["url"] for line in card["horizontal_content_list"]] == [url]
    assert card["card_action"] == {"type": 1, "url": url}


def test_a_group_none_of_whom_can_be_reached_is_passed_over_and_the_section_hears_of_it(
    quiet_bot: Bot,
) -> None:
    quiet_bot.confirm(DEADLINE, JANUARY_5)
    with quiet_bot.store.transaction() as records:
        first, last, now = date(2020, 1, 9), date(2020, 1, 20), at("2020-01-08 10:00")
        records.speaking.leave("Group1", first, last, now)
    for day in ("2020-01-06", "2020-01-07", "2020-01-08"):
        assert receivers(quiet_bot.tick(f"{day} 09:58")) == ["clerkcg"]
    assert quiet_bot.tick("2020-01-09 09:58") == []
    [(to, text)] = quiet_bot.tick("2020-01-10 09:58")
    assert to == "boss"
    assert "· 第一考核组：1个单位，还差10件" in text
