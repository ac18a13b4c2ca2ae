"""Whom a message is about, and which words are only hearsay, pressure or comparison."""

import re

from language.tables import shape


def labels(text: str) -> tuple[str, ...]:
    """People named the way clerks name them: 小周, 王某, 老许, 李局."""
    return tuple(dict.fromkeys(match.group(0) for match in shape("label").finditer(text)))


def without_labels(text: str) -> str:
    """`text` with whoever is named the way clerks name people as 某人."""
    return shape("label_of").sub("某人", shape("label").sub("某人", text))


def is_another(text: str) -> bool:
    """The message turns to somebody else."""
    return bool(shape("another").search(text))


def is_end(text: str) -> bool:
    """The message ends what was under discussion."""
    return bool(shape("end").search(text))


def is_correction(text: str) -> bool:
    """The message takes back something said before."""
    return bool(shape("correction").search(text))


def follows(text: str) -> bool:
    """The message leans on the one before: a pronoun, or a word like 那."""
    return bool(shape("follows").search(text) or shape("pronoun").search(text))


def speaks_of_one(text: str) -> bool:
    """“他能评优吗”, “有个副镇长…”: the message is on somebody, not on the rule."""
    return bool(shape("pronoun").search(text) or shape("someone").search(text))


def turns_to_post(text: str) -> bool:
    """“一把手呢，能不能给优秀”: the message goes on with another post of the same unit."""
    return bool(shape("other_post").search(text))


def without_hearsay(text: str) -> str:
    """`text` without what others said or want; the whole text where nothing else is in it."""
    plain = shape("pressure").sub(" ", shape("hearsay").sub(" ", text))
    return plain if plain == text or re.search(r"[一-鿿0-9]{2}", plain) else ""


_NOT_THE_SUBJECT = ("quoted", "former", "aside", "compared", "vacant")


def about_subject(text: str) -> str:
    """`text` without quotations, former posts, asides and the like: what is left is about them."""
    for name in _NOT_THE_SUBJECT:
        text = shape(name).sub(" ", text)
    return text
