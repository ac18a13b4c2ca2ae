"""What the chat says of itself, and what staff teach it."""

from typing import Final

from handlers.dialogue.topics import (
    choosing,
    deeds_told,
    smalltalk,
    teach,
    to_do,
    unread_questions,
    who,
)

TOPICS: Final = (
    choosing.choosing,
    deeds_told.hold,
    deeds_told.go_on,
    deeds_told.deed_status,
    deeds_told.complain,
    smalltalk.off,
    smalltalk.thanks,
    smalltalk.noted,
    smalltalk.end,
    smalltalk.hello,
    smalltalk.who_answers,
    smalltalk.help_,
    smalltalk.unclear,
    smalltalk.nothing_open,
    smalltalk.unread,
    teach.teach,
    teach.forget_lesson,
    to_do.to_do,
    unread_questions.unread_questions,
    who.who_am_i,
)
