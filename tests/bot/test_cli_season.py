"""`kaohe season` as typed, from closing to erasing, and what it refuses on the way."""

import os
import re
import time
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from bot.cli import run, season
from bot.clock import Clock
from bot.opening import local_settings, opened
from rules.roster import MemberRow
from storage.views import Act
from tests.kit.databases import import_rows
from tests.kit.roster import COUNTY

# Each test reads whole plans from their files, as the command does.
pytestmark = pytest.mark.slow
CONTENT = "%PDF-1.4 周密的述职述法报告".encode() * 40


@pytest.fixture
def kaohe(monkeypatch, tmp_path, capsys):
    """Runs a command in an empty folder; gives its exit code, output and complaints."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> tuple[int, str, str]:
        code = run(["season", *arguments])
        found = capsys.readouterr()
        assert "Traceback" not in found.err
        return code, found.out, found.err

    return command


@pytest.fixture
def county(kaohe) -> str:
    """A paper is handed in; gives its receipt."""
    now = Clock().now()
    with opened(local_settings()) as store:
        blob = store.blobs.put([CONTENT])
        with store.transaction() as records:
            import_rows(records, COUNTY)
            [unit] = records.roster.unit_named("城关镇")
            [person] = records.roster.people_named("张伟", unit.id)
            kept = records.handins.add(
                unit.id, "duty_report", person.id, blob, "张伟.pdf", "application/pdf",
                "ClerkCG", now, plan_id="2019",
            )  # fmt: skip
    return kept.receipt


def later(monkeypatch, days: int) -> None:
    class Later(Clock):
        def now(self) -> datetime:
            return super().now() + timedelta(days=days)

    monkeypatch.setattr(season, "Clock", Later)


def test_from_closing_to_erasing(kaohe, county, tmp_path: Path, monkeypatch) -> None:
    assert "没有办过结束" in kaohe("status")[1]
    early = kaohe("erase", "2019", "--yes")
    assert (early[0], "kaohe season close 2019" in early[2]) == (1, True)

    shown = kaohe("close", "2019")
    assert (shown[0], "还差" in shown[1], "--yes" in shown[1]) == (0, True, True)
    assert "没有办过结束" in kaohe("status")[1], "shown only"
    assert kaohe("close", "2019", "--yes")[0] == 0
    twice = kaohe("close", "2019", "--yes")
    assert (twice[0], "不用再办" in twice[2]) == (1, True)

    not_archived = kaohe("erase", "2019", "--yes")
    assert (not_archived[0], "没有导出档案" in not_archived[2]) == (1, True)
    code, out, _ = kaohe("archive", "2019", "档案.zip")
    assert (code, "都核对过" in out) == (0, True)
    assert "没有覆盖" in kaohe("archive", "2019", "档案.zip")[2]
    with zipfile.ZipFile(tmp_path / "档案.zip") as archive:
        names = archive.namelist()
        [paper] = [name for name in names if name.startswith("上交材料/城关镇/")]
        assert archive.read(paper) == CONTENT
        assert ("张伟" in paper, county in paper) == (True, True)
        assert {"目录.xlsx", "汇总表.xlsx", "操作记录.xlsx", "校验.txt"} < set(names)
        sheet = openpyxl.load_workbook(BytesIO(archive.read("目录.xlsx"))).active
        assert sheet is not None
        assert [cell.value for cell in sheet[3]][-1] == paper
    assert (tmp_path / "档案.zip").stat().st_mode & 0o077 == 0

    too_soon = kaohe("erase", "2019", "--yes")
    assert (too_soon[0], "要保存365天" in too_soon[2]) == (1, True)
    later(monkeypatch, 366)
    shown = kaohe("erase", "2019")
    assert (shown[0], "上交的材料1条" in shown[1]) == (0, True)
    with opened(local_settings()) as store, store.reading() as records:
        assert records.handins.by_receipt(county) is not None, "shown only"
        assert store.blobs.names() != []
    age(tmp_path)
    code, out, _ = kaohe("erase", "2019", "--yes")
    assert (code, "上交的材料1条" in out, "1个文件" in out) == (0, True, True)
    with opened(local_settings()) as store, store.reading() as records:
        assert records.handins.by_receipt(county) is None
        assert store.blobs.names() == []
        assert len(records.roster.units()) == 5
        left = [each.subject for each in records.audit.entries(act=Act.SEASON)]
    assert left == ["2019:erased", "2019:archived"]
    told = kaohe("status")[1]
    assert "清除个人信息：上交的材料1条" in told
    assert "张伟" not in told
    no_way_back = kaohe("reopen", "2019", "--yes")
    assert (no_way_back[0], "已经清除" in no_way_back[2]) == (1, True)


def age(folder: Path) -> None:
    long_ago = time.time() - 366 * 24 * 3600
    for path in (folder / "var" / "data" / "blobs").glob("??/*"):
        os.utime(path, (long_ago, long_ago))


def test_opened_again_it_has_to_be_archived_again(kaohe, county, monkeypatch) -> None:
    assert kaohe("close", "2019", "--yes")[0] == 0
    assert kaohe("archive", "2019", "a.zip")[0] == 0
    assert kaohe("reopen", "2019", "--yes")[0] == 0
    assert kaohe("close", "2019", "--yes")[0] == 0
    later(monkeypatch, 400)
    assert "没有导出档案" in kaohe("erase", "2019", "--yes")[2]


def test_a_paper_whose_file_is_gone_is_told(kaohe, county, tmp_path: Path) -> None:
    for path in (tmp_path / "var" / "data" / "blobs").glob("??/*"):
        path.unlink()
    code, out, _ = kaohe("archive", "2019", "a.zip")
    assert (code, "有1份材料的文件在服务器上找不到" in out) == (0, True)


@pytest.mark.parametrize("step", ["close", "reopen", "archive", "erase"])
def test_another_season_is_refused(kaohe, step: str) -> None:
    code, _, err = kaohe(step, "2018")
    assert (code, "KAOHE_PLAN" in err) == (2, True)


def test_the_time_it_is_kept_has_a_floor(kaohe, monkeypatch) -> None:
    monkeypatch.setenv("KAOHE_RETENTION_DAYS", "30")
    code, _, err = kaohe("status")
    assert (code, "不少于180天" in err) == (2, True)


@pytest.mark.parametrize("step", ["close", "reopen", "archive", "erase"])
def test_the_season_has_to_be_named(kaohe, step: str) -> None:
    code, _, err = kaohe(step)
    assert (code, f"kaohe season {step} 2019" in err) == (2, True)


def test_two_people_agree_where_the_county_wants_that(kaohe, county, monkeypatch) -> None:
    with opened(local_settings()) as store, store.transaction() as records:
        second = MemberRow(2, "second", "副股长", "supervisor")
        import_rows(records, replace(COUNTY, members=(*COUNTY.members, second)))
        two = records.members.supervisors()
        records.speaking.set("2019", "two_people", {"on": True}, by="boss", at=Clock().now())

    def codes() -> list[str]:
        with opened(local_settings()) as store, store.reading() as records:
            sent = [one for one in records.outbox.in_state("waiting") if "season-code" in one.key]
            claimed = {one.id: one for one in sent}
        with opened(local_settings()) as store, store.transaction() as records:
            found = records.outbox.claim("test", Clock().now() + timedelta(days=999), limit=99)
        return [
            re.findall(r"验证码 (\d{8}) ", str(one.payload["text"]))[0]
            for one in found
            if one.id in claimed
        ]

    code, _, said = kaohe("close", "2019", "--yes")
    assert (code, "各发了一个验证码" in said) == (1, True)
    first = codes()
    assert len(first) == len(two) == 2
    for wrong in ("12345678", first[0], f"{first[0]},{first[0]}", f"{first[0]},12345678"):
        code, _, said = kaohe("close", "2019", "--yes", "--codes", wrong)
        assert (code, "验证码不对" in said) == (1, True)
    assert "没有办过结束" in kaohe("status")[1]
    assert kaohe("close", "2019", "--yes", "--codes", "，".join(first))[0] == 0
    with opened(local_settings()) as store, store.reading() as records:
        [step] = records.seasons.steps("2019")
    assert all(one.userid in step.by for one in two)

    assert kaohe("archive", "2019", "档案.zip")[0] == 0
    later(monkeypatch, 400)
    assert "没有发过" in kaohe("erase", "2019", "--yes", "--codes", ",".join(first))[2]
    assert "各发了一个验证码" in kaohe("erase", "2019", "--yes")[2]
    assert kaohe("erase", "2019", "--yes", "--codes", ",".join(codes()))[0] == 0
