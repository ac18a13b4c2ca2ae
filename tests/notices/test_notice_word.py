"""Our own sentences call the notice by its own word, whichever deed, page or form they are on."""

import ast
import json
import shutil
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from bot.batch import answers
from rules.loading import load_plan
from rules.plan import Plan
from rules.plan.called import notice_word
from tests.kit.plans import PLAN_2019, ROOT

_USUAL: Final = "方案"
_ROOMS: Final = ("handlers", "forms", "web", "scheduler", "storage")
_RULES: Final = ("claims.py", "ledger.py", "quota.py", "verdicts.py", "engine")
# Not said of the notice: patterns that read what people write, and the folder itself.
_ELSEWHERE: Final = {
    ("forms/kit/marks.py", r"本(?:文件|材料|资料|报告|通知|方案|名单|件|表|文)"),
    ("forms/kit/word/outline.py", "本提纲是本系统的样稿，不是方案附件"),
    ("forms/decision_slip/page.py", "方案，"),
    ("handlers/dialogue/seasons.py", "年度的考核方案，不能照它答；有的是"),
}
# `silent` puts the word of the notice in the place of this head.
_HEAD: Final = "方案没有写"


def _files() -> Iterator[Path]:
    for room in _ROOMS:
        yield from sorted((ROOT / room).rglob("*.py"))
    for name in _RULES:
        one = ROOT / "rules" / name
        yield from sorted(one.rglob("*.py")) if one.is_dir() else [one]


def _sentences(file: Path) -> Iterator[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        if node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


def test_no_sentence_of_ours_has_the_word_of_one_notice_in_it() -> None:
    found = [
        (str(file.relative_to(ROOT)), said)
        for file in _files()
        for said in _sentences(file)
        if _USUAL in said and not said.startswith(_HEAD)
    ]
    assert [one for one in found if one not in _ELSEWHERE] == []


def test_no_page_has_it() -> None:
    pages = sorted((ROOT / "web" / "templates").rglob("*.html"))
    found = [one.name for one in pages if _USUAL in one.read_text(encoding="utf-8")]
    assert found == []


@pytest.fixture(scope="module")
def ordinance(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """The notice of 2019 as one that calls itself 规定, in whatever of its folder is ours."""
    folder = tmp_path_factory.mktemp("plans") / "2019"
    shutil.copytree(PLAN_2019, folder)
    for file in sorted(folder.rglob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(_USUAL, "规定"), encoding="utf-8")
    return load_plan(folder)


@pytest.mark.slow  # a hundred questions of every role
@pytest.mark.parametrize("role", ["clerk", "cadre", "supervisor"])
def test_no_reply_under_another_word_has_it(ordinance: Plan, role: str) -> None:
    assert notice_word(ordinance) == "规定"
    here = Path(__file__).parent
    lines = [
        one
        for name in ("everyday.txt", "commands.txt")
        for one in (here / name).read_text(encoding="utf-8").splitlines()
        if one and _USUAL not in one
    ]
    items = [json.dumps({"id": one, "as": role, "turns": [{"say": one}]}) for one in lines]
    at = datetime(ordinance.year, 12, 15, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    found = [
        (reply["id"], reply["text"])
        for reply in answers(items, ordinance, at)
        if _USUAL in reply["text"]
    ]
    assert found == []
