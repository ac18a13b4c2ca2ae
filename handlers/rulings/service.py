"""Rulings on a person, for the other rooms, the pages and the command line."""

from handlers.rulings.earlier_facts import A_MOMENT
from handlers.rulings.phrases import cited, day, presumptions, quoted
from handlers.rulings.plan_texts import answer_texts, silence_text
from handlers.rulings.quota_kind import asks_of_a_listed_unit, kind_asked, team_grade
from handlers.rulings.ruling import ask_fact, petition, rule_on, silent, whom_to_ask
from handlers.rulings.topics.length_full import OF_A_LENGTH, asks_length
from handlers.rulings.topics.results import OF_A_RESULT, asks_result

__all__ = [
    "A_MOMENT",
    "OF_A_LENGTH",
    "OF_A_RESULT",
    "answer_texts",
    "ask_fact",
    "asks_length",
    "asks_of_a_listed_unit",
    "asks_result",
    "cited",
    "day",
    "kind_asked",
    "petition",
    "presumptions",
    "quoted",
    "rule_on",
    "silence_text",
    "silent",
    "team_grade",
    "whom_to_ask",
]
