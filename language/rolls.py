"""A roll told in words: how many there are, and of groups of them what the plan has to know."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rules.plan.given import Facts


@dataclass(frozen=True)
class Group:
    """`n` people of whom the same is told. `outside`: they are not in the whole.

    `heads`: only their post is told, and that they are heads.
    """

    n: int
    words: str
    facts: Facts
    outside: bool = False
    heads: bool = False


@dataclass(frozen=True)
class Roll:
    """`whole` people with the groups told of; None where only the groups are told.

    `said`: what is said of the whole; `own`: what that tells of the unit. `rest`: how many are said
    to be left. `headless`: it is said that the heads are not in it. `reported`: how many 优秀 are
    to be reported, `among` them these.
    """

    whole: int | None = None
    groups: tuple[Group, ...] = ()
    said: str = ""
    own: Facts = field(default_factory=dict)
    rest: int | None = None
    headless: bool = False
    reported: int | None = None
    among: tuple[Group, ...] = ()

    @property
    def is_told_apart(self) -> bool:
        """Whether more than heads is told apart."""
        return any(not one.heads for one in self.groups)

    def with_groups(self, groups: Sequence[Group]) -> "Roll":
        """The same with other groups; nobody of none."""
        return replace(self, groups=tuple(one for one in groups if one.n > 0))
