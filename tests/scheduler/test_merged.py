"""A unit merged, renamed or removed mid-season: nothing lost, nothing said twice."""

from datetime import date

import pytest

from rules.roster import ImportRows, MemberRow
from storage.views import Correction, Edit, Entity, OpenCard
from tests.kit.roster import COUNTY
from tests.kit.speaking_first import Bot, at

DEADLINE = "unit_to_group"
TOWN, RIVER = "城关镇", "柳河镇"
BOSS = "Boss"


@pytest.fixture
def season(quiet_bot: Bot) -> Bot:
    """Both towns have a clerk; only 城关镇 owes papers."""
    quiet_bot.confirm(DEADLINE, date(2020, 1, 5))
    rows = ImportRows(members=(MemberRow(2, "ClerkLH", "贺来", "clerk", RIVER),))
    with quiet_bot.store.transaction() as records:
        assert records.roster.import_rows(rows, quiet_bot.plan.facts).problems == ()
    return quiet_bot


def unit_id(bot: Bot, name: str) -> int:
    with bot.store.reading() as records:
        return records.roster.unit_named(name)[0].id


def merge(bot: Bot, old: str, new: str, now: str) -> None:
    ids = unit_id(bot, old), unit_id(bot, new)
    with bot.store.transaction() as records:
        assert records.merging.merge(*ids, Edit(BOSS, at(now))) is not None


def correct(bot: Bot, wanted: Correction, now: str) -> None:
    with bot.store.transaction() as records:
        assert records.roster.correct(wanted, Edit(BOSS, at(now)), {})


def receivers(sent: list[tuple[str, str]]) -> list[str]:
    return [to for to, _ in sent]


def test_a_digest_queued_for_a_merged_unit_comes_from_the_other_one_once(season: Bot) -> None:
    season.queue("2020-01-02 09:58")  # 柳河镇 owes nothing: its rung is over
    merge(season, TOWN, RIVER, "2020-01-02 09:58")
    assert season.send("2020-01-02 09:59") == []
    [(to, text)] = season.tick("2020-01-02 10:01")
    assert to == "clerklh"
    assert text.startswith("【柳河镇】")
    assert "李红" in text
    assert season.tick("2020-01-02 10:02") == []
    assert receivers(season.tick("2020-01-03 09:58")) == ["clerklh"]


def give_river_somebody(bot: Bot) -> None:
    with bot.store.transaction() as records:
        [person] = records.roster.people_named("李红")
        edit = Edit(BOSS, at("2020-01-01 10:00"))
        assert records.roster.correct(
            Correction(Entity.PERSON, str(person.id), "unit", {"value": RIVER}), edit, {}
        )


def test_of_two_digests_queued_for_units_that_became_one_one_is_sent(season: Bot) -> None:
    give_river_somebody(season)
    season.queue("2020-01-02 09:58")
    merge(season, RIVER, TOWN, "2020-01-02 09:58")
    [(to, text)] = season.send("2020-01-02 09:59")
    assert to == "clerkcg"
    assert "李红" in text
    assert season.tick("2020-01-02 10:02") == []


def test_two_units_merged_at_once_bring_the_third_one_digest(season: Bot) -> None:
    give_river_somebody(season)
    season.queue("2020-01-02 09:58")
    for old in (TOWN, RIVER):
        merge(season, old, "县财政局", "2020-01-02 09:58")
    times = ("09:59", "10:01", "10:02", "10:03")
    sent = [each for time in times for each in season.tick(f"2020-01-02 {time}")]
    assert receivers(sent) == ["clerkcz"]
    assert all(name in sent[0][1] for name in ("李红", "张伟"))


def test_a_card_on_a_screen_turns_once_the_other_unit_has_everything(season: Bot) -> None:
    assert receivers(season.tick("2020-01-02 09:58")) == ["clerkcg"]
    season.hand_in(TOWN, "registration", "李红")
    merge(season, TOWN, RIVER, "2020-01-02 10:01")
    assert season.tick("2020-01-02 10:02") == []  # what is missing is missing still
    season.hand_in_everything(RIVER)
    [(to, _)] = season.tick("2020-01-02 11:01")
    assert (to, season.channel.payloads[-1].get("label")) == ("clerkcg", "已收到")
    assert season.tick("2020-01-02 11:02") == []


def test_papers_handed_in_before_the_merge_are_not_asked_for_again(season: Bot) -> None:
    season.hand_in_everything(TOWN)
    merge(season, TOWN, RIVER, "2020-01-01 10:00")
    [(_, text)] = season.tick("2020-01-02 09:58")
    # Those of people count; those of the unit itself are to be brought for all who are there now.
    assert "李红" not in text
    assert "附件8" in text


def test_a_card_of_a_unit_that_was_removed_says_that_nothing_is_owed(season: Bot) -> None:
    school, now = unit_id(season, "县第一中学"), at("2020-01-02 10:01")
    card = OpenCard("k", "clerkcg", school, (DEADLINE,), "code", "m", now)
    with season.store.transaction() as records:
        records.speaking.opened(card, "2019")
        assert records.merging.remove(school, Edit(BOSS, now))
    season.tick("2020-01-02 10:02")
    assert season.channel.payloads[-1].get("label") == "不用再交"


def test_a_digest_queued_for_a_renamed_unit_goes_out_once_under_its_new_name(season: Bot) -> None:
    season.queue("2020-01-02 09:58")
    town = str(unit_id(season, TOWN))
    with season.store.transaction() as records:
        edit = Edit(BOSS, at("2020-01-02 09:58"))
        assert records.roster.correct(
            Correction(Entity.UNIT, town, "name", {"value": "城关街道"}), edit, {}
        )
    [(_, text)] = season.send("2020-01-02 09:59")
    assert text.startswith("【城关街道】")
    assert season.tick("2020-01-02 10:02") == []


def test_a_clerk_corrected_away_with_a_digest_queued_leaves_it_to_the_second(season: Bot) -> None:
    season.queue("2020-01-02 09:58")
    correct(season, Correction(Entity.MEMBER, "ClerkCG", "left", {}), "2020-01-02 09:58")
    assert receivers(season.send("2020-01-02 09:59")) == ["clerkcg2"]
    assert season.tick("2020-01-02 10:02") == []


def test_a_clock_that_jumped_ahead_over_a_merge_and_back_repeats_nothing(season: Bot) -> None:
    assert receivers(season.tick("2020-01-02 09:58")) == ["clerkcg"]
    merge(season, TOWN, RIVER, "2020-01-02 10:01")
    assert receivers(season.tick("2020-01-03 09:58")) == ["clerklh"]
    assert season.tick("2020-01-02 10:05") == []
    assert season.tick("2020-01-03 09:59") == []


def test_an_import_that_comes_twice_with_a_digest_queued_sends_it_once(season: Bot) -> None:
    season.queue("2020-01-02 09:58")
    for _ in range(2):
        with season.store.transaction() as records:
            edit = Edit(BOSS, at("2020-01-02 09:58"))
            done = records.roster.import_rows(COUNTY, season.plan.facts, edit=edit)
            assert done.changed == ()
    assert receivers(season.send("2020-01-02 09:59")) == ["clerkcg"]
    assert season.tick("2020-01-02 10:02") == []
