"""The trail on the board: every deed in it, read in words, filtered, exported."""

import re
from datetime import timedelta
from html import unescape
from io import BytesIO

import openpyxl

from storage import Records
from storage.views import Act, AuditEntry
from tests.kit.web.board import handed_in, settle, token, words
from tests.kit.web.county import County


def deeds(records: Records) -> list[AuditEntry]:
    """All but the logins."""
    return [each for each in records.audit.entries() if each.act is not Act.LOGGED_IN]


def test_every_step_of_a_paper_is_in_the_trail(county: County) -> None:
    receipt = handed_in(county, "城关镇", "registration", "张伟")
    boss = county.as_member("jiandu")
    path = f"/board/step/{receipt}"
    for to in ("with_section", "filed"):
        county.at += timedelta(minutes=1)
        boss.post(path, data={"token": token(boss), "to": to})
    boss.post("/board/undo", data={"token": token(boss), "receipt": receipt})
    back = f"/board/return/{receipt}"
    boss.post(back, data={"token": token(boss), "reason": "缺公章"})

    with county.store.reading() as records:
        trail = [(e.act, e.by, e.detail["status"]) for e in deeds(records)]
    assert trail == [
        ("returned", "jiandu", "returned"),
        ("moved", "jiandu", "with_section"),
        ("moved", "jiandu", "filed"),
        ("moved", "jiandu", "with_section"),
        ("handed_in", "wangfang", "received"),
    ]
    told = words(boss.get("/audit").text)
    assert (
        f"王芳（wangfang） 上交 城关镇 附件1《县管干部年度考核登记表》第1版（回执号{receipt}）"
        in told
    )
    assert f"转交 城关镇 附件1《县管干部年度考核登记表》第1版归档（回执号{receipt}）" in told
    assert "缺公章" not in told


def test_the_trail_is_read_in_words_filtered_and_exported(county: County) -> None:
    boss = county.as_member("jiandu")
    data = {"token": token(boss), "deadline": "unit_to_group", "day": "2020-01-08"}
    settle(boss, boss.post("/board/dates", data=data).text)
    told = words(boss.get("/audit").text)
    assert (
        "2019年12月25日 10:00 郑监督（jiandu） 定时间 — 考核单位将材料上报至考核组：2020年1月8日"
        in told
    )
    assert "没有符合条件的记录" in boss.get("/audit", params={"who": "王芳"}).text
    assert "没有符合条件的记录" in boss.get("/audit", params={"last": "2019-12-24"}).text
    assert "定时间 —" in words(
        boss.get(
            "/audit",
            params={
                "who": "郑监督",
                "act": "set_date",
                "first": "2019-12-25",
                "last": "2019-12-25",
            },
        ).text
    )

    book = openpyxl.load_workbook(BytesIO(boss.get("/audit.xlsx").content))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows(min_row=3)]  # type: ignore[union-attr]
    assert rows == [
        ["编号", "时间", "谁", "做了什么", "涉及单位", "内容"],
        [
            2,
            "2019-12-25 10:00",
            "郑监督（jiandu）",
            "定时间",
            None,
            "考核单位将材料上报至考核组：2020年1月8日",
        ],
        [1, "2019-12-25 10:00", "郑监督（jiandu）", "登录网页", None, "其他程序"],
    ]
    assert "导出 — 操作记录，共2条" in words(boss.get("/audit").text)


def test_the_trail_goes_on_where_a_page_ended(county: County) -> None:
    with county.store.transaction() as records:
        for day in range(1, 61):
            records.dates.set(
                "2019",
                "unit_to_group",
                county.at.date().replace(year=2020, month=1, day=day % 28 + 1),
                by="jiandu",
                at=county.at,
            )
    boss = county.as_member("jiandu")
    first = boss.get("/audit").text
    assert first.count('<td class="when">') == 50
    older = re.search(r'rel="next" href="([^"]+)"', first)
    assert older
    assert boss.get(unescape(older.group(1))).text.count('<td class="when">') == 11


def test_what_is_fetched_from_the_board_is_in_the_trail(county: County) -> None:
    boss, unit = county.as_member("jiandu"), county.unit_id("城关镇")
    for path in ("/packet/summary.xlsx", f"/packet/unit.zip?unit={unit}", f"/verdicts/{unit}.xlsx"):
        assert boss.get(path).status_code == 200
    assert county.as_member("wangfang").get("/packet/summary.xlsx").status_code == 403

    with county.store.reading() as records:
        trail = [(e.act, e.by, e.subject, e.unit_id) for e in deeds(records)]
    assert trail == [
        ("exported", "jiandu", "逐人判定表", unit),
        ("exported", "jiandu", "单位材料打包", unit),
        ("exported", "jiandu", "全县汇总表", None),
    ]
