"""Every topic there is, by its id: what each room lists, gathered in one table."""

from collections.abc import Mapping
from itertools import chain
from types import MappingProxyType
from typing import Final

from handlers.audit.topics import TOPICS as _AUDIT
from handlers.cases.topics import TOPICS as _CASES
from handlers.deadlines.topics import TOPICS as _DEADLINES
from handlers.dialogue.topics import TOPICS as _DIALOGUE
from handlers.matters.topics import TOPICS as _MATTERS
from handlers.notifications.topics import TOPICS as _NOTIFICATIONS
from handlers.quotas.topics import TOPICS as _QUOTAS
from handlers.roster.topics import TOPICS as _ROSTER
from handlers.rulings.topics import TOPICS as _RULINGS
from handlers.submissions.topics import TOPICS as _SUBMISSIONS
from handlers.turn.topic import Topic

_ROOMS: Final = (
    _RULINGS,
    _QUOTAS,
    _SUBMISSIONS,
    _ROSTER,
    _CASES,
    _MATTERS,
    _DEADLINES,
    _NOTIFICATIONS,
    _AUDIT,
    _DIALOGUE,
)
TOPICS: Final[Mapping[str, Topic]] = MappingProxyType(
    {each.id: each for each in chain.from_iterable(_ROOMS)}
)
