"""Giving a paper back to its unit: done and told in one place, whichever door it is asked at."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

from handlers.roster.service import contacts_on
from handlers.submissions.comments import MOST_CELLS, cells_named, signed
from handlers.submissions.owed import paper_name
from handlers.turn.access import act
from handlers.turn.context import TurnContext
from handlers.turn.reply import Link, Push, Reply
from rules.roster import Role
from storage.custody import holder_of
from storage.handins import AlreadyEnded, NotHere
from storage.views import HandIn, HandInStatus, Holder

# What the unit reads in a message and on its page.
LONGEST_REASON: Final = 200


def may_return(role: str, status: HandInStatus) -> bool:
    """The section at any step, an assessment group while its unit's paper lies with it."""
    of_group = holder_of(status, has_group=True) is Holder.GROUP
    return role == Role.SUPERVISOR or (role == Role.GROUP and of_group)


def gone_on(turn: TurnContext, handin: HandIn) -> Reply:
    """Refuses a group what does not lie with it any more, and says who can."""
    unit, filed = turn.records.roster.unit(handin.unit_id), handin.status is HandInStatus.FILED
    return act(
        f"{unit.name}的{_called(turn, handin)}已经{'归档' if filed else '转交干部监督股'}，"
        f"考核组不能再退回，没有改动。需要退回的，请联系{turn.plan.office}。"
    )


def give_back(turn: TurnContext, handin: HandIn, reason: str, cells: Sequence[str] = ()) -> Reply:
    """Return this version for this reason; one clerk of the unit is told. The asker may do it.

    `cells`: what has to be mended, beside the addresses the reason names.
    """
    held_by = None if turn.asker.role == Role.SUPERVISOR else Holder.GROUP
    try:
        turn.records.handins.return_(
            handin.id, turn.asker.userid, turn.now, reason, held_by=held_by
        )
    except AlreadyEnded as ended:
        return act(str(ended))
    except NotHere:
        return gone_on(turn, handin)
    unit = turn.records.roster.unit(handin.unit_id)
    called = _called(turn, handin)
    places = tuple(dict.fromkeys((*cells, *cells_named(reason))))[:MOST_CELLS]
    words = f"{called}已退回，{_signed(turn, handin, reason, places)}请改好后重新上报。"
    pushes = _pushes(turn, handin, words)
    told = _told(turn, handin)
    return act(
        f"已退回{unit.name}的{called}第{handin.version}版（回执号{handin.receipt}），"
        f"原因：{reason}。{told}",
        pushes=pushes,
    )


def _signed(turn: TurnContext, handin: HandIn, reason: str, places: Sequence[str]) -> str:
    """Why, where and by whom; kept in the thread of the paper, where it can be answered."""
    member = turn.records.members.by_userid(turn.asker.userid)
    where = f"要改的地方：{'、'.join(places)}。" if places else ""
    if member is None:
        return f"原因：{reason}。{where}"
    turn.records.comments.add(handin.id, member, reason, turn.now, cells=places, returns=True)
    who = signed(turn.records, member.name, member.role, member.userid)
    return (
        f"原因：{reason}。{where}退回人：{who}，有疑问可在这份材料下留言，"
        f"或在企业微信里找{member.name}。"
    )


def _told(turn: TurnContext, handin: HandIn) -> str:
    contacts = contacts_on(turn.records, turn.now.date())
    unit_id = turn.records.merging.now(handin.unit_id)
    for clerk in contacts.of(unit_id)[:1]:
        return f"已通知该单位政工人事{clerk.name}。"
    why = contacts.why_nobody(unit_id)
    return f"该单位没有能收到消息的政工人事（{why}），请电话告知。"


def _called(turn: TurnContext, handin: HandIn) -> str:
    paper = turn.plan.papers.get(handin.paper)
    named = paper_name(paper) if paper else handin.paper
    if handin.person_id is None:
        return named
    return f"{named}（{turn.records.roster.person(handin.person_id).name}）"


def _pushes(turn: TurnContext, handin: HandIn, text: str) -> tuple[Push, ...]:
    query = {"paper": handin.paper}
    if handin.person_id is not None:
        query["person"] = str(handin.person_id)
    link = Link("重新上报这份材料", f"/upload?{urlencode(query)}")
    unit_id = turn.records.merging.now(handin.unit_id)
    return tuple(
        Push(
            clerk.userid,
            text,
            f"returned:{handin.receipt}:{clerk.userid}",
            link,
            papers=(handin.paper,),
        )
        for clerk in contacts_on(turn.records, turn.now.date()).of(unit_id)[:1]
    )
