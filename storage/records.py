"""Everything we remember, by group, inside one transaction."""

from dataclasses import dataclass, field
from functools import cached_property

from sqlmodel import Session

from storage.allowance import Allowance
from storage.approvals import Approvals
from storage.arrivals import Arrivals
from storage.audit import Audit
from storage.case_files import CaseFiles
from storage.case_notes import CaseNotes
from storage.cases import Cases
from storage.comments import Comments
from storage.dates import Dates
from storage.drafts import Drafts
from storage.duties import Duties
from storage.handins import HandIns
from storage.inbox import Inbox
from storage.lessons import Lessons
from storage.matters import Matters
from storage.members import Members
from storage.notices import Notices
from storage.outbox import Outbox
from storage.owed import OwedPapers
from storage.own_wishes import OwnWishes
from storage.pulses import Pulses
from storage.quiet import QuietWindows
from storage.revisions import Kept, Revisions
from storage.roster.merging import Merging
from storage.roster.past import PastRoster
from storage.roster.roster import KeptRoster, Roster
from storage.seasons import Seasons
from storage.sessions import WebSessions
from storage.slips import Slips
from storage.speaking import Speaking
from storage.talks import Talks
from storage.tokens import Tokens
from storage.turns import Turns
from storage.unread import UnreadQuestions
from storage.views import Case


@dataclass(frozen=True)
class KeptRecords:
    """What all transactions of a store share, each thing with the mark it was read at."""

    roster: KeptRoster = field(default_factory=KeptRoster)
    cases: Kept[list[Case]] = field(default_factory=Kept)


class Records:
    """The groups of records of one transaction; of no use after it."""

    def __init__(self, session: Session, kept: KeptRecords, revisions: Revisions) -> None:
        """`revisions`: the marks of what is kept, which several in one transaction share."""
        self._session, self._kept, self.revisions = session, kept, revisions

    def of_season(self, plan_id: str) -> "Records":
        """The same, with the roster as it was when that season was closed, if it was."""
        closed = self.seasons.closed_at(plan_id)
        if closed is None:
            return self
        then = Records(self._session, self._kept, self.revisions)
        groups = {name for name, of in vars(Records).items() if isinstance(of, cached_property)}
        # A group has what it read or queued in memory: it is the same one for both.
        vars(then).update({name: getattr(self, name) for name in groups - {"roster", "merging"}})
        vars(then)["roster"] = PastRoster(self._session, self.revisions, self._kept.roster, closed)
        return then

    @cached_property
    def roster(self) -> Roster:
        """Groups, units, people, secondments."""
        return Roster(self._session, self.revisions, self._kept.roster)

    @cached_property
    def case_notes(self) -> CaseNotes:
        """What was asked back on cases, and told."""
        return CaseNotes(self._session)

    @cached_property
    def case_files(self) -> CaseFiles:
        """Files that belong to cases."""
        return CaseFiles(self._session)

    @cached_property
    def matters(self) -> Matters:
        """What was put to the section that asks for no ruling."""
        return Matters(self._session)

    @cached_property
    def merging(self) -> Merging:
        """Units merged into others or removed."""
        return Merging(self._session, self.roster)

    @cached_property
    def members(self) -> Members:
        """WeCom members: who writes to us and whom we write to."""
        return Members(self._session)

    @cached_property
    def inbox(self) -> Inbox:
        """Messages taken in, once each."""
        return Inbox(self._session)

    @cached_property
    def talks(self) -> Talks:
        """What an open conversation rests on."""
        return Talks(self._session)

    @cached_property
    def handins(self) -> HandIns:
        """Papers handed in, every version."""
        return HandIns(self._session)

    @cached_property
    def drafts(self) -> Drafts:
        """Papers that are being filled in on a page."""
        return Drafts(self._session)

    @cached_property
    def comments(self) -> Comments:
        """What is said about papers between unit, group and section."""
        return Comments(self._session)

    @cached_property
    def outbox(self) -> Outbox:
        """Messages to be sent, once each."""
        return Outbox(self._session)

    @cached_property
    def tokens(self) -> Tokens:
        """Access tokens of the channels."""
        return Tokens(self._session)

    @cached_property
    def dates(self) -> Dates:
        """What supervision staff made of the plan's deadlines."""
        return Dates(self._session)

    @cached_property
    def notices(self) -> Notices:
        """What was said of our own accord, once each."""
        return Notices(self._session)

    @cached_property
    def unread(self) -> UnreadQuestions:
        """Questions nobody could read."""
        return UnreadQuestions(self._session)

    @cached_property
    def cases(self) -> Cases:
        """Cases put to the supervision section, and its precedents."""
        return Cases(self._session, self.revisions, self._kept.cases)

    @cached_property
    def slips(self) -> Slips:
        """Decision slips, as they were handed out."""
        return Slips(self._session)

    @cached_property
    def owed(self) -> OwedPapers:
        """What each unit owes, in numbers."""
        return OwedPapers(self._session)

    @cached_property
    def speaking(self) -> Speaking:
        """What we said of our own accord and may say."""
        return Speaking(self._session)

    @cached_property
    def own_wishes(self) -> OwnWishes:
        """Members' own reminders and quiet hours."""
        return OwnWishes(self._session)

    @cached_property
    def quiet(self) -> QuietWindows:
        """When a channel wants to be left alone."""
        return QuietWindows(self._session)

    @cached_property
    def pulses(self) -> Pulses:
        """When the clock ticked last, and the like."""
        return Pulses(self._session)

    @cached_property
    def duties(self) -> Duties:
        """What one of several processes does for all."""
        return Duties(self._session)

    @cached_property
    def turns(self) -> Turns:
        """Whose message came first."""
        return Turns(self._session)

    @cached_property
    def allowance(self) -> Allowance:
        """How much a channel lets through."""
        return Allowance(self._session)

    @cached_property
    def arrivals(self) -> Arrivals:
        """When papers arrived, in numbers."""
        return Arrivals(self._session)

    @cached_property
    def lessons(self) -> Lessons:
        """Examples that supervision staff added."""
        return Lessons(self._session)

    @cached_property
    def seasons(self) -> Seasons:
        """Which season was closed, archived, erased."""
        return Seasons(self._session)

    @cached_property
    def approvals(self) -> Approvals:
        """Deeds that wait for a second person."""
        return Approvals(self._session)

    @cached_property
    def sessions(self) -> WebSessions:
        """Who is logged in on the pages."""
        return WebSessions(self._session)

    @cached_property
    def audit(self) -> Audit:
        """Who did and was told what."""
        return Audit(self._session)
