"""Which wording of a plan's files a ruling was made by."""

import hashlib
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=8)
def plan_version(root: Path) -> str:
    """Twelve hexadecimal digits of a hash over the names and contents of the plan's files.

    Read once a process: the plan itself is loaded once, too.
    """
    digest = hashlib.sha256()
    for file in sorted(root.rglob("*.yaml")):
        content = file.read_bytes().replace(b"\r\n", b"\n")
        head = f"{file.relative_to(root).as_posix()}\0{len(content)}\0"
        digest.update(head.encode() + content)
    return digest.hexdigest()[:12]
