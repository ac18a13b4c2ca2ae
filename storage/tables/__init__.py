"""The tables, a file a field. Private to storage: everyone else sees storage.views."""

from storage.tables.approvals import ApprovalTable
from storage.tables.audit import AuditTable
from storage.tables.base import METADATA, JsonType, Table
from storage.tables.board import LessonTable
from storage.tables.calendar import (
    DateTable,
    WorkdayTable,
)
from storage.tables.cases import (
    CaseAskerTable,
    CaseNoteTable,
    CaseTable,
    DecidedTable,
    PrecedentTable,
    SlipTable,
    ToldTable,
)
from storage.tables.comments import CommentTable
from storage.tables.delivery import (
    DayTotalTable,
    DutyTable,
    NoticeTable,
    OutboxTable,
    PulseTable,
    TokenTable,
    TurnTable,
)
from storage.tables.drafts import DraftTable
from storage.tables.matters import CaseFileTable, MatterTable
from storage.tables.own_wishes import OwnQuietTable, OwnReminderTable
from storage.tables.papers import (
    HandInStepTable,
    HandInTable,
    RunningNumberTable,
)
from storage.tables.revisions import RevisionTable
from storage.tables.roster import (
    GroupTable,
    MemberTable,
    PersonTable,
    SecondmentTable,
    UnitTable,
)
from storage.tables.roster_history import RosterChangeTable
from storage.tables.seasons import SeasonStepTable
from storage.tables.sessions import WebSessionTable
from storage.tables.speaking import (
    AbsenceTable,
    ContactTable,
    OpenCardTable,
    OwedStampTable,
    OwedTable,
    QuietTable,
    SaidTable,
    SnoozeTable,
    SpeakingSettingTable,
    UnitRevisionTable,
)
from storage.tables.talks import (
    InboxTable,
    TalkTable,
    UnreadTable,
)

__all__ = [
    "METADATA",
    "AbsenceTable",
    "ApprovalTable",
    "AuditTable",
    "CaseAskerTable",
    "CaseFileTable",
    "CaseNoteTable",
    "CaseTable",
    "CommentTable",
    "ContactTable",
    "DateTable",
    "DayTotalTable",
    "DecidedTable",
    "DraftTable",
    "DutyTable",
    "GroupTable",
    "HandInStepTable",
    "HandInTable",
    "InboxTable",
    "JsonType",
    "LessonTable",
    "MatterTable",
    "MemberTable",
    "NoticeTable",
    "OpenCardTable",
    "OutboxTable",
    "OwedStampTable",
    "OwedTable",
    "OwnQuietTable",
    "OwnReminderTable",
    "PersonTable",
    "PrecedentTable",
    "PulseTable",
    "QuietTable",
    "RevisionTable",
    "RosterChangeTable",
    "RunningNumberTable",
    "SaidTable",
    "SeasonStepTable",
    "SecondmentTable",
    "SlipTable",
    "SnoozeTable",
    "SpeakingSettingTable",
    "Table",
    "TalkTable",
    "TokenTable",
    "ToldTable",
    "TurnTable",
    "UnitRevisionTable",
    "UnitTable",
    "UnreadTable",
    "WebSessionTable",
    "WorkdayTable",
]
