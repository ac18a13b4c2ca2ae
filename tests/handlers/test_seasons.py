"""Several seasons at once, in the chat: answered from the plan that is meant, or told plainly."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from uuid import uuid4

import pytest

from handlers.dialogue.seasons import Seasons
from handlers.dialogue.service import respond
from handlers.turn.message import Choice, IncomingMessage
from handlers.turn.reply import VOID, Kind, Reply
from language.reader import Reader
from language.season import season_named
from rules.loading import load_plan
from rules.plan import Plan
from storage.views import Correction, Edit, Entity, SeasonStepKind
from tests.kit.notices import ANOTHER_COUNTY, foreign
from tests.kit.plans import PLAN, reader
from tests.kit.seasons import plan_of
from tests.kit.web.county import SHANGHAI, County, make_county

JANUARY = datetime(2020, 1, 6, 10, tzinfo=SHANGHAI)


@cache
def seasons(*years: int) -> Seasons:
    """That of 2019 runs; readers of the others are kept for all tests."""
    return Seasons(PLAN, reader(), [plan_of(year) for year in years], read_by)


@cache
def read_by(plan: Plan) -> Reader:
    return Reader(plan)


class Talks:
    """What members are told where several seasons are in use."""

    def __init__(self, county: County, used: Seasons) -> None:
        self.county, self.used = county, used

    def say(self, text: str, userid: str = "wangfang") -> Reply:
        return self._told(IncomingMessage(uuid4().hex, userid, "test", JANUARY, text=text))

    def press(self, key: str, userid: str = "wangfang") -> Reply:
        choice = Choice(key, "task")
        return self._told(IncomingMessage(uuid4().hex, userid, "test", JANUARY, choice=choice))

    def _told(self, message: IncomingMessage) -> Reply:
        used = self.used
        return respond(
            message,
            self.county.store,
            used.plan,
            used.reader(used.plan),
            public_url="https://x",
            seasons=used,
        )


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    made = make_county(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def talks(county: County) -> Talks:
    return Talks(county, seasons(2020))


@pytest.mark.parametrize(
    ("text", "years", "rest"),
    [
        ("2018年的怎么报的", (2018,), "怎么报的"),
        ("去年那份", (2019, 2018), ""),
        ("2018年度优秀比例是多少", (2018,), "优秀比例是多少"),
        ("18年的登记表几份", (2018,), "登记表几份"),
        ("张伟2018年在哪考核的", (2018,), "张伟在哪考核的"),
        ("2018年张伟在哪考核", (2018,), "张伟在哪考核"),
        ("按2018年的方案，挂职7个月在哪考核", (2018,), "挂职7个月在哪考核"),
        ("新方案优秀比例是多少", (2020,), "优秀比例是多少"),
        ("明年的登记表几份", (2020,), "登记表几份"),
        ("今年的呢", (2019,), ""),
        ("2017年的方案还能看吗", (2017,), "还能看吗"),
    ],
)
def test_a_season_is_named(text: str, years: tuple[int, ...], rest: str) -> None:
    named = season_named(text, running=2019, known={2018, 2019, 2020}, today=JANUARY.date())
    assert named is not None
    assert (named.years, named.rest) == (years, rest)


@pytest.mark.parametrize(
    "text",
    [
        "去年6月挨了个党内警告，能评优秀吗",
        "去年10月县里派我到石坝乡挂职",
        "去年剩一个优秀没用，今年能不能加上",
        "2018年就来挂职的在哪考核",
        "2018年度考核优秀的能再评吗",
        "2020年1月才退休，还考不考",
        "2018年3月来的，2019年12月走的",
        "登记表一式几份",
    ],
)
def test_a_year_that_dates_something_names_no_season(text: str) -> None:
    assert season_named(text, running=2019, known={2018, 2019, 2020}, today=JANUARY.date()) is None


def test_what_is_asked_of_a_year_is_answered_from_its_plan(talks: Talks) -> None:
    before, after = talks.say("优秀比例是多少"), talks.say("2020年的优秀比例是多少")
    assert "20%" in before.text
    assert "年度考核】" not in before.text
    assert after.text.startswith("【2020年度考核】\n")
    assert "18%" in after.text
    assert "控制在本乡镇和部门乡科级干部总数的20%" not in after.text


def test_the_talk_stays_with_its_season_until_another_is_named(talks: Talks) -> None:
    talks.say("2020年的优秀比例是多少")
    assert talks.say("县派挂职7个月的在哪考核").text.startswith("【2020年度考核】")
    back = talks.say("今年的优秀比例是多少")
    assert ("年度考核】" in back.text, "20%" in back.text) == (False, True)
    assert "年度考核】" not in talks.say("县派挂职7个月的在哪考核").text


def test_the_last_question_is_asked_again_of_another_year(talks: Talks) -> None:
    talks.say("优秀比例是多少")
    again = talks.say("那2020年的呢")
    assert again.text.startswith("【2020年度考核】")
    assert "18%" in again.text


def test_a_year_without_a_question_is_asked_what_about(talks: Talks) -> None:
    asked = talks.say("2020年的呢")
    assert asked.text.startswith("您要问2020年度考核的什么？")
    assert talks.say("优秀比例是多少").text.startswith("【2020年度考核】")


def test_a_year_without_a_plan_is_told(talks: Talks) -> None:
    told = talks.say("2017年的登记表一式几份")
    assert told.kind is Kind.SILENT
    assert "没有2017年度的考核方案" in told.text
    assert "2019年度、2020年度" in told.text


def test_in_january_last_year_may_be_either(county: County) -> None:
    talks = Talks(county, seasons(2018))
    asked = talks.say("去年的优秀比例是多少")
    assert asked.kind is Kind.CHOICES
    assert [one.label for one in asked.options] == ["2018年度", "2019年度"]
    assert talks.press(asked.options[0].key).text.startswith("【2018年度考核】")
    assert talks.say("去年的优秀比例是多少").kind is Kind.CHOICES
    assert "年度考核】" not in talks.say("2").text
    assert talks.press(asked.options[0].key).card == VOID, "nothing waits any more"


def test_a_button_belongs_to_its_season(talks: Talks) -> None:
    asked = talks.say("2020年的方案，县里派来挂职的在哪考核")
    assert asked.kind is Kind.ASK
    talks.say("今年的优秀比例是多少")
    here = talks.say("县里派来挂职的在哪考核")
    assert here.kind is Kind.ASK
    there = talks.press(asked.options[0].key)
    assert there.text.startswith("【2020年度考核】")
    assert "年度考核】" not in talks.press(here.options[0].key).text


def test_links_lead_to_the_pages_of_the_season(talks: Talks) -> None:
    talks.say("2020年的优秀比例是多少")
    links = talks.say("我们单位还差什么材料").links
    assert links
    assert all(link.path.startswith("/season/2020/") for link in links)


def test_another_county_s_plan_beside_this_one(county: County) -> None:
    """Of quite another kind: its answers are its own, and none of its words come from 2019."""
    plan = load_plan(ANOTHER_COUNTY)
    talks = Talks(county, Seasons(PLAN, reader(), [plan], read_by))
    text = "优秀比例是多少"
    told = talks.say(f"{plan.year}年的{text}")
    assert told.text.startswith(f"【{plan.year}年度考核】")
    assert foreign(told.text, ANOTHER_COUNTY, text) == []


def close(county: County, plan_id: str, at: datetime) -> None:
    with county.store.transaction() as records:
        records.seasons.note(plan_id, SeasonStepKind.CLOSED, by="", at=at)


def move(county: County, unit: str, at: datetime) -> None:
    with county.store.transaction() as records:
        id = str(records.roster.people_named("胡军")[0].id)
        wanted = Correction(Entity.PERSON, id, "unit", {"value": unit})
        assert records.roster.correct(wanted, Edit("jiandu", at), PLAN.facts)


def test_a_closed_season_has_the_roster_of_then(county: County) -> None:
    close(county, "2018", datetime(2019, 2, 1, tzinfo=SHANGHAI))
    talks = Talks(county, seasons(2018))
    move(county, "河口镇", JANUARY)
    before, now = talks.say("2018年胡军在哪考核", "jiandu"), talks.say("今年胡军在哪考核", "jiandu")
    assert before.text.startswith("【2018年度考核，已经结束】")
    with county.store.reading() as records:
        then = records.of_season("2018")
        [person] = then.roster.people_named("胡军")
        assert then.roster.unit(person.unit_id).name == "县财政局"
        [person] = records.roster.people_named("胡军")
        assert records.roster.unit(person.unit_id).name == "河口镇"
    assert "名册1月6日改过" not in before.text
    assert "年度考核，已经结束】" not in now.text


def test_nothing_is_done_in_a_closed_season(county: County) -> None:
    close(county, "2018", datetime(2019, 2, 1, tzinfo=SHANGHAI))
    talks = Talks(county, seasons(2018))
    talks.say("2018年的登记表怎么交", "jiandu")
    assert "2018年度考核已于2019年2月1日结束" in talks.say("催一下没交附件8的", "jiandu").text
