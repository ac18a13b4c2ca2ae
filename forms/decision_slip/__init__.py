"""书面意见: what was ruled, on which facts, by which clauses word for word; `page` writes it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Slip:
    """Everything a slip says, so that the same slip can be written again at any time.

    `facts`: each with its source. `clauses`: id, title, text.
    """

    number: int
    title: str
    plan_id: str
    version: str
    day: str
    whom: str
    question: str
    rulings: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    presumed: tuple[str, ...]
    precedents: tuple[str, ...]
    clauses: tuple[tuple[str, str, str], ...]
    issued_by: str

    @property
    def filename(self) -> str:
        """The name the file is sent and downloaded under."""
        return f"书面意见第{self.number}号.docx"

    def to_json(self) -> dict[str, Any]:
        """As kept, so that it is the same when asked for again."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Slip":
        """From what was kept."""
        fields = dict(kept)
        for name in ("rulings", "presumed", "precedents"):
            fields[name] = tuple(fields[name])
        for name in ("facts", "clauses"):
            fields[name] = tuple(tuple(each) for each in fields[name])
        return cls(**fields)
