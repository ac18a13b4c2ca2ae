"""What was changed of one person stands on a page, with what was ruled before and after."""

import re

from tests.kit.web.county import County
from tests.kit.web.roster_edit import change

DAYS = {"sent_by": "county", "start": "2019-06-28", "end": "2019-09-01"}


def words(page: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", page).split())


def test_each_change_stands_with_its_ruling_before_and_after(county: County) -> None:
    boss, id = county.as_member("jiandu"), county.person_id("胡军")
    path = f"/roster/history?person={id}"
    assert "还没有改过" in boss.get(path).text
    host = county.unit_id("城关镇")
    assert "已改好" in change(boss, "person", id, f"secondment:{host}", sure="1", **DAYS).text
    county.at = county.at.replace(day=26)
    boss = county.as_member("jiandu")
    assert "已改好" in change(boss, "person", id, "post", "县财政局局长助理", "1").text
    assert "已改好" in change(boss, "person", county.person_id("张伟"), "post", "镇长", "1").text

    for page in ("/roster/history", f"/roster/edit?person={id}"):
        assert f'<a href="{path}">这个人的改动记录</a>' in boss.get(page).text
    _, newest, oldest = words(boss.get(path).text.split("<h1>")[1]).split("郑监督")
    assert "现任职务：副局长 → 县财政局局长助理 判定没有因此改变。" in newest
    assert "在城关镇的挂职改动：" in oldest
    assert "在哪里考核： 所挂职乡镇 → 原单位（派出单位）" in oldest
    assert "→ 镇长" not in newest + oldest


def test_who_left_has_a_page_still_and_cannot_be_corrected_from_it(county: County) -> None:
    boss, id = county.as_member("jiandu"), county.person_id("张伟")
    assert "已改好" in change(boss, "person", id, "left", sure="1").text
    page = boss.get(f"/roster/history?person={id}").text
    assert "离开名册" in page
    assert "不在名册" in page
    assert f"/roster/edit?person={id}" not in page


def test_nobody_else_has_it_and_an_unknown_number_is_not_found(county: County) -> None:
    path = f"/roster/history?person={county.person_id('张伟')}"
    for userid in ("wangfang", "zhangwei", "kaohezu"):
        assert county.as_member(userid).get(path).status_code == 403
    for number in ("999999", "x", "-1", "²"):
        assert county.as_member("jiandu").get(f"/roster/history?person={number}").status_code == 404
