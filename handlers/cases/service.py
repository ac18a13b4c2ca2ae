"""Cases and precedents, for the other rooms and the pages."""

from typing import Final

from handlers.cases.answering import ANSWER_CASE, drafted, whom_before
from handlers.cases.asking_back import ADD_TO_CASE, ASK_BACK, notes_told
from handlers.cases.calling_off import CALL_OFF
from handlers.cases.command_values import command_in, value_in
from handlers.cases.files import MOST_FILES, attach, file_of
from handlers.cases.in_other_words import (
    OF_THE_SECTION,
    asks_after_it,
    asks_now,
    wants_it_put,
    worded_now,
)
from handlers.cases.open_issues import note, question_before, ruling_on
from handlers.cases.petitioning import PETITION
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
from handlers.cases.reach import Reach
from handlers.cases.scope import Pick, Way, picks, whom_of
from handlers.cases.topics.asking_back import OF_A_CASE, on_a_case
from handlers.cases.topics.my_cases import OF_OWN_CASES, asks_own_cases, speaks_of_cases
from handlers.cases.topics.my_cases import state_of as case_state
from handlers.cases.topics.own_changes import OWN_CHANGES, changes_own_case
from handlers.cases.twins import ANSWER_TWINS, open_twins
from handlers.cases.whose import about_case, asker_line
from handlers.cases.withdrawing import WITHDRAW_PRECEDENT
from handlers.turn.deeds import AnyDeedService

DEEDS: Final[tuple[AnyDeedService, ...]] = (
    ANSWER_CASE,
    ANSWER_TWINS,
    WITHDRAW_PRECEDENT,
    PETITION,
    ASK_BACK,
    ADD_TO_CASE,
    CALL_OFF,
)

__all__ = [
    "DEEDS",
    "MOST_FILES",
    "OF_A_CASE",
    "OF_OWN_CASES",
    "OF_THE_SECTION",
    "OWN_CHANGES",
    "Pick",
    "Reach",
    "Way",
    "about_case",
    "answer_words",
    "asked_words",
    "asker_line",
    "asks_after_it",
    "asks_now",
    "asks_own_cases",
    "attach",
    "case_line",
    "case_state",
    "changes_own_case",
    "citation",
    "command_in",
    "day_words",
    "drafted",
    "fact_words",
    "file_of",
    "member_words",
    "note",
    "notes_told",
    "on_a_case",
    "open_twins",
    "picks",
    "question_before",
    "ruled_words",
    "ruling_on",
    "speaks_of_cases",
    "told",
    "value_in",
    "wants_it_put",
    "whom_before",
    "whom_of",
    "worded_now",
]
