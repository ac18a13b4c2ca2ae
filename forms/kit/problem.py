"""One fault of a form: where it is, what is wrong, by which clause, and what would be right."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

# The sheet of faults in a marked copy; one that comes back is no part of the form.
RESULTS: Final = "检查结果"
RESULTS_TITLE: Final = "考核助手检查结果"


@dataclass(frozen=True)
class Problem:
    """`cell` is an address such as G9, or 整张表. `why` is a clause id, empty for a matter of form.

    `must`: has to be mended before the paper counts as handed in (必须改); else to be looked at
    once more (请核对). `whose`: in a list of people, the name in the row; two faults are the same
    whatever it says.
    """

    cell: str
    what: str
    why: str = ""
    example: str = ""
    must: bool = True
    whose: str = field(default="", compare=False)

    @property
    def mark(self) -> str:
        """How grave it is, in words."""
        return "必须改" if self.must else "请核对"

    def __str__(self) -> str:
        place = f"第{self.cell}格" if self.cell[:1].isascii() else self.cell
        ground = f"（依据：{self.why}）" if self.why else ""
        right = f"例如：{self.example}。" if self.example else ""
        return f"{place}：{self.what}{ground}。{right}"

    def as_json(self) -> dict[str, Any]:
        """As kept with the version."""
        return asdict(self)


def from_json(kept: Iterable[Mapping[str, Any]]) -> list[Problem]:
    """Problems as they were kept beside a version."""
    return [Problem(**each) for each in kept]


def must_be_mended(problems: Iterable[Problem]) -> bool:
    """Whether the paper cannot be taken as it is."""
    return any(problem.must for problem in problems)
