"""Names stand apart while a message is respelled: no step may change one or read facts in one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from language.normalise import simplified
from language.reading import Names
from rules.names import NameSpan, find_names, name_key

# Letters that no respelling touches and no word of the trade holds; one stands for one name.
_LETTERS = "αβγδεζηθικλμνξοπρστυφχψω"
_NOBODY = "某"


@dataclass(frozen=True)
class Masked:
    """A message with a letter for each person named. `names`: by their letters, in order."""

    text: str
    names: Mapping[str, str]

    def told(self, text: str) -> str:
        """`text`, a respelling of `self.text`, with the names as they are listed."""
        for letter, name in self.names.items():
            text = text.replace(letter, name)
        return text


def masked(text: str, names: Names) -> Masked:
    """`text` with the people of `names` put aside, whole and longest first.

    Traditional characters are read as simplified ones only where nobody is named as typed.
    """
    for plain in dict.fromkeys((text, simplified(text))):
        possible = _possible(plain, names)
        spans = find_names(plain, possible) if possible else ()
        if spans:
            return _replaced(plain, spans)
    return Masked(text, {})


def _possible(text: str, names: Names) -> list[str]:
    """People whose first and last characters stand in `text`: most names are told by that alone."""
    people = [one.text for one in names.people(text)]
    typed = set(name_key(text)) if people else set()
    return [one for one in people if one[0] in typed and one[-1] in typed]


def _replaced(text: str, spans: Iterable[NameSpan]) -> Masked:
    free = iter(letter for letter in _LETTERS if letter not in text)
    letters: dict[str, str] = {}
    parts, at = list[str](), 0
    for span in spans:
        name = span.names[0]
        letter = next((one for one, known in letters.items() if known == name), None)
        letter = letter or next(free, None)
        if letter is None:
            break
        letters[letter] = name
        parts += [text[at : span.start], letter]
        at = span.end
    return Masked("".join([*parts, text[at:]]), letters)


def without_names(text: str, names: Iterable[str]) -> str:
    """`text` with each name as 某某: a person of whom nothing but the words around is known."""
    for name in sorted(set(names), key=len, reverse=True):
        text = text.replace(name, _NOBODY * len(name))
    return text
