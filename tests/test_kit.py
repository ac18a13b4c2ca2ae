"""What the tests' own tools promise."""

import shutil
import sqlite3
from pathlib import Path

import pytest

from rules.loading import load_plan
from tests.kit import register
from tests.kit.databases import Watched
from tests.kit.notices import ANOTHER_COUNTY
from tests.kit.plans import ROOT
from tests.kit.register import Registers, basis


@pytest.mark.parametrize("touched", ["rules/engine/decide.py", "plans/2019/rules.yaml"])
def test_a_register_is_kept_for_this_code_and_these_data_only(tmp_path: Path, touched: str) -> None:
    for folder in ("rules", "plans"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    before = basis(tmp_path, tmp_path / "plans" / "2019")
    assert before == basis()

    (tmp_path / touched).write_text((tmp_path / touched).read_text("utf-8") + "\n", "utf-8")
    assert basis(tmp_path, tmp_path / "plans" / "2019") != before


def test_a_file_added_changes_the_basis(tmp_path: Path) -> None:
    for folder in ("rules", "plans"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "rules" / "new.py").touch()

    assert basis(tmp_path, tmp_path / "plans" / "2019") != basis()


def test_a_plan_is_walked_through_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = load_plan(ANOTHER_COUNTY)
    first = Registers(tmp_path).of(plan)
    monkeypatch.delattr(register, "verify")

    assert Registers(tmp_path).of(plan) == first


def test_what_others_write_is_seen_at_once(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "a.db", isolation_level=None)
    other.execute("CREATE TABLE kept (what TEXT)")
    watched = Watched(tmp_path / "a.db")
    assert watched.rows() == {"kept": []}

    other.execute("INSERT INTO kept VALUES ('one')")
    assert watched.rows() == {"kept": [("one",)]} == watched.rows()

    other.execute("UPDATE kept SET what = 'two'")
    assert watched.rows() == {"kept": [("two",)]}
    watched.close()
    other.close()
