"""Sides a question can have: a text that does not speak of them is no answer to it."""

from typing import Final

from language.asides import asks, clauses, without_asides
from language.tables import Later, shape, table

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
        asked = shape("in_time").sub(" ", without_asides(asked))
        return any(
            asking.now.search(asked) and not told.now.search(text) for asking, told in self._pairs
        )

    def apart(self, asked: str, text: str) -> tuple[str, str]:
        """Of a message that asks for such a side the rest and the clause that does.

        Empty where nothing else is asked, or more than one clause does.
        """
        asking = [one for one in clauses(without_asides(asked)) if asks(one)]
        untold = [one for one in asking if self.untold(one, text)]
        rest = [one for one in asking if one not in untold]
        return (",".join(rest), untold[0]) if rest and len(untold) == 1 else ("", "")
