"""What is asked, by the learnt weights; what the word tables found is evidence for these.

The weights tell of each topic how likely it is. The surest is taken; where none is sure, the
likeliest are offered.
"""

from collections.abc import Mapping
from dataclasses import replace

from language.evidence import kind_of
from language.ruling_asked import Asked

LEADING = 4  # readings offered at most
DOUBTFUL = 0.2  # below it the readings are offered instead of taken
_OURS = 0.3  # to take for ours what the tables take for another matter
_SURELY_SILENT = 1.0  # times as likely as any answer, all silences together are taken
_UNTOLD = frozenset({"unread", "off", "person", ""})


def pooled(likely: Mapping[str, float]) -> dict[str, float]:
    """The same with all that the notice is silent on together as `unread`, where none stands out.

    What it does not say has no end: a question that resembles several silences is one more.
    """
    silent = {one: share for one, share in likely.items() if kind_of(one) == "silence"}
    together = sum(silent.values()) + likely.get("unread", 0.0)
    most = max(silent.values(), default=0.0)
    told = max((share for one, share in likely.items() if kind_of(one) != "silence"), default=0.0)
    if most * 2 >= together or together < told * _SURELY_SILENT:
        return dict(likely)
    rest = {one: share for one, share in likely.items() if one not in silent}
    every = rest | {"unread": together}
    return dict(sorted(every.items(), key=lambda one: -one[1]))


def weighed(asked: Asked, likely: Mapping[str, float]) -> tuple[Asked, tuple[str, ...]]:
    """What is asked, and where that is doubtful the readings to choose from, the best first."""
    if not likely:
        return asked, ()
    shares = pooled(likely)
    best, share = next(iter(shares.items()))
    leading = tuple(list(shares)[:LEADING])
    if asked.topic == "off" and best != "off" and share < _OURS:
        return asked, ()
    # A deed the word tables did not find is not done.
    if f"about:{best}" in likely and best not in asked.topics and best != asked.topic:
        return replace(asked, topic="unread", topics=(), axes=(), near=leading), leading
    readings = () if share >= DOUBTFUL else leading
    if best == asked.topic or best in asked.topics:
        return replace(asked, near=leading) if best == "unread" else asked, readings
    if best in _UNTOLD:
        return replace(asked, topic=best, topics=(), axes=(), near=leading, sure=False), readings
    return Asked(best, (best,), (), asked.near), readings
