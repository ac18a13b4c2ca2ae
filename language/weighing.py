"""What the word tables found, weighed against what the learnt table expects."""

from collections.abc import Container, Sequence
from dataclasses import replace

from language.asking import Asked
from language.reading import AXIS_OF_TOPIC
from rules.plan import Facts

# Found on sets of questions the learnt table had not seen: `python -m benchmarks.left_out`.
_ENOUGH = 0.3  # where the word tables found nothing
_OVERRULES, _UNLIKELY = 0.8, 0.1  # where they found what the learnt table thinks unlikely
_OVERRULES_COMMAND = 0.9  # … or took for a command
_NEVER = 2.0  # no probability is
_NEW_QUESTION = 0.7  # where they took it for going on with what was asked before
_FOUND_NOTHING = frozenset({"unread", "off", "person"})
_NO_ANSWER = frozenset({"unread", "off"})


def weighed(
    asked: Asked, likely: Sequence[tuple[str, float]], facts: Facts, known: Container[str]
) -> Asked:
    """`asked`, or the likeliest topic where that is more to be trusted.

    `known`: the topics the learnt table has met; of any other it cannot say how likely it is.
    """
    if asked.topic and asked.topic not in _FOUND_NOTHING and asked.topic not in known:
        return asked
    topic, share = likely[0] if likely else ("", 0.0)
    if not topic or topic in {asked.topic, *asked.topics} or share < _least(asked, facts):
        return asked
    if asked.topic not in _FOUND_NOTHING and dict(likely).get(asked.topic, 0.0) > _UNLIKELY:
        return asked
    if topic in _NO_ANSWER:
        return replace(asked, topic=topic, topics=(), axes=(), sure=False)
    axes = (AXIS_OF_TOPIC[topic],) if topic in AXIS_OF_TOPIC else ()
    return Asked(topic, (topic,), axes, asked.near)


def _least(asked: Asked, facts: Facts) -> float:
    """How probable another topic must be to be taken instead."""
    if not asked.topic:
        return _NEVER if facts else _NEW_QUESTION  # new facts only add to what was asked
    if asked.topic == "person" or (asked.topic in _FOUND_NOTHING and not asked.sure):
        return _ENOUGH
    if asked.topic.startswith("silence:") or asked.topic == "post_counted":
        return _NEVER  # one word tells: somebody 援疆 is no secondee, however alike the question is
    texts = asked.topic.startswith("plan:") or asked.topic in AXIS_OF_TOPIC
    return _OVERRULES if texts else _OVERRULES_COMMAND
