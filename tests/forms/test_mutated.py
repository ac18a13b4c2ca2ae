"""Workbooks with bytes knocked over: refused in words or read as they are, never an error."""

import io
import random
import zipfile
from pathlib import Path

import pytest

from forms.grade_proposals import check, read
from forms.kit.safety import UnsafeFile, inspect
from tests.forms.county import PLAN, STANDINGS, TOWNSHIP
from tests.forms.test_grade_proposals import filled

FAULTY = filled({"G10": "优秀"})


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
    path.write_bytes(knocked_over(FAULTY, seed))
    try:
        inspect(path, "附件8.xlsx")
    except UnsafeFile:
        return

    found = check(PLAN, read(path), TOWNSHIP, STANDINGS)

    # Still the form with one 优秀 too many, or something worse.
    assert any(problem.must for problem in found)
