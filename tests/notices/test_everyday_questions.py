"""What everybody asks, under every notice we have: no crash, and no word of another notice."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest

from bot.batch import answers_on
from language.reader import Reader
from rules.loading import load_plan
from rules.plan import Plan
from storage import Store
from tests.kit.databases import sqlite_store
from tests.kit.notices import FOLDERS, foreign

# A hundred questions of every role under every notice.
pytestmark = pytest.mark.slow

EVERYDAY: Final = (Path(__file__).with_name("everyday.txt")).read_text("utf-8").split("\n")
COMMANDS: Final = (Path(__file__).with_name("commands.txt")).read_text("utf-8").splitlines()
ROLES: Final = ("clerk", "cadre", "supervisor")


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda folder: folder.name)
def plan(request: pytest.FixtureRequest) -> Plan:
    folder: Path = request.param
    return load_plan(folder)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("everyday")
    store = sqlite_store(folder / "empty.db", folder)
    yield store
    store.close()


@pytest.fixture(scope="module")
def reader(plan: Plan) -> Reader:
    return Reader(plan)


def _talk(plan: Plan, reader: Reader, store: Store, role: str, said: list[str]) -> list[Any]:
    item = json.dumps({"id": "talk", "as": role, "turns": [{"say": one} for one in said]})
    at = datetime(plan.year, 12, 10, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    return list(answers_on(store, [item], plan, at, reader))


def _faults(plan: Plan, said: str, reply: dict[str, Any], before: str = "") -> list[str]:
    """What of a reply its own plan does not hold."""
    found = [f"quotes {one}" for one in foreign(reply["text"], plan.root, f"{before}{said}")]
    found += [f"cites {one}" for one in reply["clauses"] if one not in plan.clauses]
    for axis, value in reply["decision"].items():
        if axis not in plan.axes or value not in plan.axes[axis].values:
            found.append(f"decides {axis}={value}")
    return [f"{said}: {one}\n    {reply['text']!r}" for one in found]


@pytest.mark.parametrize("role", ROLES)
def test_a_question_is_answered_from_its_own_notice(
    plan: Plan, reader: Reader, store: Store, role: str
) -> None:
    faults = []
    for said in EVERYDAY:
        if not said:
            continue
        try:
            [reply] = _talk(plan, reader, store, role, [said])
        except Exception as error:  # every question is tried, all crashes are shown
            faults.append(f"{said}: crashed, {error!r}")
        else:
            faults += _faults(plan, said, reply)
    assert not faults, f"{len(faults)} faults:\n" + "\n".join(faults)


@pytest.mark.parametrize("role", ROLES)
def test_a_command_is_answered_whatever_the_notice(
    plan: Plan, reader: Reader, store: Store, role: str
) -> None:
    """Only that: how a command is to be worded is still shown with a paper of 2019."""
    for said in COMMANDS:
        [reply] = _talk(plan, reader, store, role, [said])
        assert reply["text"], said


def test_a_long_talk_stays_with_its_own_notice(plan: Plan, reader: Reader, store: Store) -> None:
    """Each turn has what was said before it in mind; so nothing may be kept that is not its."""
    said = [one for one in EVERYDAY if one]
    whole = "\n".join(said)
    for way in (said, said[::-1], said[1::2] + said[::2]):
        for one, reply in zip(way, _talk(plan, reader, store, "clerk", way), strict=True):
            assert not _faults(plan, one, reply, whole)
