"""Registers of plans: each worked out once for its rules and data, by one process."""

import fcntl
import hashlib
import pickle
import sys
from pathlib import Path

from rules.engine.verify import Register, verify
from rules.plan import Plan
from tests.kit.plans import PLAN_2019, ROOT


class Registers:
    """Those of any plan, kept in a folder.

    Workers that ask for the same at once wait for the first: some take a quarter of a minute.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder

    def of(self, plan: Plan) -> Register:
        """Worked out, or read from the folder if nothing it depends on has changed."""
        name = "-".join(plan.root.relative_to(ROOT).parts)
        with (self._folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            file = self._folder / f"{name}.{basis(plan=plan.root)}.pickle"
            if not file.exists():
                for other in self._folder.glob(f"{name}.*.pickle"):
                    other.unlink()
                made = self._folder / f"{name}.new"
                made.write_bytes(pickle.dumps(verify(plan)))
                made.replace(file)
            register: Register = pickle.loads(file.read_bytes())
        return register


def basis(root: Path = ROOT, plan: Path = PLAN_2019) -> str:
    """A digest of all that the register is made from: the rules' code and the plan's files."""
    digest = hashlib.sha256(sys.version.encode())
    files = [*(root / "rules").rglob("*.py"), *(one for one in plan.rglob("*") if one.is_file())]
    for file in sorted(files):
        body = file.read_bytes()
        digest.update(f"{file.relative_to(root)}\0{len(body)}\0".encode() + body)
    return digest.hexdigest()
