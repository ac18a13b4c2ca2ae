"""“通知各乡镇：……”: a card shows whom before anything is sent; the words travel in the outbox."""

import hashlib
import re
from typing import Final

from handlers.notifications.budget import ceiling_of, units_at_the_ceiling
from handlers.notifications.by_hand import midnight, note_sent
from handlers.roster.service import contacts_on
from handlers.turn.access import (
    act,
    is_staff,
    is_supervisor,
    names_nobody_known,
    supervisors_only,
    units_in_charge,
)
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import group_in, kinds_in, units_in
from handlers.turn.reply import Option, Push, Reply
from handlers.turn.topic import topic
from storage.views import Unit

_YES: Final = "announce:yes:"
_NO: Final = "announce:no"
_SAID: Final = re.compile(r"^[^:：]{0,8}通知(?P<whom>[^:：]{1,60})[:：](?P<words>.+)$", re.DOTALL)
_ALL: Final = re.compile("全县|各单位|所有单位|全部单位|本组|我们组|大家")
_BETWEEN: Final = re.compile(r"[、,，;；和及与\s]+")
_EXAMPLE: Final = "请这样说：“通知各乡镇：明天下午3点前把附件8交齐”。"
# A button's key holds at most 1024 bytes; three bytes a character.
_LONGEST: Final = 200
_NAMED: Final = 20


@topic("announce")
def announce(turn: TurnContext) -> Reply:
    if not is_staff(turn):
        return supervisors_only(turn, "给单位发通知")
    picked = turn.choice.key if turn.choice else ""
    if picked == _NO:
        return act("好的，没有发出任何通知。")
    if picked.startswith(_YES):
        whom, _, words = picked.removeprefix(_YES).partition(":")
        return _sent(turn, whom, words)
    found = _SAID.match(turn.said.strip())
    if found is None:
        return act(f"要通知谁、通知什么？{_EXAMPLE}")
    return _shown(turn, found["whom"].strip(), found["words"].strip())


def _shown(turn: TurnContext, whom: str, words: str) -> Reply:
    """Whom and what, before anything is sent."""
    units = _units(turn, whom)
    if not units:
        return act(f"没有找到您要通知、又归您管的单位。{_EXAMPLE}")
    unknown = [name for name in _BETWEEN.split(whom) if names_nobody_known(turn, name)]
    if unknown:
        return act(f"没有找到{'、'.join(unknown)}，还没有发出。请改好单位名称再说一遍。")
    if len(words) > _LONGEST:
        return _too_long(words)
    contacts = contacts_on(turn.records, turn.now.date())
    reached = [unit for unit in units if contacts.of(unit.id)]
    lines = [f"将通知下列{len(reached)}个单位各一人（还没有发出）：", _names(reached)]
    without = [unit.name for unit in units if unit not in reached]
    if without:
        lines.append(f"联系不上、请电话告知：{'、'.join(without)}。")
    lines.append(f"内容：{words}")
    full = _full(turn, reached)
    if full:
        lines.append(
            f"其中{len(full)}个单位本季收到的消息已到县里定的上限"
            f"（{ceiling_of(turn.plan, turn.records)}条），不会发：{_names(full)}。"
        )
    if len(reached) == len(full):
        return act("\n".join([*lines, "没有可以发送的单位。"]))
    options = (Option("发送通知", f"{_YES}{whom}:{words}"), Option("不发", _NO))
    return act("\n".join([*lines, "发送吗？"]), options=options)


def _sent(turn: TurnContext, whom: str, words: str) -> Reply:
    """After the yes. The card may be old: the units are looked up again."""
    if len(words) > _LONGEST:  # a button's key may be written by hand
        return _too_long(words)
    contacts = contacts_on(turn.records, turn.now.date())
    units = [unit for unit in _units(turn, whom) if contacts.of(unit.id)]
    full = _full(turn, units)
    receivers = [(unit, contacts.of(unit.id)[0]) for unit in units if unit not in full]
    if not receivers:
        return act("没有可以发送的单位，没有发出。")
    mark = hashlib.sha256(words.encode()).hexdigest()[:16]
    sender = turn.plan.office if is_supervisor(turn) else turn.asker.name
    every = tuple(
        Push(
            member.userid,
            f"【通知】{unit.name}：{words}\n（{sender}）",
            f"announce:{turn.plan.id}:{unit.id}:{mark}:{turn.now.date().isoformat()}",
            author=turn.asker.userid,
            whom=f"{unit.name}{member.name}",
        )
        for unit, member in receivers
    )
    known = set(turn.records.outbox.keys_since(f"announce:{turn.plan.id}:", midnight(turn.now)))
    new = [push.key not in known for push in every]
    pushes = tuple(push for push, is_new in zip(every, new, strict=True) if is_new)
    if not pushes:
        return act("这条通知已经发过了，没有重复发送。同样的通知一天只发一次。")
    told = [unit.id for (unit, _), is_new in zip(receivers, new, strict=True) if is_new]
    note_sent(turn, "通知", pushes, told)
    words = f"正在发送给{len(pushes)}个单位，没有送到的会告诉您。同样的通知一天只发一次。"
    return act(words, pushes=pushes)


def _too_long(words: str) -> Reply:
    return act(f"通知请控制在{_LONGEST}字以内，现在是{len(words)}字。")


def _units(turn: TurnContext, whom: str) -> list[Unit]:
    """Of the units in the asker's charge those that `whom` names: units, a group, kinds, all."""
    roster, mine = turn.records.roster, units_in_charge(turn)
    named = units_in(whom, roster.units())
    if named:
        return [unit for unit in mine if unit in named]
    group, kinds = group_in(whom, roster.groups()), kinds_in(whom)
    if group is None and kinds is None and not _ALL.search(whom):
        return []
    return [
        unit
        for unit in mine
        if (group is None or unit.group_id == group.id) and (kinds is None or unit.kind in kinds)
    ]


def _full(turn: TurnContext, units: list[Unit]) -> list[Unit]:
    """Units that got as many messages this season as the county allows."""
    full = units_at_the_ceiling(turn.plan, turn.records)
    return [unit for unit in units if unit.id in full]


def _names(units: list[Unit]) -> str:
    names = "、".join(unit.name for unit in units[:_NAMED])
    return f"{names}等{len(units)}个" if len(units) > _NAMED else names
