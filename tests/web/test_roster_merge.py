"""A supervisor merges a unit into another: sees all it does, confirms, and it is done once."""

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from handlers.submissions.intake import Target, take
from storage.views import Act
from tests.kit.forms import made
from tests.kit.plans import PLAN
from tests.kit.web.county import ROWS, County
from tests.kit.web.merge import hand_in
from tests.kit.web.roster import hidden
from tests.kit.web.roster_edit import change

TOWN, RIVER = "城关镇", "河口镇"


def post(client: TestClient, path: str, **fields: str) -> Any:
    token = hidden(client.get("/roster/merge").text)["token"]
    return client.post(path, data={"token": token, **fields})


def look(client: TestClient, old: str = RIVER, new: str = TOWN) -> Any:
    return post(client, "/roster/merge", old=old, new=new)


def confirm(client: TestClient, preview: str) -> Any:
    found = dict(re.findall('name="(old|new|shown)" value="([^"]*)"', preview))
    return post(client, "/roster/merge", sure="1", **found)


def test_it_shows_all_it_would_do_and_does_nothing(county: County) -> None:
    hand_in(county, RIVER, "registration", "何平")
    own = hand_in(county, RIVER, "grade_proposals")
    theirs = hand_in(county, TOWN, "grade_proposals")
    with county.store.transaction() as records:
        recheck = {"kind": "notice", "recheck": {"notice": "digest", "unit": own.unit_id}}
        records.outbox.enqueue("a", "lina", recheck, county.at)
    boss = county.as_member("jiandu")
    page = re.sub(r"<[^>]+>|\s+", "", look(boss).text)
    for words in (
        "河口镇还没有并入城关镇，确认后会这样",
        "转到城关镇的人（1人）何平",
        "一起转的企业微信成员（1人）李娜",
        "考核基数：11人，优秀不超过2个→12人，优秀不超过2个",
        "河口镇交过的个人材料1份随人转过去，仍然算数",
        f"下列1份留在河口镇名下备查，在城关镇的清单下面能看到，不算城关镇的：附件8《县管干部2019年度考核等次建议》第1版，回执号{own.receipt}",
        f"请通知单位按并入后的人员重新报送：附件8《县管干部2019年度考核等次建议》第1版（回执号{theirs.receipt}）",
        "等着发给河口镇的1条不发了",
        "河口镇原来归第二考核组，以后归第一考核组；第二考核组已经收着的，请当面交接。",
        "并入以后不能一键撤回",
    ):
        assert words in page
    with county.store.reading() as records:
        assert records.merging.gone() == []
        assert records.roster.latest_changes() == []


def test_confirmed_it_is_done_once_and_both_pages_know(county: County) -> None:
    own, boss = hand_in(county, RIVER, "grade_proposals"), county.as_member("jiandu")
    preview = look(boss).text
    for _ in range(2):
        assert "河口镇已并入城关镇" in confirm(boss, preview).text
    with county.store.reading() as records:
        trail = [(e.by, e.subject) for e in records.audit.entries(act=Act.CHANGED)]
    assert trail == [("jiandu", "单位：河口镇并入城关镇")]
    assert "并入城关镇" in boss.get("/roster/history").text
    assert "河口镇" not in boss.get("/board").text
    assert "河口镇已于2019年12月25日并入城关镇" in boss.get("/roster/merge").text

    for path in ("/board/unit", "/unit"):
        assert "<h1>城关镇</h1>" in boss.get(f"{path}/{own.unit_id}").text

    # Both clerks see one list, and what the other unit handed in of its own below it.
    for userid in ("wangfang", "lina"):
        clerk = county.as_member(userid)
        assert "何平" in clerk.get("/unit").text
        assert own.receipt in clerk.get("/unit").text
        assert clerk.get(f"/receipt/{own.receipt}").status_code == 200
    # The group that looks after the unit it is part of now may see it too; a cadre may not.
    group = county.as_member("kaohezu")
    assert own.receipt in group.get(f"/board/unit/{county.unit_id(TOWN)}").text
    assert group.get(f"/receipt/{own.receipt}").status_code == 200
    assert own.receipt not in county.as_member("zhangwei").get("/unit").text


def test_what_changed_since_it_was_shown_is_shown_again(county: County) -> None:
    boss = county.as_member("jiandu")
    preview = look(boss).text
    hand_in(county, RIVER, "registration", "何平")
    again = confirm(boss, preview).text
    assert "名册或材料在这期间有了变动，还没有并入" in again
    assert "河口镇已并入城关镇" in confirm(boss, again).text


def test_a_file_that_was_looked_into_during_the_merge_is_the_persons_still(
    county: County, tmp_path: Path
) -> None:
    target = Target(county.unit_id(RIVER), "routine_evaluation", county.person_id("何平"))
    boss = county.as_member("jiandu")
    assert "已并入" in confirm(boss, look(boss).text).text
    path = tmp_path / "one"
    path.write_bytes(made.JPG)
    taken = take(county.store, county.plan, target, path, "何平.jpg", "lina", county.at)
    assert taken.handin.unit_id == county.unit_id(TOWN)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("无此镇", TOWN, "没有“无此镇”这个单位"),
        ("", TOWN, "还没有写单位"),
        ("镇镇", "镇", "没有“镇镇”这个单位"),
        (TOWN, "城关", "请选两个不同的单位"),
    ],
)
def test_what_cannot_be_is_said_in_words(county: County, old: str, new: str, words: str) -> None:
    refused = look(county.as_member("jiandu"), old, new)
    assert refused.status_code == 422
    assert words in refused.text


def test_a_unit_with_people_is_not_removed_and_an_empty_one_is_and_comes_back(
    county: County,
) -> None:
    boss = county.as_member("jiandu")
    refused = post(boss, "/roster/remove", old=RIVER)
    assert refused.status_code == 422
    assert "河口镇还有1人（何平）；企业微信成员1人（李娜），没有撤销" in refused.text

    assert "已改好" in change(boss, "person", county.person_id("何平"), "left", sure="1").text
    assert "已改好" in change(boss, "member", "lina", "left", sure="1").text
    assert "还没有撤销河口镇" in post(boss, "/roster/remove", old=RIVER).text
    for _ in range(2):
        assert "河口镇已撤销" in post(boss, "/roster/remove", old=RIVER, sure="1").text
    assert "河口镇" not in boss.get("/board").text
    assert "河口镇在名册里" in post(boss, "/roster/restore", old=RIVER).text
    assert county.unit_id(RIVER)
    with county.store.transaction() as records:
        assert records.roster.import_rows(ROWS, PLAN.facts, dry_run=True).problems == ()


def test_nobody_else_has_the_page(county: County) -> None:
    for userid in ("wangfang", "zhangwei", "kaohezu"):
        client = county.as_member(userid)
        assert client.get("/roster/merge").status_code == 403
        for path in ("/roster/merge", "/roster/remove", "/roster/restore"):
            assert client.post(path, data={"old": RIVER, "new": TOWN}).status_code == 403
