"""A virus scanner of the county's own, asked before anything looks into a file."""

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from forms.kit.safe.refusals import Infected, NotScanned

_SECONDS: Final = 120.0
_FOUND: Final = 1  # as ClamAV and others say it; 0 is clean, anything else a failure


@dataclass(frozen=True)
class Scanner:
    """`command`: a program and its arguments; the file's path comes last. Empty: no scanning."""

    command: tuple[str, ...] = ()

    def check(self, path: Path) -> None:
        """Raises Infected; and NotScanned where the scanner does not work: nothing passes then."""
        if not self.command:
            return
        try:
            ended = subprocess.run(
                [*self.command, str(path)],
                check=False,
                capture_output=True,
                timeout=_SECONDS,
                stdin=subprocess.DEVNULL,
            )
        except (OSError, subprocess.TimeoutExpired):
            raise NotScanned from None
        if ended.returncode == _FOUND:
            raise Infected
        if ended.returncode != 0:
            raise NotScanned
