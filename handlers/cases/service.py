"""Cases and precedents, for the other rooms and the pages."""

from handlers.cases.command_values import command_in
from handlers.cases.open_issues import note, question_before, ruling_on
from handlers.cases.phrases import (
    answer_words,
    asked_words,
    case_line,
    citation,
    day_words,
    fact_words,
    member_words,
    ruled_words,
    told,
)

__all__ = [
    "answer_words",
    "asked_words",
    "case_line",
    "citation",
    "command_in",
    "day_words",
    "fact_words",
    "member_words",
    "note",
    "question_before",
    "ruled_words",
    "ruling_on",
    "told",
]
