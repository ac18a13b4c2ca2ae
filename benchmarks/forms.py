"""What a form costs from the file to the answer: check, marked copy, and our process's memory.

python -m benchmarks.forms            times of one 附件8 with sixty rows, and memory
python -m benchmarks.forms OF FILE    the memory alone that one step takes, for the above
"""

import io
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl

from forms.grade_proposals.form import FORM
from forms.grade_proposals.reader import read
from forms.kit import workbook
from forms.kit.changes import changes
from forms.kit.form import Occasion
from forms.kit.marking.copy import Unmarkable, write_marked
from forms.kit.problem import Problem
from forms.kit.registry import recognise
from forms.kit.safe import child
from forms.kit.safe.safety import UnsafeFile, inspect
from forms.kit.standing import Candidate, ThisUnit, standings
from rules.loading import load_plan
from rules.plan import Given

PLAN = Path(__file__).parent.parent / "plans" / "2019"
NAME = "附件8.xlsx"
ROWS, TIMES = 60, 15
TWENTY = 20 * 1024 * 1024
FAULT = Problem("A1", "试一试", example="对的")


def occasion() -> Occasion:
    """A made-up township of sixty."""
    plan, unit = load_plan(PLAN), ThisUnit("城关镇")
    given = {"works_at": Given("township", "roster"), "position": Given("team_member", "roster")}
    people = [Candidate(n, f"张{chr(0x4E00 + n)}", unit.name, "副镇长", given) for n in range(ROWS)]
    return Occasion(plan, unit, standings(plan, unit, people), date(2019, 12, 25))


def filled(of: Occasion) -> bytes:
    """Twelve 优秀, and every tenth score is no number."""
    book = openpyxl.load_workbook(io.BytesIO(FORM.template(of)))
    sheet: Any = book.worksheets[0]
    first = next(cell.row for cell in sheet["B"] if cell.value == of.people[0].person.name)
    for row in range(first, first + ROWS):
        sheet[f"E{row}"], sheet[f"F{row}"] = 92.5 if row % 10 else "九十", "有"
        sheet[f"G{row}"] = "优秀" if row < first + 12 else "称职"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_picture(book: bytes) -> bytes:
    """The same with a picture that makes it 20 MB; a picture does not compress."""
    out = io.BytesIO(book)
    with zipfile.ZipFile(out, "a") as whole:
        whole.writestr("xl/media/image1.png", random.Random(1).randbytes(TWENTY - len(book)))
    return out.getvalue()


def with_texts(letters: int) -> bytes:
    """Nearly as many cells as are read, each of so many letters that do not compress."""
    dice = random.Random(2)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("a")
    for _ in range(4999):
        sheet.append([dice.randbytes(letters // 2).hex() for _ in range(25)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _clocks() -> tuple[float, float]:
    """Milliseconds by the wall, and of the processors, those of our children included."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return time.perf_counter() * 1000, sum(each.ru_utime + each.ru_stime for each in used) * 1000


def say(what: str, do: Callable[[], object], aim: str = "") -> None:
    walls, works = [], []
    for _ in range(TIMES):
        wall, work = _clocks()
        do()
        wall_now, work_now = _clocks()
        walls.append(wall_now - wall)
        works.append(work_now - work)
    middle, busy = statistics.median(walls), statistics.median(works)
    print(
        f"{what:<30}{min(walls):6.0f} ms least{middle:6.0f} median{busy:6.0f} of processor  {aim}"
    )


def times(path: Path) -> None:
    of = occasion()
    found = list(FORM.check(of, path).problems)

    def whole() -> None:
        inspect(path, NAME, FORM.reads)
        FORM.check(of, path)

    print(
        f"附件8, {ROWS} rows, {len(found)} faults, {path.stat().st_size // 1024} KB; {TIMES} times"
    )
    say("check, whole", whole, "(aim 300)")
    say("  looked into (child)", lambda: inspect(path, NAME, FORM.reads))
    say("  read (child)", lambda: read(of.plan, path))
    say("    of it a child that does naught", lambda: child.call("os", "getcwd"))
    say("  read and checked", lambda: FORM.check(of, path))
    say("recognised among all forms", lambda: recognise(path, "xlsx", of.plan))
    say("marked copy (child)", lambda: write_marked(io.BytesIO(), path, found, found))


STEPS: dict[str, Callable[[Path], object]] = {
    "looked into": lambda path: inspect(path, NAME),
    "read": workbook.read,
    "compared": lambda path: changes(workbook.read(path), workbook.read(path)),
    "marked": lambda path: write_marked(path.with_suffix(".out").open("wb"), path, [FAULT]),
}


def _status(field: str) -> float:
    """MB of a field of this process's status."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field)) / 1024


def memory_of(step: str, path: Path) -> None:
    before = _status("VmRSS")
    try:
        STEPS[step](path)
        end = ""
    except (workbook.UnreadableWorkbook, UnsafeFile, Unmarkable) as wrong:
        end = f" ({type(wrong).__name__})"
    print(f"{_status('VmHWM') - before:6.1f} MB{end}")


def memory(what: str, path: Path) -> None:
    print(f"{what}, {path.stat().st_size / 1024 / 1024:.1f} MB")
    for step in STEPS:
        command = [sys.executable, "-m", "benchmarks.forms", step, str(path)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        print(f"  {step:<14}{done.stdout.rstrip()}  (aim 64)")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "form.xlsx"
        form = filled(occasion())
        path.write_bytes(form)
        times(path)
        path.write_bytes(with_picture(form))
        memory("附件8 with a picture", path)
        path.write_bytes(with_texts(40))
        memory("a workbook with as much as is read", path)
        path.write_bytes(with_texts(310))
        memory("a workbook with more", path)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        memory_of(sys.argv[1], Path(sys.argv[2]))
    else:
        main()
