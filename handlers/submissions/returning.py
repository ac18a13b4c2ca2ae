"""Giving a paper back to its unit: done and told in one place, whichever door it is asked at."""

from collections.abc import Sequence
from typing import Final
from urllib.parse import urlencode

from handlers.roster.service import contacts_on
from handlers.submissions.comments import MOST_CELLS, cells_named, signed
from handlers.submissions.withdrawing import called_of
from handlers.turn.access import act
from handlers.turn.commands import ReturnPaper
from handlers.turn.context import DeedContext
from handlers.turn.deeds import DeedService, Preview, always
from handlers.turn.examples import a_unit
from handlers.turn.permissions import Deed, Reach, Target, reach
from handlers.turn.reply import Link, Push, Reply
from rules.papers import for_example
from storage.custody import holder_of
from storage.handins import AlreadyEnded, NotHere
from storage.views import HandIn, HandInStatus, Holder


def return_example(context: DeedContext) -> str:
    """How a paper is returned by a message, by example."""
    return f"请这样说：“退回{a_unit(context)}{for_example(context.plan)}：缺公章”。"


# What the unit reads in a message and on its page.
LONGEST_REASON: Final = 200


def may_return(role: str, status: HandInStatus) -> bool:
    """The section at any step, an assessment group while its unit's paper lies with it."""
    far = reach(role, Deed.RETURN_PAPER)
    with_group = holder_of(status, has_group=True) is Holder.GROUP
    return far is Reach.COUNTY or (far is Reach.GROUP and with_group)


def _targets(context: DeedContext, command: ReturnPaper) -> Sequence[Target]:
    handin = context.records.handins.by_receipt(command.receipt)
    return [Target(unit_id=handin.unit_id if handin else 0)]


def _show(context: DeedContext, command: ReturnPaper) -> Preview | Reply:
    handin = wrong_reason(context, command.reason) or returnable(context, command.receipt)
    if isinstance(handin, Reply):
        return handin
    unit = context.records.roster.unit(handin.unit_id)
    called = f"{unit.name}的{called_of(context, handin)}第{handin.version}版"
    told = told_words(context, handin, "确认后通知该单位政工人事")
    return Preview(
        command,
        f"请核对（还没有退回）：\n{called}（回执号{handin.receipt}）\n原因：{command.reason}\n"
        f"{_where(places_of(command))}{told}",
        "退回吗？",
        "确认退回",
        "不退回",
        f"好的，没有退回，{called}照旧。",
    )


def _do(context: DeedContext, command: ReturnPaper) -> Reply:
    """One clerk of the unit is told."""
    reason = command.reason
    handin = wrong_reason(context, reason) or returnable(context, command.receipt)
    if isinstance(handin, Reply):
        return handin
    try:
        give_back(context, handin, reason)
    except AlreadyEnded as ended:
        return act(str(ended))
    except NotHere:
        return gone_on(context, handin)
    unit = context.records.roster.unit(handin.unit_id)
    called = called_of(context, handin)
    why = signed_why(context, [handin], reason, places_of(command))
    pushes = _pushes(context, handin, f"{called}已退回，{why}请改好后重新上报。")
    told = told_words(context, handin, "已通知该单位政工人事")
    return act(
        f"已退回{unit.name}的{called}第{handin.version}版（回执号{handin.receipt}），"
        f"原因：{reason}。{_where(places_of(command))}{told}",
        pushes=pushes,
    )


def give_back(context: DeedContext, handin: HandIn, reason: str) -> None:
    """Return one version. AlreadyEnded, or NotHere for a group where it lies elsewhere."""
    far = reach(context.asker.role, Deed.RETURN_PAPER)
    held_by = None if far is Reach.COUNTY else Holder.GROUP
    context.records.handins.return_(
        handin.id, context.asker.userid, context.now, reason, held_by=held_by
    )


def places_of(command: ReturnPaper) -> tuple[str, ...]:
    """What has to be mended: as it was typed, and the addresses the reason names."""
    return tuple(dict.fromkeys((*command.cells, *cells_named(command.reason))))[:MOST_CELLS]


def _where(places: Sequence[str]) -> str:
    return f"要改的地方：{'、'.join(places)}。" if places else ""


def signed_why(
    context: DeedContext, handins: Sequence[HandIn], reason: str, places: Sequence[str]
) -> str:
    """Why, where and by whom; kept in the thread of each paper, where it can be answered."""
    member = context.records.members.by_userid(context.asker.userid)
    why = f"原因：{reason}。{_where(places)}"
    if member is None:
        return why
    for each in handins:
        context.records.comments.add(
            each.id, member, reason, context.now, cells=places, returns=True
        )
    who = signed(context.plan, context.records, member.name, member.role, member.userid)
    return f"{why}退回人：{who}，有疑问可在这份材料下留言，或在企业微信里找{member.name}。"


def returnable(context: DeedContext, receipt: str) -> HandIn | Reply:
    """The version, or why who acts cannot return it."""
    handin = context.records.handins.by_receipt(receipt)
    if handin is None or handin.plan_id != context.plan.id:
        return act("没有这份材料。请从单位的清单里选要退回的材料。")
    if not handin.up:
        return act(str(AlreadyEnded.__doc__))
    if not may_return(context.asker.role, handin.status):
        return gone_on(context, handin)
    return handin


def wrong_reason(context: DeedContext, reason: str) -> Reply | None:
    """Why the unit could not do anything with this reason."""
    if not reason.strip():
        return act(f"请写明退回的原因，单位才知道改什么。{return_example(context)}")
    if len(reason) > LONGEST_REASON:
        return act(
            f"退回的原因请控制在{LONGEST_REASON}字以内，现在是{len(reason)}字，没有退回。"
            f"{return_example(context)}"
        )
    return None


def gone_on(context: DeedContext, handin: HandIn) -> Reply:
    """Refuses a group what does not lie with it any more, and says who can."""
    unit, filed = context.records.roster.unit(handin.unit_id), handin.status is HandInStatus.FILED
    where = "归档" if filed else f"转交{context.plan.office_called}"
    return act(
        f"{unit.name}的{called_of(context, handin)}已经{where}，"
        f"考核组不能再退回，没有改动。需要退回的，请联系{context.plan.office}。"
    )


def told_words(context: DeedContext, handin: HandIn, told: str) -> str:
    """Which clerk is told, or that nobody can be and why."""
    contacts = contacts_on(context.records, context.now.date())
    unit_id = context.records.merging.now(handin.unit_id)
    for clerk in contacts.of(unit_id)[:1]:
        return f"{told}{clerk.name}。"
    why = contacts.why_nobody(unit_id)
    return f"该单位没有能收到消息的政工人事（{why}），请电话告知。"


def _pushes(context: DeedContext, handin: HandIn, text: str) -> tuple[Push, ...]:
    query = {"paper": handin.paper}
    if handin.person_id is not None:
        query["person"] = str(handin.person_id)
    link = Link("重新上报这份材料", f"/upload?{urlencode(query)}")
    unit_id = context.records.merging.now(handin.unit_id)
    return tuple(
        Push(
            clerk.userid,
            text,
            f"returned:{handin.receipt}:{clerk.userid}",
            link,
            papers=(handin.paper,),
        )
        for clerk in contacts_on(context.records, context.now.date()).of(unit_id)[:1]
    )


RETURN: Final = DeedService(
    ReturnPaper, always(Deed.RETURN_PAPER), "return_paper", _targets, do=_do, show=_show
)
