"""Workbooks with bytes knocked over: refused in words or read as they are, never an error."""

import io
import random
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from forms.grade_proposals import check, read
from forms.kit.marking.copy import Unmarkable, marked_copy
from forms.kit.registry import known_forms, recognise
from forms.kit.safe.safety import UnsafeFile, inspect
from tests.kit.forms.county import STANDINGS, TOWNSHIP
from tests.kit.forms.faults import FIVE, NINE, ONE, SIX
from tests.kit.forms.right_forms import Made
from tests.kit.forms.right_proposals import filled
from tests.kit.forms.words import word
from tests.kit.plans import PLAN

# Workbooks and documents by the hundred, checked or marked in child interpreters.
pytestmark = pytest.mark.slow


@cache
def faulty() -> bytes:
    return filled({"G10": "优秀"})


def knocked_over(body: bytes, seed: int) -> bytes:
    """Bytes changed in the zip itself, or in one part that is then packed again."""
    rng = random.Random(seed)
    if seed % 2:
        data = bytearray(body)
        for _ in range(rng.randint(1, 30)):
            data[rng.randrange(len(data))] = rng.randrange(256)
        return bytes(data)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(body)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        hit = rng.choice([name for name in names if name.endswith((".xml", ".rels"))])
        for name in names:
            part = bytearray(old.read(name))
            if name == hit:
                start = rng.randrange(len(part))
                part[start : start + rng.randint(1, 40)] = rng.randbytes(rng.randint(0, 40))
            new.writestr(name, bytes(part))
    return out.getvalue()


@pytest.mark.parametrize("seed", range(40))
def test_a_mutated_workbook_never_passes_by_luck(tmp_path: Path, seed: int) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(knocked_over(faulty(), seed))
    try:
        inspect(path, "附件8.xlsx")
    except UnsafeFile:
        return

    found = check(PLAN, read(PLAN, path), TOWNSHIP, STANDINGS)

    # Still the form with one 优秀 too many, or something worse.
    assert any(problem.must for problem in found)


# Each with a fault that has to be mended: whatever else breaks, it must never come out right.
SPOILT: dict[str, tuple[Made, Callable[[], bytes], str]] = {
    "registration": (ONE, lambda: ONE.filled({"name": "刘洋", "training": None}), "xlsx"),
    "registration in Word": (ONE, lambda: word({"name": "刘洋"}), "docx"),
    "secondee_registration": (SIX, lambda: SIX.filled({"name": "刘洋", "summary": None}), "xlsx"),
    "routine_evaluation": (FIVE, lambda: FIVE.filled({"name": "刘洋", "q1_grade": None}), "xlsx"),
    "material_list": (NINE, lambda: NINE.filled({"unit": "城南镇", "filler": None}), "xlsx"),
}


@cache
def spoilt(name: str) -> bytes:
    return SPOILT[name][1]()


@pytest.mark.parametrize("seed", range(24))
@pytest.mark.parametrize("name", SPOILT)
def test_a_mutated_form_of_any_kind_never_passes_by_luck(
    tmp_path: Path, name: str, seed: int
) -> None:
    made, _, kind = SPOILT[name]
    path = tmp_path / f"form.{kind}"
    path.write_bytes(knocked_over(spoilt(name), seed))
    try:
        inspect(path, f"form.{kind}")
    except UnsafeFile:
        return

    checked = known_forms()[made.paper].check(made.of, path)
    recognise(path, kind, PLAN)  # says what it sees, or None

    assert any(problem.must for problem in checked.problems)


@pytest.mark.parametrize("seed", range(0, 40, 2))
def test_a_mutated_workbook_is_marked_or_refused_in_words(tmp_path: Path, seed: int) -> None:
    path, copy = tmp_path / "form.xlsx", tmp_path / "copy.xlsx"
    path.write_bytes(knocked_over(faulty(), seed))
    found = check(PLAN, read(PLAN, path), TOWNSHIP, STANDINGS)
    try:
        copy.write_bytes(marked_copy(path, found))
    except Unmarkable:
        return

    # The marks change nothing that is read.
    assert check(PLAN, read(PLAN, copy), TOWNSHIP, STANDINGS) == found
