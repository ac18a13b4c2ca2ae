"""How long the forms of a whole county take to make.

python -m benchmarks.templates [COUNT]
"""

import sys
import time
from dataclasses import replace
from datetime import date

from forms.kit.form import Occasion
from forms.kit.registry import known_forms
from tests.kit.forms.county import STANDINGS, TOWNSHIP
from tests.kit.plans import PLAN

COUNT = 200


def seconds_for(paper: str, count: int) -> tuple[float, int]:
    """Seconds and bytes for so many, each for another name."""
    form, of = known_forms()[paper], Occasion(PLAN, TOWNSHIP, STANDINGS, date(2020, 1, 2))
    standing = STANDINGS[2]
    size, start = 0, time.perf_counter()
    for number in range(count):
        person = replace(standing.person, id=1000 + number, name=f"张伟{number}")
        size += len(form.template(replace(of, person=replace(standing, person=person))))
    return time.perf_counter() - start, size


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    for paper in ("registration", "secondee_registration", "routine_evaluation"):
        seconds, size = seconds_for(paper, count)
        print(f"{count} {paper}: {seconds:.1f} s, {size / count / 1024:.1f} KB each")


if __name__ == "__main__":
    main()
