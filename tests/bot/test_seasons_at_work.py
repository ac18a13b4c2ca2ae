"""Several seasons in one service: files, reminders and commands find the one they are of."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from bot.cli import run
from bot.clock import StoppedClock
from bot.deliver import Sender
from bot.seasons import SeasonsAtWork
from forms.kit.registry import known_forms
from handlers.dialogue.service import Seasons
from handlers.submissions.intake import occasion
from handlers.submissions.service import FilesOfSeasons
from handlers.turn.message import Choice, IncomingMessage
from handlers.turn.reply import Reply
from language.reader import Reader
from storage.views import HandIn, SeasonStepKind
from tests.kit.forms import made as file_made
from tests.kit.plans import PLAN, reader
from tests.kit.seasons import folder_of, plan_of
from tests.kit.speaking_first import Recorder
from tests.kit.web.county import SHANGHAI, County, make_county


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    made = make_county(tmp_path)
    (tmp_path / "in").mkdir()
    yield made
    made.store.close()


@pytest.fixture
def files(county: County, tmp_path: Path) -> FilesOfSeasons:
    return FilesOfSeasons(county.store, PLAN, tmp_path / "in", None, (plan_of(2020), plan_of(2018)))


def message(county: County, **more: object) -> IncomingMessage:
    blank = IncomingMessage(uuid4().hex, "wangfang", "test", county.at)
    return replace(blank, **more)  # type: ignore[arg-type]  # fields of the message


def send(county: County, files: FilesOfSeasons, name: str, body: bytes, text: str = "") -> Reply:
    path = county.folder / "in" / f"{uuid4().hex}.part"
    path.write_bytes(body)
    return files.arrived(message(county, text=text), path, name)


def taken(county: County, plan_id: str) -> list[HandIn]:
    with county.store.reading() as records:
        return records.handins.county(plan_id=plan_id)


def form_of_zhang(county: County, year: int) -> bytes:
    plan = PLAN if year == 2019 else plan_of(year)
    with county.store.reading() as records:
        unit = records.roster.unit_named("城关镇")[0]
        of = occasion(plan, records, unit, county.person_id("张伟"), county.at.date())
    return known_forms()["registration"].template(of)


@pytest.mark.parametrize("year", [2018, 2019, 2020])
def test_a_form_goes_where_its_year_says(county: County, files: FilesOfSeasons, year: int) -> None:
    told = send(county, files, "张伟.xlsx", form_of_zhang(county, year))
    assert {each: len(taken(county, each)) for each in ("2018", "2019", "2020")} == {
        **dict.fromkeys(("2018", "2019", "2020"), 0),
        str(year): 1,
    }
    assert told.text.startswith(f"【{year}年度考核】") is (year != 2019)
    assert all(one.path.startswith(f"/season/{year}/") is (year != 2019) for one in told.links)


@pytest.mark.parametrize(
    ("name", "text", "plan_id"),
    [
        ("张伟2020年度登记表.pdf", "", "2020"),
        ("张伟登记表.pdf", "这是2020年度的", "2020"),
        ("张伟登记表.pdf", "", "2019"),
        ("张伟登记表20200105.pdf", "", "2019"),
        ("张伟2017年度登记表.pdf", "", "2019"),
    ],
)
def test_a_scan_goes_where_it_is_said_to(
    county: County, files: FilesOfSeasons, name: str, text: str, plan_id: str
) -> None:
    send(county, files, name, file_made.pdf(), text)
    assert len(taken(county, plan_id)) == 1
    assert sum(len(taken(county, each)) for each in ("2018", "2019", "2020")) == 1


def test_a_file_that_waits_keeps_its_season(county: County, files: FilesOfSeasons) -> None:
    asked = send(county, files, "2020年度扫描.pdf", file_made.pdf())
    assert asked.text.startswith("【2020年度考核】\n收到文件")
    told = files.answers(message(county, text="这是张伟的登记表"))
    assert told is not None
    assert told.text.startswith("【2020年度考核】\n已收到")
    assert len(taken(county, "2020")) == 1
    asked = send(county, files, "2020年度扫描2.pdf", file_made.pdf() + b"%")
    for option in asked.options[:1]:
        files.answers(message(county, choice=Choice(option.key, "task")))


def test_a_closed_season_takes_no_file(county: County, files: FilesOfSeasons) -> None:
    with county.store.transaction() as records:
        records.seasons.note("2018", SeasonStepKind.CLOSED, by="", at=county.at)
    told = send(county, files, "张伟.xlsx", form_of_zhang(county, 2018))
    assert "2018年度考核已于" in told.text
    assert taken(county, "2018") == []


def test_each_season_reminds_of_its_own(county: County) -> None:
    due = datetime(2020, 12, 24, 9, 58, tzinfo=SHANGHAI)
    at_work = SeasonsAtWork(
        county.store,
        Seasons(PLAN, reader(), [plan_of(2020)], Reader),
        "https://x",
        StoppedClock(due),
    )
    deadline = next(
        id
        for id, one in plan_of(2020).deadlines.items()
        if any(p.deadline == id for p in plan_of(2020).papers.values()) and one.effective
    )
    with county.store.transaction() as records:
        records.dates.set("2020", deadline, date(2020, 12, 25), by="jiandu", at=county.at)
    at_work.tick()
    channel = Recorder()
    Sender(county.store, channel, StoppedClock(due), at_work.recheck, at_work.note_sent).drain()
    to_clerk = [text for to, text in channel.got if to == "wangfang"]
    assert len(to_clerk) == 1
    assert to_clerk[0].startswith("【2020年度考核】\n")
    assert "https://x/season/2020/" in json.dumps(channel.payloads)
    with county.store.reading() as records:
        assert [one.userid for one in records.speaking.said("2020")].count("wangfang") == 1
        assert records.speaking.said("2019") == []


@pytest.fixture
def kaohe(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Runs a command where 2020 is in use beside 2019."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KAOHE_OTHER_PLANS", str(folder_of(2020, tmp_path)))

    def command(*arguments: str) -> tuple[int, str, str]:
        code = run(list(arguments))
        found = capsys.readouterr()
        return code, found.out, found.err

    return command


@pytest.mark.slow
def test_the_command_line_knows_them_all(kaohe) -> None:
    asked = kaohe("ask", "2020年的优秀比例是多少", "--at", "2020-01-06T10:00")
    assert (asked[0], asked[1].startswith("【2020年度考核】"), "18%" in asked[1]) == (0, True, True)
    assert kaohe("season", "close", "2020", "--yes")[0] == 0
    _, out, _ = kaohe("season", "status")
    assert "2019年度考核（方案 2019）：进行中" in out
    assert "2020年度考核（方案 2020）：\n" in out
    assert "结束" in out.partition("2020年度考核")[2]
    refused = kaohe("season", "close", "2017")
    assert (refused[0], "“2019”“2020”" in refused[2]) == (2, True)
    assert "上交（2020年度）" in kaohe("status")[1]


@pytest.mark.slow
def test_two_plans_of_one_year_are_refused(
    kaohe, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    twin = folder_of(2019, tmp_path / "again")
    monkeypatch.setenv("KAOHE_OTHER_PLANS", str(twin))
    code, _, err = kaohe("status")
    assert (code, "分不清问的是哪一个" in err) == (2, True)
    monkeypatch.setenv("KAOHE_OTHER_PLANS", "1999")
    code, _, err = kaohe("status")
    assert (code, "KAOHE_OTHER_PLANS 填得不对：找不到方案“1999”" in err) == (2, True)
