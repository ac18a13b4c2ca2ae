"""How much of the quota of 优秀 is used, by the newest 附件8 that was received."""

from handlers.submissions.service import paper_name
from handlers.turn.access import (
    act,
    asks_elsewhere,
    beside,
    no_record,
    sees_several,
    units_in_charge,
)
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import units_in
from handlers.turn.refusals import not_yours
from handlers.turn.reply import Link, Reply
from handlers.turn.topic import topic
from storage.views import Unit

_PAPER = "grade_proposals"


@topic("quota_used")
def quota_used(turn: TurnContext) -> Reply:
    if sees_several(turn):
        return _for_staff(turn)
    if asks_elsewhere(turn):
        return not_yours(turn)
    if turn.asker.unit_id is None:
        return no_record(turn)
    return beside(turn, _of_unit(turn, turn.records.roster.unit(turn.asker.unit_id), own=True))


def _for_staff(turn: TurnContext) -> Reply:
    in_charge = units_in_charge(turn)
    if not in_charge:
        return no_record(turn)
    named = units_in(turn.reading.text, in_charge)
    if len(named) != 1:
        return act("要看哪个单位的优秀名额？请说单位名称，例如“城关镇报了几个优秀”。")
    return _of_unit(turn, named[0], own=False)


def _of_unit(turn: TurnContext, unit: Unit, *, own: bool) -> Reply:
    handin = turn.records.handins.standing(unit.id, _PAPER, plan_id=turn.plan.id)
    called = paper_name(turn.plan.papers[_PAPER])
    if handin is None or not handin.counts:
        links = (Link("上传附件8", f"/upload?paper={_PAPER}"),) if own else ()
        return act(f"还没有收到{unit.name}的{called}，所以没有已报优秀的记录。", links=links)
    at = handin.at.astimezone(turn.now.tzinfo)
    source = (
        f"依据{at.month}月{at.day}日收到的{called}第{handin.version}版（回执号{handin.receipt}）"
    )
    excellent = handin.summary.get("excellent")
    if excellent is None:
        return act(
            f"{unit.name}的{called}已收到，但表里的优秀人数没有读出来，请打开原表核对。{source}。"
        )
    words = f"{unit.name}已报优秀{excellent}人"
    if handin.summary.get("most") is not None:
        words += f"，名额最多{handin.summary['most']}人"
    if handin.summary.get("headcount") is not None:
        words += f"（考核基数{handin.summary['headcount']}人）"
    return act(f"{words}。{source}。")
