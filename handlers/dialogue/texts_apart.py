"""Several questions on the notice in one message, each on a text of its own.

“登记表打几份，用什么纸”, “述职的字数和截止日期说一下”: what stands behind leans on what is before.
"""

from dataclasses import dataclass, replace
from typing import Final

from language.asides import asks
from language.numbered import clauses
from language.reader import Reader
from language.reading import Context, Reading
from language.tables import shape
from rules.plan import Plan

_OF_THE_NOTICE: Final = ("plan:", "silence:")
_MAY_BE: Final = frozenset({"unread", "deadlines", "paper", ""})  # a message as a whole
_MOST: Final = 3


@dataclass
class _Part:
    """One question with the clauses that tell of it."""

    words: str
    mark: str
    reading: Reading


def texts_apart(text: str, reader: Reader, context: Context, plan: Plan) -> list[str]:
    """The questions of a message that ask for different texts; none where they do not.

    Clauses that ask nothing go with the question after them, at the end with the last one.
    """
    told = _pieces(text)
    if sum(_asks(reader.clean(said)) for said, _ in told) < 2:
        return []
    whole = reader.read(text, context)
    if not whole.topic.startswith(_OF_THE_NOTICE) and whole.topic not in _MAY_BE:
        return []
    found = _asked(told, reader, context, plan)
    return [part.words for part in found] if _are_apart(found, whole, plan) else []


def _are_apart(found: list[_Part], whole: Reading, plan: Plan) -> bool:
    """Whether the parts are on different texts, and what they ask is what the whole asks."""
    topics = {part.reading.topic for part in found}
    if not 2 <= len(found) <= _MOST or len(topics) < len(found) or topics <= set(whole.topics):
        return False
    of_a_day = _is_on_a_day(whole, plan) and _is_on_a_day(found[-1].reading, plan)
    return whole.topic in {*topics, *_MAY_BE} or of_a_day


def _asked(
    told: list[tuple[str, str]], reader: Reader, context: Context, plan: Plan
) -> list[_Part]:
    found: list[_Part] = []
    waiting = ""
    for said, mark in told:
        words = f"{waiting}{said}"
        if not _asks(reader.clean(said)):
            waiting = f"{words}{mark or ' '}"
            continue
        reading = reader.read(words, _after(found, context))
        again = found and reading.topic in (found[-1].reading.topic, *found[-1].reading.topics)
        # “另外几号前要” is on the day of what was asked before.
        sure = _is_sure(reading, plan) or bool(found and _is_on_a_day(reading, plan))
        if again or (found and not sure):
            found[-1].words += f"{found[-1].mark or ' '}{words}"
            found[-1].mark, waiting = mark, ""
        elif sure:
            found.append(_Part(words, mark, reading))
            waiting = ""
        else:
            waiting = f"{words}{mark or ' '}"
    if found and waiting:
        found[-1].words += f"{found[-1].mark or ' '}{waiting}"
    return found


def _after(found: list[_Part], context: Context) -> Context:
    """The talk as it is after the questions found so far."""
    if not found:
        return context
    last = found[-1]
    return replace(context, topic=last.reading.topic, said_before=last.words, options=())


def _is_sure(reading: Reading, plan: Plan) -> bool:
    """Whether a text is meant, or at most another of the same clauses."""
    of_the_notice = reading.topic.startswith(_OF_THE_NOTICE)
    clauses = _clauses(reading.topic, plan)
    others = [one for one in reading.besides if not clauses & _clauses(one, plan)]
    return of_the_notice and not (reading.readings or others or reading.picked)


def _clauses(topic: str, plan: Plan) -> set[str]:
    text = plan.topics.get(topic.removeprefix("plan:"))
    return set(text.clauses) if text else set()


def _is_on_a_day(reading: Reading, plan: Plan) -> bool:
    text = plan.topics.get(reading.topic.removeprefix("plan:"))
    return reading.topic == "deadlines" or bool(text and text.deadlines)


def _asks(clean: str) -> bool:
    return asks(clean) or shape("side_named").search(clean) is not None


def _pieces(text: str) -> list[tuple[str, str]]:
    """The clauses with their marks; of “字数和截止日期” the two sides apart."""
    found: list[tuple[str, str]] = []
    for said, mark in clauses(text) or [(text, "")]:
        joined = shape("sides_joined").search(said)
        if joined is None:
            found.append((said, mark))
        else:
            found += [(said[: joined.start("and")], ""), (said[joined.end("and") :], mark)]
    return found
