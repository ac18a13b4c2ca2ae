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
from handlers.turn.examples import a_unit
from handlers.turn.refusals import not_yours
from handlers.turn.reply import Link, Reply
from handlers.turn.topic import topic
from rules.papers import grade_list
from rules.plan.called import notice_word
from storage.views import Unit


@topic("quota_used")
def quota_used(turn: TurnContext) -> Reply:
    """How many 优秀 the asker's unit has proposed of those it may; for staff, of every unit."""
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
        return act(f"要看哪个单位的优秀名额？请说单位名称，例如“{a_unit(turn)}报了几个优秀”。")
    return _of_unit(turn, named[0], own=False)


def _of_unit(turn: TurnContext, unit: Unit, *, own: bool) -> Reply:
    paper = grade_list(turn.plan)
    if paper is None:
        return act(f"{notice_word(turn.plan)}没有规定报等次建议的表，没有已报优秀的记录。")
    handin = turn.records.handins.standing(unit.id, paper.id, plan_id=turn.plan.id)
    called = paper_name(paper)
    if handin is None or not handin.counts:
        links = (
            (Link(f"上传{paper.form or paper.name}", f"/upload?paper={paper.id}"),) if own else ()
        )
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
