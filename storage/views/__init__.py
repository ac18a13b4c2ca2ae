"""What storage hands out, a file a field: frozen facts, free of sessions and tables."""

from storage.views.audit import Act, AuditEntry
from storage.views.base import FactValue, Json
from storage.views.calendar import DateRuling
from storage.views.cases import (
    Answer,
    Case,
    CaseNote,
    CaseState,
    Decided,
    DecisionSlip,
    Scope,
    Told,
)
from storage.views.comments import Comment
from storage.views.delivery import Delivery, Sent, Token
from storage.views.drafts import Draft, Entry
from storage.views.lessons import Lesson
from storage.views.matters import CaseFile, Matter, MatterKind, MatterState
from storage.views.own_wishes import OwnQuiet, OwnReminder, ReminderState
from storage.views.papers import COUNTING, Blob, Custody, HandIn, HandInStatus, Holder, Part, Step
from storage.views.roster import (
    Correction,
    Edit,
    Entity,
    GoneUnit,
    Group,
    Member,
    Merged,
    Person,
    RosterChange,
    Secondment,
    Unit,
)
from storage.views.seasons import SeasonStep, SeasonStepKind
from storage.views.speaking import MISSING, Absence, OpenCard, Owed, Quiet, Said
from storage.views.talks import Accepted, Unread

__all__ = [
    "COUNTING",
    "MISSING",
    "Absence",
    "Accepted",
    "Act",
    "Answer",
    "AuditEntry",
    "Blob",
    "Case",
    "CaseFile",
    "CaseNote",
    "CaseState",
    "Comment",
    "Correction",
    "Custody",
    "DateRuling",
    "Decided",
    "DecisionSlip",
    "Delivery",
    "Draft",
    "Edit",
    "Entity",
    "Entry",
    "FactValue",
    "GoneUnit",
    "Group",
    "HandIn",
    "HandInStatus",
    "Holder",
    "Json",
    "Lesson",
    "Matter",
    "MatterKind",
    "MatterState",
    "Member",
    "Merged",
    "OpenCard",
    "Owed",
    "OwnQuiet",
    "OwnReminder",
    "Part",
    "Person",
    "Quiet",
    "ReminderState",
    "RosterChange",
    "Said",
    "Scope",
    "SeasonStep",
    "SeasonStepKind",
    "Secondment",
    "Sent",
    "Step",
    "Token",
    "Told",
    "Unit",
    "Unread",
]
