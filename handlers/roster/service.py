"""The roster as candidates, tried, corrected and merged, for the other rooms and the pages."""

from typing import Final

from handlers.roster.address_book import Account, AddressBook, Department, matched
from handlers.roster.asked_of_people import OF_PEOPLE, asks_roster_fact, asks_secondees
from handlers.roster.candidates import (
    county_candidates,
    people_listed,
    this_unit,
    unit_standings,
    units_by_name,
)
from handlers.roster.changes_told import CHANGES, tells_change
from handlers.roster.contacts import Contacts, contacts_on, leave_words
from handlers.roster.contacts_told import CONTACTS, asks_contact, changes_a_number
from handlers.roster.correcting import CORRECT
from handlers.roster.effect import Difference, effect, numbers_changed, pictures, rulings_changed
from handlers.roster.groups_told import asks_groups
from handlers.roster.listing import asks_what_is_not_kept
from handlers.roster.merged_units import gone_named, merging_told
from handlers.roster.past import past_of
from handlers.roster.phrases import group_names, name_of, what, who
from handlers.roster.sessions import END_SESSIONS
from handlers.roster.trial import Judged, Leaving, dry_run, imported, judge, leaving
from handlers.roster.verdict_phrases import told
from handlers.turn.deeds import AnyDeedService

DEEDS: Final[tuple[AnyDeedService, ...]] = (CORRECT, END_SESSIONS)

__all__ = [
    "CHANGES",
    "CONTACTS",
    "DEEDS",
    "OF_PEOPLE",
    "Account",
    "AddressBook",
    "Contacts",
    "Department",
    "Difference",
    "Judged",
    "Leaving",
    "asks_contact",
    "asks_groups",
    "asks_roster_fact",
    "asks_secondees",
    "asks_what_is_not_kept",
    "changes_a_number",
    "contacts_on",
    "county_candidates",
    "dry_run",
    "effect",
    "gone_named",
    "group_names",
    "imported",
    "judge",
    "leave_words",
    "leaving",
    "matched",
    "merging_told",
    "name_of",
    "numbers_changed",
    "past_of",
    "people_listed",
    "pictures",
    "rulings_changed",
    "tells_change",
    "this_unit",
    "told",
    "unit_standings",
    "units_by_name",
    "what",
    "who",
]
