"""What the word tables found, weighed against what the learnt weights expect.

Both are candidates. One small learnt table tells of each candidate how likely it is right; it was
fitted on messages whose writers neither the word tables nor the learnt weights had seen.
"""

import math
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from language.ruling_asked import GROUPS, Asked
from language.topic_model import Floats
from rules.plan.dialogue import QUESTIONS

LEADING = 4  # likeliest topics that are looked at
_SURELY_A_DEED = 0.95
_SURELY_ELSE = 0.985  # to hear a command in a question, or a question where all is left open
_MOSTLY, _LOOKS = 0.6, 0.3  # … where the tables know no word of it
_OURS = 0.7  # to take for ours what the tables take for another matter
_ONLY_ABOUT = 0.7  # to take a command for a question about it
DOUBTFUL = 0.4  # below it the readings are offered instead of taken
_FOUND_NOTHING = frozenset({"unread", "off", "person"})
_TALK = frozenset(
    {"off", "hello", "thanks", "help", "end", "unclear", "unread", "nothing_open", "person"}
    | {"human", "complain"}
)
_KINDS = ("text", "silence", "ruling", "group", "command", "none", "talk")


def kind_of(topic: str) -> str:
    """Which of `_KINDS` a topic is."""
    if topic.startswith(("plan:", "silence:")):
        return "text" if topic.startswith("plan:") else "silence"
    if topic in QUESTIONS:
        return "ruling"
    if topic in GROUPS:
        return "group"
    if not topic:
        return "none"
    return "talk" if topic in _TALK else "command"


def traits(topic: str, found: str, likely: Mapping[str, float], *, facts: bool) -> list[float]:
    """What speaks for `topic` where the word tables found `found`: one number a trait."""
    share = likely.get(topic, 0.0)
    top = next(iter(likely.values()), 0.0)
    same = float(topic == found)
    own, other = kind_of(topic), kind_of(found)
    return [
        1.0,
        share,
        math.log(share + 1e-3),
        float(share == top),
        same,
        same * share,
        top,
        same * top,
        float(facts),
        *(float(own == one) for one in _KINDS),
        *(same * (own == one) for one in _KINDS),
        *((1 - same) * (other == one) for one in _KINDS),
        same * (found in _FOUND_NOTHING),
        float(found in _FOUND_NOTHING),
    ]


def candidates(found: str, likely: Mapping[str, float]) -> list[str]:
    """The readings that are weighed: the likeliest topics and what the word tables found."""
    return list(dict.fromkeys([*list(likely)[:LEADING], found]))


def _stands(asked: Asked, likely: Mapping[str, float], *, facts: bool, asked_back: bool) -> bool:
    """Whether what the word tables found is beyond doubt of this kind.

    A command is known by its own verbs, while the corpus has only a few messages of each: what the
    tables cannot tell is a question about the command, or one called off. What the notice leaves
    open is known by one word, however alike the question is. New facts only add to what was asked,
    a name alone answers what we asked back, and only a good guess makes another matter ours.
    """
    best, share = next(iter(likely.items()))
    kind = kind_of(asked.topic)
    if best in asked.topics or (kind == "none" and facts):
        return True
    if asked_back and asked.topic in {"", "person"}:
        return True
    if asked.topic == "off":
        return share < _OURS
    if kind == "command":
        return best != f"about:{asked.topic}" or share < _ONLY_ABOUT
    heard = asked.topic not in _FOUND_NOTHING
    return share < _SURELY_ELSE and heard and (kind == "silence" or kind_of(best) == "command")


def _least(topic: str) -> float:
    """How likely a reading of words that no table knows must be; a look at papers harms nobody."""
    return _LOOKS if kind_of(topic) == "command" else _MOSTLY


def weighed(
    asked: Asked, likely: Mapping[str, float], doubt: Floats, *, facts: bool, asked_back: bool
) -> tuple[Asked, tuple[str, ...]]:
    """What is asked, and where that is doubtful the readings to choose from, the best first."""
    if not likely or _stands(asked, likely, facts=facts, asked_back=asked_back):
        return asked, ()
    every = candidates(asked.topic, likely)
    scores = np.array([traits(one, asked.topic, likely, facts=facts) for one in every]) @ doubt
    order = np.argsort(-scores, kind="stable")
    best = every[order[0]]
    sure = 1 / (1 + math.exp(-float(scores[order[0]]))) >= DOUBTFUL
    # A deed the word tables did not find is done only where hardly anything else can be meant.
    if best != asked.topic and f"about:{best}" in likely and likely[best] < _SURELY_A_DEED:
        best, sure = "unread", False
    readings = () if sure else tuple(every[at] for at in order)
    if asked.topic == "unread" and likely.get(best, 0.0) < _least(best):
        return replace(asked, near=tuple(every[at] for at in order)), ()
    if best == asked.topic:
        return asked, readings
    if best in {"unread", "off", "person", ""}:
        return replace(asked, topic=best, topics=(), axes=(), sure=False), readings
    return Asked(best, (best,), near=asked.near), readings
