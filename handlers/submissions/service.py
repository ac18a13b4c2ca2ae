"""Papers owed, taken in, passed on and given back, for the other rooms, the pages, the clock."""

from typing import Final

from handlers.submissions.comments import (
    LONGEST_COMMENT,
    cells_typed,
    may_speak,
    refusal,
    say,
    signed,
    thread,
)
from handlers.submissions.county import (
    Count,
    CountyOverview,
    GroupCount,
    UnitCount,
    county_overview,
    refresh,
)
from handlers.submissions.file_in_chat import FilesInChat
from handlers.submissions.files_of_seasons import FilesOfSeasons
from handlers.submissions.filling import (
    MOST_LINE,
    MOST_LONG,
    Filling,
    FillState,
    ToFill,
    Written,
    filling,
    give_on,
    to_fill,
    write,
)
from handlers.submissions.folding import MANY, NAMED, by_paper, few
from handlers.submissions.holding import holder_of
from handlers.submissions.identify import Choice, Question, differs, open_to, which, whose_name
from handlers.submissions.intake import Taken, accepts, occasion, take
from handlers.submissions.kept_papers import kept_papers
from handlers.submissions.merging_units import MERGING, merge_shown
from handlers.submissions.moving import MOVE, UNDO_MOVE
from handlers.submissions.owed import (
    Item,
    UnitPapers,
    item_lines,
    own_papers,
    paper_name,
    papers_in_charge,
    papers_of_person,
    people_of,
    unit_papers,
    units_concerned,
)
from handlers.submissions.own_views import View, own_views
from handlers.submissions.packets import packed_state, summary, write_blanks, write_unit
from handlers.submissions.phrases import owing_words
from handlers.submissions.returning import (
    LONGEST_REASON,
    RETURN,
    may_return,
    returnable,
    wrong_reason,
)
from handlers.submissions.returning_several import RETURN_SEVERAL
from handlers.submissions.topics.fill_form import BEGUN, begins
from handlers.submissions.topics.others import OF_OTHERS, asks_of_others
from handlers.submissions.versions import before, compared, marked_as, place_words, write_marked
from handlers.submissions.withdrawing import WITHDRAW, called_of
from handlers.submissions.year_on_file import season_of, seen_by_any, to_be_brought_there
from handlers.turn.deeds import AnyDeedService

DEEDS: Final[tuple[AnyDeedService, ...]] = (
    WITHDRAW,
    RETURN,
    RETURN_SEVERAL,
    MOVE,
    UNDO_MOVE,
    *MERGING,
)

__all__ = [
    "BEGUN",
    "DEEDS",
    "LONGEST_COMMENT",
    "LONGEST_REASON",
    "MANY",
    "MOST_LINE",
    "MOST_LONG",
    "NAMED",
    "OF_OTHERS",
    "Choice",
    "Count",
    "CountyOverview",
    "FilesInChat",
    "FilesOfSeasons",
    "FillState",
    "Filling",
    "GroupCount",
    "Item",
    "Question",
    "Taken",
    "ToFill",
    "UnitCount",
    "UnitPapers",
    "View",
    "Written",
    "accepts",
    "asks_of_others",
    "before",
    "begins",
    "by_paper",
    "called_of",
    "cells_typed",
    "compared",
    "county_overview",
    "differs",
    "few",
    "filling",
    "give_on",
    "holder_of",
    "item_lines",
    "kept_papers",
    "marked_as",
    "may_return",
    "may_speak",
    "merge_shown",
    "occasion",
    "open_to",
    "owing_words",
    "own_papers",
    "own_views",
    "packed_state",
    "paper_name",
    "papers_in_charge",
    "papers_of_person",
    "people_of",
    "place_words",
    "refresh",
    "refusal",
    "returnable",
    "say",
    "season_of",
    "seen_by_any",
    "signed",
    "summary",
    "take",
    "thread",
    "to_be_brought_there",
    "to_fill",
    "unit_papers",
    "units_concerned",
    "which",
    "whose_name",
    "write",
    "write_blanks",
    "write_marked",
    "write_unit",
    "wrong_reason",
]
