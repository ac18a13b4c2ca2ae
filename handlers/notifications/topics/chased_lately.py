"""“刚才催的都有谁”: whom one chased or notified oneself today, from the trail."""

import re
from typing import Final

from handlers.notifications.by_hand import midnight
from handlers.notifications.topics.reminded_today import reminded_today
from handlers.roster.service import contacts_on
from handlers.turn.access import act
from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed, may
from handlers.turn.reply import Reply
from handlers.turn.topic import topic
from language.needed import Shapes
from storage.views import Act, AuditEntry

_WHOM: Final = "(?:哪些|哪几|哪个|谁|几[个家]|多少)"
_SENT: Final = "(?:催报?|提醒|通知|发)"
_ASKED: Final = re.compile(
    rf"(?:刚才?|刚刚|方才)(?:那个|那次|你|我|都|,|，)*{_SENT}(?:了|过|的|出去的)*"
    rf"(?:通知|提醒)?(?:都|分别)?(?:是|有|给|发给)*(?:了)?{_WHOM}"
    rf"|^(?:那|你|我|今天|都|总共|一共|,|，)*(?:催报?|通知)(?:了|过|的)(?:都|分别)?(?:是|有|给)*{_WHOM}"
)
_JUST_NOW: Final = re.compile("刚")
_NOTICE: Final = re.compile("通知")
CHASED: Final = Shapes(_ASKED)


def asks_chased(turn: TurnContext) -> bool:
    """Whether it is asked whom one chased oneself; of all that went out the ledger tells."""
    asked = _ASKED.search(turn.said) is not None
    return asked and any(may(turn.asker.role, one) for one in (Deed.CHASE, Deed.CHASE_PEOPLE))


@topic("chased_lately")
def chased_lately(turn: TurnContext) -> Reply:
    """The last one, or where it is not asked of “刚才” all of today."""
    entries = _own(turn)
    if not entries:
        if may(turn.asker.role, Deed.SEE_REMINDED):
            return reminded_today.answer(turn)
        return act("今天您还没有催过谁。")
    if _JUST_NOW.search(turn.said):
        entries = [one for one in entries if one.at == entries[0].at]
    lines = [line for one in reversed(entries) for line in _told(turn, one)]
    return act("\n".join(lines))


def _own(turn: TurnContext) -> list[AuditEntry]:
    """Of today, the newest first: notices where those are asked for."""
    found = turn.records.audit.entries(
        act=Act.CHASED, by=turn.asker.userid, since=midnight(turn.now)
    )
    wanted = "通知" if _NOTICE.search(turn.said) else ""
    entries = list(found)
    return [one for one in entries if one.subject == wanted] if wanted else entries


def _told(turn: TurnContext, entry: AuditEntry) -> list[str]:
    at = entry.at.astimezone(turn.now.tzinfo)
    paper = str(entry.detail.get("paper") or "")
    known = turn.plan.papers.get(paper)
    of = f"（{known.form or known.name}）" if known else ""
    head = f"{at:%H:%M}{'通知' if entry.subject == '通知' else '催'}了"
    people = _numbers(entry, "people")
    if people:
        called = "、".join(turn.records.roster.person(one).name for one in people)
        return [f"{head}{len(people)}人{of}：{called}。"]
    units = _numbers(entry, "units")
    names, contacts = turn.records.roster.unit_names(), contacts_on(turn.records, turn.now.date())
    lines = []
    for unit in units:
        to = next((one.name for one in contacts.of(unit)), "")
        lines.append(f"· {names.get(unit, '已不在名册的单位')}{f' → {to}' if to else ''}")
    return [f"{head}{len(units)}个单位{of}：", *lines]


def _numbers(entry: AuditEntry, name: str) -> list[int]:
    value = entry.detail.get(name)
    return [one for one in value if isinstance(one, int)] if isinstance(value, list) else []
