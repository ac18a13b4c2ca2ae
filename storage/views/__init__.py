"""What storage hands out, a file a field: frozen facts, free of sessions and tables."""

from storage.views.base import FactValue, Json
from storage.views.calendar import DateRuling
from storage.views.cases import Answer, Case, CaseState, Decided, DecisionSlip, Told
from storage.views.delivery import Delivery, Sent, Token
from storage.views.papers import COUNTING, Blob, Custody, HandIn, HandInStatus, Holder, Part, Step
from storage.views.roster import Group, Member, Person, Secondment, Unit
from storage.views.talks import Accepted, Unread

__all__ = [
    "COUNTING",
    "Accepted",
    "Answer",
    "Blob",
    "Case",
    "CaseState",
    "Custody",
    "DateRuling",
    "Decided",
    "DecisionSlip",
    "Delivery",
    "FactValue",
    "Group",
    "HandIn",
    "HandInStatus",
    "Holder",
    "Json",
    "Member",
    "Part",
    "Person",
    "Secondment",
    "Sent",
    "Step",
    "Token",
    "Told",
    "Unit",
    "Unread",
]
