"""The register of the plan of 2019: worked out once for its rules and data, by one process."""

import fcntl
import hashlib
import pickle
import sys
from pathlib import Path

from rules.engine.verify import Register, verify
from tests.kit.plans import PLAN, PLAN_2019, ROOT


def kept_register(folder: Path) -> Register:
    """The register; worked out, or read from the folder if nothing it depends on has changed.

    Workers that ask at once wait for the first. Half a minute of work, so not done twice.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        file = folder / f"{basis()}.pickle"
        if not file.exists():
            for other in folder.glob("*.pickle"):
                other.unlink()
            made = folder / "new"
            made.write_bytes(pickle.dumps(verify(PLAN)))
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
