"""Papers on their way: taken over, checked and passed on by a group, filed by the section."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from handlers.submissions.withdrawing import called_of
from handlers.turn.access import act
from handlers.turn.buttons import StepButton, UndoStepButton
from handlers.turn.commands import MovePapers, Step, UndoMove
from handlers.turn.context import DeedContext
from handlers.turn.deeds import DeedService, Preview, always
from handlers.turn.permissions import Deed, Reach, Target, reach
from handlers.turn.reply import Option, Reply
from rules.plan import Plan
from storage.custody import holder_of, may_move
from storage.handins import HandIns, in_force
from storage.views import HandIn, HandInStatus, Holder, Part, Unit

CHECKED: Final = "核对通过"


@dataclass(frozen=True)
class Move:
    """A step. `said`: how it is told; `of_group`: a unit's group does it where it has one.

    `then`: the steps offered next.
    """

    said: str
    of_group: bool
    moves: Callable[[HandIns, int, DeedContext], object]
    fits: Callable[[HandInStatus], bool]
    then: tuple[Step, ...]

    def said_in(self, plan: Plan) -> str:
        """With the office as this notice calls it."""
        return self.said.format(office=plan.office_called)


MOVES: Final[Mapping[Step, Move]] = {
    "file": Move(
        "归档",
        False,
        lambda handins, id, by: handins.file(id, by.asker.userid, by.now),
        lambda now: may_move(now, HandInStatus.FILED),
        (),
    ),
    "pass_on": Move(
        "转交{office}",
        False,
        lambda handins, id, by: handins.pass_on(id, by.asker.userid, by.now),
        lambda now: may_move(now, HandInStatus.WITH_SECTION),
        (),
    ),
    "check": Move(
        CHECKED,
        True,
        lambda handins, id, by: handins.note(id, by.asker.userid, by.now, CHECKED),
        lambda now: now is HandInStatus.WITH_GROUP,
        ("pass_on",),
    ),
    "take_over": Move(
        "收到",
        True,
        lambda handins, id, by: handins.take_over(id, by.asker.userid, by.now),
        lambda now: may_move(now, HandInStatus.WITH_GROUP),
        ("check", "pass_on"),
    ),
}
_LIES: Final = {
    Holder.UNIT: "在单位（退回、撤回的）",
    Holder.GROUP: "在考核组",
    Holder.SECTION: "在{office}",
    Holder.ARCHIVE: "已归档",
}


def _deed(command: MovePapers) -> Deed:
    return Deed.FILE_PAPERS if command.step == "file" else Deed.MOVE_PAPERS


def _targets(context: DeedContext, command: MovePapers) -> Sequence[Target]:
    named = (context.records.handins.by_receipt(each) for each in command.receipts)
    of = [Target(unit_id=each.unit_id if each else 0) for each in named]
    return [Target(unit_id=command.unit_id), *of]


def _show(context: DeedContext, command: MovePapers) -> Preview | Reply:
    found = _found(context, command)
    if isinstance(found, Reply):
        return found
    unit, fitting = found
    lines = [
        "请核对（还没有记）：",
        f"{unit.name}的材料{said_of(context, command.step)}，{_counted(context, fitting)}。",
        "记下后，单位不能再自己撤回这些材料。" if command.step == "take_over" else "",
    ]
    return Preview(
        replace(command, receipts=tuple(each.receipt for each in fitting)),
        "\n".join(filter(None, lines)),
        "这样记吗？",
        f"确认{_short(context, command.step)}",
        "先不记",
        f"好的，没有记，{unit.name}的材料还在原来的地方。",
    )


_SHORT: Final[Mapping[Step, str]] = {
    "take_over": "收到",
    "check": CHECKED,
    "pass_on": "转交",
    "file": "归档",
}


def _short(context: DeedContext, step: Step) -> str:
    """The step on a button, as who does it calls it."""
    return "接收" if _receives(context, step) else _SHORT[step]


def _receives(context: DeedContext, step: Step) -> bool:
    """What a group passes on, the section receives."""
    return step == "pass_on" and reach(context.asker.role, Deed.MOVE_PAPERS) is Reach.COUNTY


def said_of(context: DeedContext, step: Step) -> str:
    """How the step is called for who does it."""
    office = context.plan.office_called
    if _receives(context, step):
        return f"由{office}接收"
    return MOVES[step].said_in(context.plan)


def _do(context: DeedContext, command: MovePapers) -> Reply:
    found = _found(context, command)
    if isinstance(found, Reply):
        return found
    unit, fitting = found
    move = MOVES[command.step]
    for each in fitting:
        move.moves(context.records.handins, each.id, context)
    options = [
        Option(MOVES[step].said_in(context.plan), StepButton(step, unit.id)) for step in move.then
    ]
    return act(
        f"已记下：{unit.name}的材料{said_of(context, command.step)}，{_counted(context, fitting)}。"
        "记错了，可以马上撤销。",
        options=(*options, Option("撤销刚才的操作", UndoStepButton())),
    )


def _found(context: DeedContext, command: MovePapers) -> tuple[Unit, list[HandIn]] | Reply:
    """The unit and what can take this step now, or why nothing can."""
    here = {unit.id: unit for unit in context.records.roster.units()}
    unit, move = here.get(context.records.merging.now(command.unit_id)), MOVES[command.step]
    if unit is None:
        return act("名册里没有这个单位，没有改动。")
    of_section = reach(context.asker.role, Deed.MOVE_PAPERS) is Reach.COUNTY
    if move.of_group and of_section and unit.group_id is not None:
        return act(
            f"{unit.name}的材料由考核组{move.said_in(context.plan)}，您这边不能代办。"
            f"转交以后，您可以说“归档{unit.name}材料”。"
        )
    meant = _meant(context, unit, command)
    fitting = [each for each in meant if move.fits(each.status)]
    if command.step == "check":
        fitting = [each for each in fitting if not _is_checked(context, each)]
    if fitting:
        return unit, fitting
    if len(command.receipts) == 1 and meant:
        return _of_one(context, meant[0], command.step)
    where = _where(context.plan, meant, unit)
    return act(f"{unit.name}没有可以{move.said_in(context.plan)}的材料。{where}")


def _meant(context: DeedContext, unit: Unit, command: MovePapers) -> list[HandIn]:
    everything = [
        each
        for id in context.records.merging.with_merged(unit.id)
        for each in context.records.handins.all_of(id, plan_id=context.plan.id)
    ]
    if command.receipts:
        return [each for each in everything if each.receipt in command.receipts]
    standing = [each for part in Part for each in in_force(everything, part).values()]
    return [each for each in standing if not command.paper or each.paper == command.paper]


def _of_one(context: DeedContext, handin: HandIn, step: Step) -> Reply:
    """A version that cannot take the step: done already by the same member, or gone elsewhere."""
    last = context.records.handins.steps(handin.id)[-1]
    to = {"take_over": "with_group", "pass_on": "with_section", "file": "filed"}.get(step, "")
    if (last.status.value, last.by) == (to, context.asker.userid.casefold()):
        return act(f"这一步您已经办好了，回执号{handin.receipt}。")
    return act(f"{called_of(context, handin)}已经有人办过了，没有再动它。")


def _is_checked(context: DeedContext, handin: HandIn) -> bool:
    return any(step.reason == CHECKED for step in context.records.handins.steps(handin.id))


def _undo_targets(context: DeedContext, command: UndoMove) -> Sequence[Target]:
    if not command.receipt:
        return [Target(userid=context.asker.userid)]
    handin = context.records.handins.by_receipt(command.receipt)
    return [Target(unit_id=handin.unit_id if handin else 0)]


def _undo(context: DeedContext, command: UndoMove) -> Reply:
    only = context.records.handins.by_receipt(command.receipt) if command.receipt else None
    undone = context.records.handins.undo(
        context.asker.userid,
        context.now,
        plan_id=context.plan.id,
        only=only.id if only else None,
    )
    if not undone:
        return act("没有可以撤销的操作：您最近没有收到、转交或归档过材料，或者后面已经有人办了。")
    units = {context.records.roster.unit(each.unit_id).name for each in undone}
    what = f"{'、'.join(sorted(units))}，{_counted(context, undone)}"
    return act(f"已撤销刚才的操作：{what}，回到原来的一步。")


def _counted(context: DeedContext, handins: Sequence[HandIn]) -> str:
    """15件（附件1 11份、附件8 1份），with signed copies apart."""
    kinds = Counter(each.paper for each in handins if each.part is Part.DATA)
    named = [(context.plan.papers[id], number) for id, number in kinds.items()]
    words = [f"{paper.form or paper.name}（{number}份）" for paper, number in named]
    signed = sum(each.part is Part.SIGNED for each in handins)
    if signed:
        words.append(f"盖章扫描件（{signed}份）")
    return f"共{len(handins)}件：{'、'.join(words)}"


def _where(plan: Plan, handins: Sequence[HandIn], unit: Unit) -> str:
    """Where the unit's papers lie instead."""
    if not handins:
        return "还没有收到过。"
    has_group = unit.group_id is not None
    held = Counter(holder_of(each.status, has_group=has_group) for each in handins)
    lies = "，".join(f"{_LIES[who]}{held[who]}件" for who in Holder if held[who])
    return f"现在：{lies.format(office=plan.office_called)}。"


MOVE: Final = DeedService(MovePapers, _deed, "custody", _targets, do=_do, show=_show)
UNDO_MOVE: Final = DeedService(
    UndoMove, always(Deed.MOVE_PAPERS), "custody", _undo_targets, do=_undo
)
