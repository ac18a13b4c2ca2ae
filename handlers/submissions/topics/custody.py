"""Papers on their way: a group takes a unit's over, checks and passes them on; the section files.

A word takes the newest move back.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from handlers.turn.access import (
    act,
    is_staff,
    is_supervisor,
    no_record,
    not_in_charge,
    units_in_charge,
)
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import group_in, names_a_unit, paper_in, units_in
from handlers.turn.reply import Option, Reply
from handlers.turn.topic import topic
from storage.custody import holder_of, may_move
from storage.handins import in_force
from storage.views import HandIn, HandInStatus, Holder, Part, Unit

_UNDO: Final = re.compile(r"撤[销回]|取消|收回")
_EXAMPLE: Final = "例如“收到城关镇材料”“城关镇材料核对通过”“转交城关镇材料”。"
_CHECKED: Final = "核对通过"


@dataclass(frozen=True)
class Move:
    """A step. `said`: how it is told; `role`: whose it is; `then`: the steps offered next."""

    id: str
    words: re.Pattern[str]
    said: str
    of_section: bool
    moves: Callable[[TurnContext, HandIn], object]
    fits: Callable[[HandInStatus], bool]
    then: tuple[str, ...]


def _take_over(turn: TurnContext, handin: HandIn) -> object:
    return turn.records.handins.take_over(handin.id, turn.asker.userid, turn.now)


def _check_off(turn: TurnContext, handin: HandIn) -> object:
    return turn.records.handins.note(handin.id, turn.asker.userid, turn.now, _CHECKED)


def _pass_on(turn: TurnContext, handin: HandIn) -> object:
    return turn.records.handins.pass_on(handin.id, turn.asker.userid, turn.now)


def _file(turn: TurnContext, handin: HandIn) -> object:
    return turn.records.handins.file(handin.id, turn.asker.userid, turn.now)


_MOVES: Final = {
    move.id: move
    for move in (
        Move(
            "file", re.compile(r"归档|存档"), "归档", True, _file,
            lambda now: may_move(now, HandInStatus.FILED), (),
        ),
        Move(
            "pass_on", re.compile(r"转交|移交|交给干部监督股|送干部监督股"), "转交干部监督股",
            False, _pass_on, lambda now: may_move(now, HandInStatus.WITH_SECTION), (),
        ),
        Move(
            "check", re.compile(r"核对|审核|通过"), _CHECKED, False, _check_off,
            lambda now: now is HandInStatus.WITH_GROUP, ("pass_on",),
        ),
        Move(
            "take_over", re.compile(r"收到|接收|签收|收下|收了"), "收到", False, _take_over,
            lambda now: may_move(now, HandInStatus.WITH_GROUP), ("check", "pass_on"),
        ),
    )
}  # fmt: skip


@topic("custody")
def custody(turn: TurnContext) -> Reply:
    if not is_staff(turn):
        return act(
            "接收、核对、转交由考核组办理，归档由"
            f"{turn.plan.office}办理，您这边不能操作。要看材料到了哪里，可以问“我们单位进度”。"
        )
    if turn.choice is None and _UNDO.search(turn.reading.text):
        return _undo(turn)
    move, units, paper_id = _wanted(turn)
    if move is None:
        return _undo(turn) if turn.choice else act(f"要收到、核对还是转交？{_EXAMPLE}")
    refused = _not_theirs(turn, move)
    if refused:
        return refused
    in_charge = units_in_charge(turn)
    if not in_charge:
        return no_record(turn)
    unknown = not units and names_a_unit(turn.reading.text) and not is_supervisor(turn)
    if unknown or any(unit not in in_charge for unit in units):
        return not_in_charge(turn)
    if len(units) != 1:
        return act(f"请说明是哪一个单位的材料，{_EXAMPLE}")
    return _moved(turn, move, units[0], paper_id)


def _wanted(turn: TurnContext) -> tuple[Move | None, list[Unit], str]:
    """The step, the units named and the paper, from the button or from the words."""
    roster = turn.records.roster
    if turn.choice is not None:
        _, id, unit, *_ = [*turn.choice.key.split(":"), "", ""]
        units = [each for each in roster.units() if str(each.id) == unit]
        return _MOVES.get(id), units, ""
    text = turn.reading.text
    paper = paper_in(text, turn.plan, turn.reading.papers)
    move = next((each for each in _MOVES.values() if each.words.search(text)), None)
    return move, units_in(text, roster.units()), paper.id if paper else ""


def _not_theirs(turn: TurnContext, move: Move) -> Reply | None:
    if move.of_section and not is_supervisor(turn):
        return act(f"归档由{turn.plan.office}办理，考核组请说“转交城关镇材料”。")
    group = group_in(turn.reading.text, turn.records.roster.groups())
    if group and not is_supervisor(turn) and group.id != turn.asker.group_id:
        return not_in_charge(turn)
    return None


def _moved(turn: TurnContext, move: Move, unit: Unit, paper_id: str) -> Reply:
    if not move.of_section and is_supervisor(turn) and unit.group_id is not None:
        return act(
            f"{unit.name}的材料由考核组{move.said}，您这边不能代办。"
            f"转交以后，您可以说“归档{unit.name}材料”。"
        )
    everything = [
        each
        for id in turn.records.merging.with_merged(unit.id)
        for each in turn.records.handins.all_of(id, plan_id=turn.plan.id)
    ]
    standing = [each for part in Part for each in in_force(everything, part).values()]
    of_paper = [each for each in standing if not paper_id or each.paper == paper_id]
    fitting = [each for each in of_paper if move.fits(each.status)]
    if move.id == "check":
        fitting = [each for each in fitting if not _is_checked(turn, each)]
    if not fitting:
        return act(f"{unit.name}没有可以{move.said}的材料。{_where(of_paper, unit)}")
    for each in fitting:
        move.moves(turn, each)
    options = [Option(_MOVES[id].said, f"custody:{id}:{unit.id}") for id in move.then]
    return act(
        f"已记下：{unit.name}的材料{move.said}，{_counted(turn, fitting)}。"
        "记错了，回复“撤销刚才的操作”。",
        options=(*options, Option("撤销刚才的操作", "custody:undo")),
    )


def _is_checked(turn: TurnContext, handin: HandIn) -> bool:
    return any(step.reason == _CHECKED for step in turn.records.handins.steps(handin.id))


def _undo(turn: TurnContext) -> Reply:
    undone = turn.records.handins.undo(turn.asker.userid, turn.now, plan_id=turn.plan.id)
    if not undone:
        return act("没有可以撤销的操作：您最近没有收到、转交或归档过材料，或者后面已经有人办了。")
    names = {turn.records.roster.unit(each.unit_id).name for each in undone}
    return act(
        f"已撤销刚才的操作：{'、'.join(sorted(names))}，{_counted(turn, undone)}，回到原来的一步。"
    )


def _counted(turn: TurnContext, handins: Sequence[HandIn]) -> str:
    """15件（附件1 11份、附件8 1份），with signed copies apart."""
    kinds = Counter(each.paper for each in handins if each.part is Part.DATA)
    named = [(turn.plan.papers[id], number) for id, number in kinds.items()]
    words = [f"{paper.form or paper.name}（{number}份）" for paper, number in named]
    signed = sum(each.part is Part.SIGNED for each in handins)
    if signed:
        words.append(f"盖章扫描件（{signed}份）")
    return f"共{len(handins)}件：{'、'.join(words)}"


_LIES: Final = {
    Holder.UNIT: "在单位（退回、撤回的）",
    Holder.GROUP: "在考核组",
    Holder.SECTION: "在干部监督股",
    Holder.ARCHIVE: "已归档",
}


def _where(handins: Sequence[HandIn], unit: Unit) -> str:
    """Where the unit's papers lie instead."""
    if not handins:
        return "还没有收到过。"
    has_group = unit.group_id is not None
    held = Counter(holder_of(each.status, has_group=has_group) for each in handins)
    lies = "，".join(f"{_LIES[who]}{held[who]}件" for who in Holder if held[who])
    return f"现在：{lies}。"
