"""What the chat can ask of cases and precedents."""

from typing import Final

from handlers.cases.topics import (
    answer_case,
    answer_twins,
    asking_back,
    my_cases,
    open_cases,
    own_changes,
    petition,
    withdraw_precedent,
)

TOPICS: Final = (
    answer_case.answer_case,
    answer_twins.answer_twins,
    asking_back.ask_back,
    asking_back.add_to_case,
    my_cases.my_cases,
    open_cases.open_cases,
    own_changes.call_off_case,
    own_changes.amend_case,
    petition.petition,
    withdraw_precedent.withdraw_precedent,
)
