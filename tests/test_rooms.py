"""How much `Any`, and how many public names without a docstring, the product has: no more."""

from tests.kit.rooms import Size, rooms, size_in, size_of

# To be lowered with each that goes; what a library forces stays.
MOST_ANY = 336
MOST_UNDOCUMENTED = 0


def test_there_is_no_more_any_and_no_more_without_a_docstring() -> None:
    whole = sum((size_of(folder) for folder in rooms().values()), Size())

    assert whole.any <= MOST_ANY, "see `python -m tests.kit.rooms`"
    assert whole.undocumented <= MOST_UNDOCUMENTED, "see `python -m tests.kit.rooms`"


def test_every_room_is_counted() -> None:
    assert {"bot", "rules", "handlers/roster", "handlers/turn"} <= set(rooms())
    assert all(size_of(folder).lines for folder in rooms().values())


def test_what_is_counted() -> None:
    text = '''
from typing import Any

class Shown:
    """Said."""

    def told(self, what: Any) -> dict[str, Any]: ...

    def _own(self) -> None: ...

def bare() -> None: ...

def _hidden() -> None: ...
'''
    assert size_in(text) == Size(lines=13, public=3, any=2, undocumented=2)
