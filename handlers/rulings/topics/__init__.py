"""What the chat can ask of rulings."""

from typing import Final

from handlers.rulings.topics import (
    clause,
    decision_slip,
    length_full,
    person,
    post_counted,
    results,
    score_line,
    team_assessed,
    why_changed,
)

TOPICS: Final = (
    clause.clause,
    decision_slip.decision_slip,
    length_full.length_full,
    person.takes_part,
    person.where_assessed,
    person.in_base,
    person.whose_quota,
    person.which_form,
    person.eligible,
    person.grade,
    post_counted.post_counted,
    results.result,
    score_line.score_line,
    team_assessed.team_assessed,
    why_changed.why_changed,
)
