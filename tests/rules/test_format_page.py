"""The complete example of the format page is a plan that is read, linted and asked."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from language.reader import Reader
from rules.loading import load_plan
from rules.plan import Plan
from rules.plan.chat_lint import chat_findings
from rules.plan.faults import faults
from rules.plan.loader import read_plan
from rules.roster import ImportRows, MemberRow, UnitRow
from tests.kit.chat import County
from tests.kit.databases import sqlite_store
from tests.kit.plans import ROOT

PAGE = ROOT / "docs" / "plan-format.md"
_FILE = re.compile(r"```yaml\n# (\w+\.yaml)\n(.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    folder = tmp_path_factory.mktemp("plans") / "example"
    folder.mkdir()
    for name, text in _FILE.findall(PAGE.read_text(encoding="utf-8")):
        (folder / name).write_text(text, encoding="utf-8")
    assert faults(folder, read_plan) == []
    return load_plan(folder)


def test_it_lacks_nothing_for_the_chat(plan: Plan) -> None:
    kinds = {finding.kind for finding in chat_findings(plan)}
    assert kinds <= {"question_unanswered"}, "a notice without grades has no question of grades"


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("优秀比例是多少", "15%"),
        ("登记表一式几份", "2份"),
        ("登记表什么时候交", "1月10日"),
        ("表一是什么", "登记表"),
        ("抽调到区里5个月的在哪考核", "在区里考核"),
        ("抽调到区里2个月的在哪考核", "在街道考核"),
        ("编外人员参加考核吗", "不参加"),
        ("20个人能评几个优秀", "3"),
        ("4个人能评几个优秀", "1"),
        ("病假半年怎么考核", "没有写"),
    ],
)
def test_it_answers_in_the_chat(plan: Plan, tmp_path: Path, question: str, answer: str) -> None:
    rows = ImportRows(
        units=(UnitRow(2, "柳林街道", "other"),),
        members=(MemberRow(2, "clerk", "经办人", "clerk", "柳林街道"),),
    )
    store = sqlite_store(tmp_path / "kaohe.sqlite3", tmp_path / "data", rows)
    county = County(plan, Reader(plan), store, datetime(2023, 12, 20, 2, tzinfo=UTC))
    assert answer in county.say("clerk", question).text
    store.close()
