"""A paper is told on the board as the unit itself reads it."""

import re

from storage.views import HandInStatus
from tests.kit.web.board import words
from tests.kit.web.county import County

PAPER = "grade_proposals"


def handed_in(county: County, status: HandInStatus) -> str:
    blob = county.store.blobs.put([f"{status.value}".encode()])
    with county.store.transaction() as records:
        return records.handins.add(
            county.unit_id("城关镇"), PAPER, None, blob, "附件8.xlsx", "x", "wangfang", county.at,
            status=status, plan_id="2019",
        ).receipt  # fmt: skip


def row(county: County, userid: str = "jiandu") -> str:
    page = county.as_member(userid).get(f"/board/unit/{county.unit_id('城关镇')}").text
    [found] = [each for each in re.findall("<tr>.*?</tr>", page, re.DOTALL) if "附件8" in each]
    return f"<main>{found}</main>"


def test_a_paper_that_failed_the_checks_is_not_told_as_never_handed_in(county: County) -> None:
    assert "未交" in words(row(county))
    receipt = handed_in(county, HandInStatus.FAULTY)

    unit = words(county.as_member("wangfang").get("/unit").text)
    assert "没有通过检查" in unit
    for userid in ("jiandu", "kaohezu"):
        told = row(county, userid)
        assert "没有通过检查 单位 第1版" in words(told)
        assert "未交" not in told
        assert f"/receipt/{receipt}" in told
        # It does not count: there is nothing to take over or return, and it is chased.
        assert "/board/step/" not in told
        assert "/board/return/" not in told
        assert "/board/chase?" in told


def test_a_faulty_version_after_a_right_one_leaves_the_right_one_shown(county: County) -> None:
    receipt = handed_in(county, HandInStatus.CHECKED)
    handed_in(county, HandInStatus.FAULTY)
    told = row(county)
    assert "已核对" in words(told)
    assert f"/receipt/{receipt}" in told
