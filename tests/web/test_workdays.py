"""Days of work and rest unlike the calendar's: set and taken back on the page of deadlines."""

from datetime import date

import pytest

from handlers.notifications.workdays import workdays_of
from tests.kit.web.county import County
from tests.kit.web.roster import hidden

FRIDAY = date(2020, 1, 17)


def set_day(county: County, day: str, works: str, userid: str = "jiandu") -> str:
    client = county.as_member(userid)
    token = hidden(client.get("/board/dates").text)["token"]
    data = {"token": token, "day": day, "works": works}
    return str(client.post("/board/workdays", data=data).text)


def works(county: County) -> bool:
    with county.store.reading() as records:
        return workdays_of(county.plan, records).is_workday(FRIDAY)


def test_a_day_of_rest_is_set_once_seen_and_taken_back(county: County) -> None:
    assert works(county)
    assert "2020年1月17日（星期五），休息。提醒的日子随之重新算" in set_day(
        county, FRIDAY.isoformat(), "rest"
    )
    assert "本来就是这样，没有再改" in set_day(county, FRIDAY.isoformat(), "rest")
    assert not works(county)
    boss = county.as_member("jiandu")
    assert "2020年1月17日（星期五）　休息" in boss.get("/board/dates").text

    assert "照全国日历。提醒的日子随之重新算" in set_day(county, FRIDAY.isoformat(), "usual")
    assert works(county)
    assert "现在全照全国日历" in boss.get("/board/dates").text
    trail = boss.get("/audit").text
    assert trail.count("2020年1月17日休息") == 1
    assert trail.count("2020年1月17日照全国日历") == 1


@pytest.mark.parametrize(
    ("day", "value", "words"),
    [
        ("", "rest", "请填年月日，再选上班或休息"),
        ("2020-02-30", "rest", "没有看明白，没有改"),
        (FRIDAY.isoformat(), "holiday", "没有看明白，没有改"),
        ("2202-01-17", "rest", "离现在太远，没有改"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_set(
    day: str, value: str, words: str, county: County
) -> None:
    assert words in set_day(county, day, value)
    assert works(county)


@pytest.mark.parametrize("userid", ["wangfang", "zhangwei", "kaohezu"])
def test_only_the_section_sets_days(userid: str, county: County) -> None:
    client = county.as_member(userid)
    data = {"token": "x", "day": FRIDAY.isoformat(), "works": "rest"}
    assert client.post("/board/workdays", data=data).status_code == 403
    assert works(county)
