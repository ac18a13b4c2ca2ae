"""The notice of 2019 under other ids is the same notice: nothing rests on what a thing is called.

Facts, axes, values, deadlines, topics and silences are all renamed, and with them what the learnt
weights know by these names. Every reply has to be the same to the letter.
"""

import json
import re
import shutil
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, Final

import pytest

from bot.batch import answers, moment
from language import fact_model
from language.reader import Reader
from language.topic_model import FILE, TopicModel
from language.weights import Weights
from rules.loading import load_plan
from rules.plan import Plan
from tests.kit.plans import PLAN, PLAN_2019, ROOT

pytestmark = pytest.mark.slow  # some hundred turns, answered twice

# Ids that are also keys of the format or names of the chat's own; a blind replacement would hit
# those. Papers keep theirs: by them the forms know which of ours reads them.
KEPT: Final = {
    *("form", "grade", "year", "team_grade", "headcount", "other", "none", "open", "member"),
    *("takes_part", "unit_head", "team", "unit", "person", "late", "leave", "rank", "archive"),
    *("rounding", "good", "fair", "poor", "excellent", "leader", "county", "city", "exempt"),
    *("school", "hospital", "enterprise", "village", "township", "vertical", "closed", "head"),
    *("general", "delegated", "station", "training", "retired", "concurrent", "borrowed"),
}
EVERY: Final = 6
# How what the weights know begins where it names a thing of the plan.
_OF_THINGS: Final = (
    *("fact ", "after ", "open "),
    *("text ", "silence ", "found plan:", "found silence:"),
)


def test_every_reply_is_the_same_under_other_names(tmp_path: Path) -> None:
    folder = tmp_path / "2019"
    shutil.copytree(PLAN_2019, folder)
    ids = _ids()
    names = re.compile(rf"(?<![\w]){'(?:' + '|'.join(sorted(ids)) + ')'}(?![\w])", re.ASCII)
    for file in folder.rglob("*.yaml"):
        if file.name != "clauses.yaml":
            text = file.read_text(encoding="utf-8")
            file.write_text(names.sub(_other, text), encoding="utf-8")
    renamed = load_plan(folder)
    assert not set(renamed.facts) & (set(PLAN.facts) - KEPT)
    lines = _questions()
    assert len(lines) > 100
    old = list(answers(lines, PLAN, moment()))
    new = list(answers(lines, renamed, moment(), _reader(renamed, names)))
    differing = [
        f"{was['id']}:\n  {was['text']!r}\n  {now['text']!r}"
        for was, now in zip(old, new, strict=True)
        if _told(was) != _told(now)
    ]
    assert not differing, "\n".join(differing[:5])


def _ids() -> set[str]:
    named = {*PLAN.facts, *PLAN.axes, *PLAN.deadlines, *PLAN.topics, *PLAN.silences}
    for table in (PLAN.facts, PLAN.axes):
        named |= {value for one in table.values() for value in one.values}
    ascii_only = {one for one in named if re.fullmatch(r"[a-z_0-9]+", one)}
    return ascii_only - KEPT - {"true", "false"} - set(PLAN.papers)


def _other(found: re.Match[str]) -> str:
    return f"zz_{found.group(0)}"


def _reader(plan: Plan, names: re.Pattern[str]) -> Reader:
    """One whose learnt weights know the plan's things by their new names."""
    own = Weights.unpacked(FILE.read_bytes())
    told = tuple(names.sub(_other, one) if one.startswith(_OF_THINGS) else one for one in own.told)
    topics = tuple(
        names.sub(_other, one) if one.startswith(("plan:", "silence:")) else one
        for one in own.names
    )
    facts = Weights.unpacked(fact_model.FILE.read_bytes())
    values = tuple(names.sub(_other, one) for one in facts.names)
    return Reader(
        plan,
        TopicModel(plan, replace(own, told=told, names=topics)),
        fact_model.FactModel(plan, replace(facts, names=values)),
    )


def _questions() -> list[str]:
    files = sorted((ROOT / "tests" / "questions").glob("*.jsonl"))
    return [
        line
        for file in files
        # The made-up county's people are told by the facts of the notice of 2019.
        if not file.stem.startswith("talks")
        for line in islice(file.read_text(encoding="utf-8").splitlines(), 0, None, EVERY)
    ]


def _told(reply: dict[str, Any]) -> str:
    """What a user sees; what is decided has other names on purpose."""
    return json.dumps([reply["kind"], reply["clauses"], reply["text"]], ensure_ascii=False)
