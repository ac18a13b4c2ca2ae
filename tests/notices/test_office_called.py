"""The office is called in our sentences as its own notice calls it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from language.reader import Reader
from rules.loading import load_plan
from rules.roster import ImportRows, MemberRow, UnitRow
from tests.kit.chat import County
from tests.kit.databases import sqlite_store
from tests.kit.notices import FOLDERS
from tests.kit.plans import PLAN, ROOT

ROWS = ImportRows(
    units=(UnitRow(2, "第一单位", "other"),),
    members=(
        MemberRow(2, "clerk", "经办人", "clerk", "第一单位"),
        MemberRow(3, "boss", "负责人", "supervisor"),
    ),
)


def test_by_its_short_name_where_the_plan_has_no_other() -> None:
    assert PLAN.office_called == "干部监督股"
    assert load_plan(ROOT / "tests" / "notices" / "qinghe_township").office_called == "镇党建办"
    school = load_plan(ROOT / "tests" / "notices" / "binjiang_school")
    assert school.office_called == school.office


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_reply_names_the_office_of_2019(folder: Path, tmp_path: Path) -> None:
    plan = load_plan(folder)
    store = sqlite_store(tmp_path / "kaohe.sqlite3", tmp_path / "data", ROWS)
    county = County(plan, Reader(plan), store, datetime(plan.year, 12, 20, 2, tzinfo=UTC))
    said = [
        county.say("boss", "我是谁").text,
        county.say("boss", "找人工").text,
        county.say("boss", "转交第一单位的材料").text,
        county.say("clerk", "我请假60天").text,
        county.say("clerk", "三天后再提醒").text,
        county.say("clerk", "催一下没交的").text,
    ]
    store.close()
    assert plan.office_called in said[0]
    assert not [one for one in said if "监督股" in one]
