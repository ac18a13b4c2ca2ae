"""The licence of every package that is installed to run; fails for one nobody has looked at."""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Final

# Families that ask no more than to be named, or that bind changes of the package itself only.
LOOKED_AT: Final = re.compile(
    "MIT|BSD|Apache|ISC|PSF|Python|MPL|LGPL|Unlicense|Public Domain|Zlib|CNRI|HPND", re.IGNORECASE
)


def pinned(lock: Path) -> Iterator[str]:
    """The names a lock pins."""
    for line in lock.read_text(encoding="utf-8").splitlines():
        if found := re.match(r"([A-Za-z0-9._-]+)==", line):
            yield found[1]


def licence(name: str) -> str:
    """What the package says of itself, in one line; empty where it says nothing."""
    about = metadata(name)
    classified = [
        line.rpartition("::")[2].strip()
        for line in about.get_all("Classifier") or ()
        if line.startswith("License ::")
    ]
    told = [*(about.get_all("License-Expression") or ()), "、".join(classified)]
    told += about.get_all("License") or ()
    return next(filter(None, told), "").strip().partition("\n")[0]


def main(lock: str) -> int:
    unknown = 0
    for name in dict.fromkeys(pinned(Path(lock))):
        try:
            said, version = licence(name), metadata(name)["Version"]
        except PackageNotFoundError:
            continue  # for another system
        known = bool(LOOKED_AT.search(said))
        unknown += not known
        print(f"{'  ' if known else '? '}{name} {version}: {said or 'says nothing'}")
    if unknown:
        print(f"{unknown} licences nobody has looked at", file=sys.stderr)
    return min(unknown, 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
