"""Rulings on a person, for the other rooms, the pages and the command line."""

from handlers.rulings.earlier_facts import A_MOMENT
from handlers.rulings.phrases import cited, day
from handlers.rulings.plan_texts import answer_texts, silence_text
from handlers.rulings.quota_kind import at_delegated, kind_asked, team_grade
from handlers.rulings.ruling import PETITION, ask_fact, rule_on

__all__ = [
    "A_MOMENT",
    "PETITION",
    "answer_texts",
    "ask_fact",
    "at_delegated",
    "cited",
    "day",
    "kind_asked",
    "rule_on",
    "silence_text",
    "team_grade",
]
