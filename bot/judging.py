"""A verdict on an answer of the AI bot goes on the section's list, like “不对” in a talk."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from handlers.dialogue.service import do
from handlers.matters.service import doubt_of, taken_back
from handlers.turn.context import DeedContext
from handlers.turn.people import member_asks
from rules.plan import Plan
from storage import Store
from storage.precedents import plan_in_force

WRONG: Final = 2  # page 101027; 1 is that the answer was right
TAKEN_BACK: Final = 3


@dataclass(frozen=True)
class Verdict:
    """`kind` and `reasons` as WeCom numbers them; `content`: what the member wrote."""

    userid: str
    kind: int
    answer: str
    reasons: tuple[int, ...] = ()
    content: str = ""


@dataclass(frozen=True)
class Judging:
    """Notes a doubt once, and takes it back; praise and strangers change nothing."""

    store: Store
    plan: Plan

    def __call__(self, verdict: Verdict, now: datetime) -> None:
        """In one transaction of its own."""
        with self.store.transaction() as records:
            member = records.members.by_userid(verdict.userid)
            if member is None or verdict.kind not in (WRONG, TAKEN_BACK):
                return
            plan = plan_in_force(self.plan, records)
            context = DeedContext(plan, records, member_asks(records, member), now)
            if verdict.kind == WRONG:
                do(context, doubt_of(context, verdict.answer, verdict.reasons, verdict.content))
                return
            command = taken_back(context, verdict.answer)
            if command is not None:
                do(context, command)
