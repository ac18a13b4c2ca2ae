"""Many names at once: which of them a text may hold, without a look at each."""

from collections.abc import Container, Iterable, Iterator
from functools import cached_property

from rules.names import letters_of, name_key, written


class NameTable:
    """A list of names, looked up by what stands in a text. Never changed once made."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)
        self._lengths = sorted({len(name) for name in self._names if name})

    def __len__(self) -> int:
        return len(self._names)

    def written_in(self, text: str) -> list[str]:
        """Names that stand in `text` letter by letter, in its order, longer ones first."""
        return _standing(text, self._names, self._lengths)

    def keyed_in(self, text: str) -> list[str]:
        """Names that `text` may hold in any of the ways a name is written (see `find_names`)."""
        plain = letters_of(text)
        keys, lengths = self._keys
        found = _standing(plain, self._names, self._lengths)
        # What is its own key was found above; the others are few.
        odd = [name for key in _standing(plain, keys, lengths) for name in keys[key]]
        return list(dict.fromkeys([*(each for each in found if name_key(each) == each), *odd]))

    @cached_property
    def _keys(self) -> tuple[dict[str, tuple[str, ...]], list[int]]:
        """Names by the keys they go by, without those that are their own only key."""
        found: dict[str, tuple[str, ...]] = {}
        for name in self._names:
            for key in {name_key(name), name_key(written(name).name)} - {name, ""}:
                found[key] = (*found.get(key, ()), name)
        return found, sorted({len(key) for key in found})


def _standing(text: str, words: Container[str], lengths: Iterable[int]) -> list[str]:
    return list(dict.fromkeys(word for word in _pieces(text, lengths) if word in words))


def _pieces(text: str, lengths: Iterable[int]) -> Iterator[str]:
    for at in range(len(text)):
        for length in lengths:
            if at + length <= len(text):
                yield text[at : at + length]
