"""Sides a question can have: a text that does not speak of them is no answer to it."""

from typing import Final

from language.tables import Later, table

# What the answers that are worked out speak of, as far as sides of a question go.
WORKED_OUT: Final = {"team_assessed": "", "quota_percent": "20%", "which_form": "1份"}


class Aspects:
    """What `words/aspects.yaml` lists; each pattern is compiled when it is first looked for."""

    def __init__(self) -> None:
        self._pairs = [
            (Later(entry["asked"], f"aspects.yaml {name}"), Later(entry["told"], name))
            for name, entry in table("aspects").items()
        ]

    def untold(self, asked: str, text: str) -> bool:
        """Whether the message asks for a side of the matter that the text says nothing about."""
        return any(
            asking.now.search(asked) and not told.now.search(text) for asking, told in self._pairs
        )
