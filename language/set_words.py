"""What is told by a message's form alone: courtesies, signs, a bare name, an open question."""

from language.reading import Context, Reading
from language.tables import shape
from rules.plan.dialogue import QUESTIONS


def only_names(reading: Reading) -> bool:
    """Whether nothing is left of the message without the names in it and “那……呢”."""
    rest = reading.text
    names = [*(one.text for one in reading.people), *reading.labels]
    for name in sorted(names, key=len, reverse=True):
        rest = rest.replace(name, "")
    return bool(names) and shape("around_names").fullmatch(rest) is not None


def in_set_words(clean: str, context: Context) -> str:
    """Greetings, thanks, signs without a word, a paper's bare name; empty for all else."""
    if not shape("chinese_or_figure").search(clean) and not shape("thanks").match(clean):
        return "help" if shape("help").match(clean) else "hello"
    for topic in ("help", "hello", "thanks"):
        if shape(topic).match(clean):
            return topic
    if _asks_nothing(clean, context):
        return "unclear"
    only_form = shape("only_form").match(clean) and context.topic in {"", "paper", *QUESTIONS}
    return "paper" if only_form else ""


def asks_openly(topic: str, clean: str) -> bool:
    """“立案没结的人年度考核怎么弄” asks for what is special about them, not for the place alone."""
    open_question = topic == "where_assessed" and shape("asks_openly").search(clean)
    return bool(open_question) and not shape("asks_where").search(clean)


def _asks_nothing(clean: str, context: Context) -> bool:
    """Signs and letters, or one character over and over."""
    if context.open_fact or shape("only_figures").match(clean):
        return False
    letters = shape("chinese").findall(clean)
    return not letters or (len(clean) == len(letters) == 1)
