"""A notice in staff's own words to units: whom first, then one message to one clerk of each."""

import hashlib
from collections.abc import Sequence
from typing import Final

from handlers.notifications.budget import ceiling_of, units_at_the_ceiling
from handlers.notifications.by_hand import midnight, note_sent
from handlers.roster.service import contacts_on
from handlers.submissions.service import few
from handlers.turn.access import act, sees_county, units_in_charge
from handlers.turn.commands import Announce
from handlers.turn.context import DeedContext
from handlers.turn.deeds import DeedService, Preview, always
from handlers.turn.permissions import Deed, Target
from handlers.turn.reply import Push, Reply
from rules.papers import for_example
from rules.plan import Plan
from storage.views import Member, Unit

_LONGEST: Final = 200


def announce_example(plan: Plan) -> str:
    """How a notice to units is said, by example."""
    return f"请这样说：“通知各单位：明天下午3点前把{for_example(plan)}交齐”。"


def _targets(context: DeedContext, command: Announce) -> Sequence[Target]:
    return [Target(unit_id=id) for id in command.units]


def _show(context: DeedContext, command: Announce) -> Preview | Reply:
    """Whom and what, before anything is sent."""
    wrong = _wrong(context.plan, command)
    if wrong:
        return wrong
    units = _units(context, command)
    contacts = contacts_on(context.records, context.now.date())
    reached = [unit for unit in units if contacts.of(unit.id)]
    lines = [f"将通知下列{len(reached)}个单位各一人（还没有发出）：", _names(reached)]
    without = [unit for unit in units if unit not in reached]
    if without:
        lines.append(f"联系不上、请电话告知：{_names(without)}。")
    lines.append(f"内容：{command.words}")
    full = _full(context, reached)
    if full:
        lines.append(
            f"其中{len(full)}个单位本季收到的消息已到县里定的上限"
            f"（{ceiling_of(context.plan, context.records)}条），不会发：{_names(full)}。"
        )
    sent_to = tuple(unit.id for unit in reached if unit not in full)
    if not sent_to:
        return act("\n".join([*lines, "没有可以发送的单位。"]))
    return Preview(
        Announce(command.words, sent_to),
        "\n".join(lines),
        "发送吗？",
        "发送通知",
        "不发",
        "好的，没有发出任何通知。",
    )


def _do(context: DeedContext, command: Announce) -> Reply:
    """After the yes: who can be reached now, and was not told the same today."""
    wrong = _wrong(context.plan, command)
    if wrong:
        return wrong
    contacts = contacts_on(context.records, context.now.date())
    units = [unit for unit in _units(context, command) if contacts.of(unit.id)]
    full = _full(context, units)
    receivers = [(unit, contacts.of(unit.id)[0]) for unit in units if unit not in full]
    if not receivers:
        return act("没有可以发送的单位，没有发出。")
    every = [_push(context, command, unit, member) for unit, member in receivers]
    since = midnight(context.now)
    known = set(context.records.outbox.keys_since(f"announce:{context.plan.id}:", since))
    new = [push.key not in known for push in every]
    pushes = tuple(push for push, is_new in zip(every, new, strict=True) if is_new)
    if not pushes:
        return act("这条通知已经发过了，没有重复发送。同样的通知一天只发一次。")
    told = [unit.id for (unit, _), is_new in zip(receivers, new, strict=True) if is_new]
    note_sent(context, "通知", pushes, told)
    words = f"正在发送给{len(pushes)}个单位，没有送到的会告诉您。同样的通知一天只发一次。"
    return act(words, pushes=pushes)


def _wrong(plan: Plan, command: Announce) -> Reply | None:
    words = command.words.strip()
    if not words:
        return act(f"要通知什么？{announce_example(plan)}")
    if len(words) > _LONGEST:
        return act(f"通知请控制在{_LONGEST}字以内，现在是{len(words)}字。")
    return None


def _units(context: DeedContext, command: Announce) -> list[Unit]:
    return [unit for unit in units_in_charge(context) if unit.id in command.units]


def _push(context: DeedContext, command: Announce, unit: Unit, member: Member) -> Push:
    mark = hashlib.sha256(command.words.encode()).hexdigest()[:16]
    sender = context.plan.office if sees_county(context) else context.asker.name
    return Push(
        member.userid,
        f"【通知】{unit.name}：{command.words}\n（{sender}）",
        f"announce:{context.plan.id}:{unit.id}:{mark}:{context.now.date().isoformat()}",
        author=context.asker.userid,
        whom=f"{unit.name}{member.name}",
    )


def _full(context: DeedContext, units: Sequence[Unit]) -> list[Unit]:
    """Units that got as many messages this season as the county allows."""
    full = units_at_the_ceiling(context.plan, context.records)
    return [unit for unit in units if unit.id in full]


def _names(units: Sequence[Unit]) -> str:
    return few([unit.name for unit in units])


ANNOUNCE: Final = DeedService(
    Announce, always(Deed.ANNOUNCE), "announce", _targets, do=_do, show=_show
)
