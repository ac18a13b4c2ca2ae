"""A file of a chat that goes with a 请示 of the sender's own: offered, attached after a tap."""

import re
from collections.abc import Sequence
from typing import Final

from forms.kit.safe.refusals import UnsafeFile
from handlers.cases.service import attach
from handlers.submissions.held_files import Held
from handlers.turn.message import IncomingMessage
from handlers.turn.reply import Kind, Link, Reply
from rules.plan import Plan
from storage import Records, Store
from storage.views import Case, CaseState

_FOR_A_CASE: Final = re.compile(r"请示|补充说明|佐证|证明材料")
_NUMBER: Final = re.compile(r"(?:第\s*)?(\d{1,6})\s*号|请示\s*第?\s*(\d{1,6})(?!\d)")
_PAGE: Final = Link("看我的请示", "/cases")


def own_open_cases(plan: Plan, records: Records, userid: str) -> list[Case]:
    """Those the sender put or joined that wait for a ruling, oldest first."""
    own = records.cases.asked_by(plan.id, userid)
    return [case for case in own if case.state is CaseState.OPEN]


def case_named(text: str, cases: Sequence[Case]) -> Case | None:
    """The case that words say a file goes with; None where they do not say which."""
    if not _FOR_A_CASE.search(text):
        return None
    found = _NUMBER.search(text)
    if found is not None:
        number = int(found[1] or found[2])
        return next((case for case in cases if case.number == number), None)
    return cases[0] if len(cases) == 1 else None


def attached(
    store: Store, plan: Plan, message: IncomingMessage, held: Held, number: int
) -> Reply | None:
    """What came of attaching a waiting file; None where it is not kept any more."""
    waiting = store.waiting_of(message.sender)
    if not waiting.has(held.sha256):
        return None
    try:
        with waiting.as_file(held.sha256) as path:
            new = attach(store, plan, number, path, held.name, by=message.sender, at=message.at)
    except UnsafeFile as unsafe:
        return Reply(Kind.ACTION, f"{held.name}：{unsafe.words}", links=(_PAGE,))
    if not new:
        return Reply(
            Kind.ACTION, f"这个文件请示第{number}号里已经有了，没有重复附。", links=(_PAGE,)
        )
    words = f"已把“{held.name}”附到请示第{number}号，{plan.office}可以打开。"
    return Reply(Kind.ACTION, words, links=(_PAGE,))
