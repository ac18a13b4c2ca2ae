"""The thread of a paper between unit, group and section: who reads it, who is told of a word."""

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from forms.kit.marks import mark_in_lines
from handlers.roster.service import contacts_on
from handlers.submissions.owed import paper_name
from handlers.turn.permissions import Deed, Reach, may, reach
from handlers.turn.reply import Link, Push
from rules.plan import Plan
from rules.roster import Role
from storage import Records
from storage.views import Comment, HandIn, Member

LONGEST_COMMENT: Final = 500
MOST_CELLS: Final = 20
_SIDES: Final = {Role.CLERK: "单位", Role.GROUP: "考核组", Role.SUPERVISOR: "{office}"}
# G9 as people write it. A4 and A3 are sizes of paper wherever a sentence speaks of them.
_CELL: Final = re.compile(
    r"(?<![A-Za-z0-9])(?![Aa][34](?![0-9]))([A-Za-z]{1,2}[1-9][0-9]{0,3})(?![A-Za-z0-9])"
)
_BREAK: Final = re.compile(r"[、，,;；\s]+")


def may_speak(member: Member) -> bool:
    """Unit, group and section; a cadre reads why their paper came back and no more."""
    return may(member.role, Deed.COMMENT)


def thread(records: Records, handin: HandIn, member: Member) -> list[Comment]:
    """All that was said of this paper's versions, as far as it is for this member."""
    versions = records.handins.versions(
        handin.unit_id, handin.paper, handin.person_id, plan_id=handin.plan_id, part=handin.part
    )
    found = records.comments.of([each.id for each in versions])
    return [each for each in found if each.returns or may_speak(member)]


def return_of(records: Records, handin: HandIn) -> Comment | None:
    """The words with which this version was given back, None where it was not."""
    found = [each for each in records.comments.of([handin.id]) if each.returns]
    return found[-1] if found else None


def cells_named(text: str) -> tuple[str, ...]:
    """The addresses in a sentence, each once: G9、g10 改一下."""
    return tuple(dict.fromkeys(found.upper() for found in _CELL.findall(text)))[:MOST_CELLS]


def cells_typed(text: str) -> tuple[str, ...]:
    """What was typed as the places to mend: addresses, or the words of a label or a name."""
    pieces = [piece[:30] for piece in _BREAK.split(text) if piece]
    tidied = (piece.upper() if _CELL.fullmatch(piece) else piece for piece in pieces)
    return tuple(dict.fromkeys(tidied))[:MOST_CELLS]


def signed(plan: Plan, records: Records, name: str, role: Role, userid: str) -> str:
    """Whose words they are and how that person is reached: “冯组长（第一考核组）”."""
    member = records.members.by_userid(userid)
    groups = {each.id: each.name for each in records.roster.groups()}
    group = groups.get(member.group_id or 0) if member else None
    side = _SIDES.get(role, "单位").format(office=plan.office_called)
    return f"{name}（{group or side}）"


def refusal(text: str) -> str:
    """Why nothing of it is kept, in words; empty where it may be."""
    if not text:
        return "还没有写。请写明要说什么，例如“G9的等次和登记表不一致，请核对”。"
    if mark := mark_in_lines(text.splitlines()):
        return f"里面有密级标志“{mark}”，没有留存。涉密内容不得在这里写，也不得通过网络报送。"
    if len(text) > LONGEST_COMMENT:
        return f"写了{len(text)}字，最多{LONGEST_COMMENT}字，没有留存，请分几次写。"
    return ""


def say(
    plan: Plan, records: Records, handin: HandIn, member: Member, text: str, at: datetime
) -> list[Push]:
    """Keep a word in the thread; one person of the other side is told."""
    earlier = thread(records, handin, member)
    comment = records.comments.add(handin.id, member, text, at, cells=cells_named(text))
    link = Link("打开这份材料", f"/receipt/{handin.receipt}")
    who = signed(plan, records, member.name, member.role, member.userid)
    words = f"{who}在{_called(plan, records, handin)}下留言：{text}"
    return [
        Push(
            each.userid, words, f"comment:{comment.id}:{each.userid}", link, papers=(handin.paper,)
        )
        for each in _other_side(records, handin, member, earlier, at)[:1]
    ]


def _other_side(
    records: Records, handin: HandIn, member: Member, earlier: Sequence[Comment], at: datetime
) -> list[Member]:
    """The unit's clerk for staff; for the unit who of the staff spoke last, else who holds it."""
    unit_id, contacts = records.merging.now(handin.unit_id), contacts_on(records, at.date())
    if reach(member.role, Deed.COMMENT) is not Reach.UNIT:
        return contacts.of(unit_id)
    staff = [e.by for e in reversed(earlier) if reach(e.role, Deed.COMMENT) is not Reach.UNIT]
    spoke = [m for by in dict.fromkeys(staff) if (m := records.members.by_userid(by))]
    group = records.roster.unit(unit_id).group_id
    holders = records.members.of_group(group) if group else records.members.supervisors()
    return contacts.available([*spoke, *holders])


def _called(plan: Plan, records: Records, handin: HandIn) -> str:
    paper = plan.papers.get(handin.paper)
    unit = records.roster.unit(handin.unit_id).name
    whose = records.roster.person(handin.person_id).name if handin.person_id else ""
    return (
        f"{unit}的{paper_name(paper) if paper else handin.paper}{f'（{whose}）' if whose else ''}"
    )
