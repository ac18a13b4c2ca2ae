"""Exporting the county's summary: for the section; what others can have instead."""

from handlers.turn.access import act, asks_elsewhere, no_record, sees_several
from handlers.turn.context import TurnContext
from handlers.turn.examples import a_unit
from handlers.turn.permissions import Deed, may
from handlers.turn.refusals import not_yours, refusal_words
from handlers.turn.reply import Link, Reply
from handlers.turn.topic import topic
from rules.papers import for_example


@topic("export")
def export(turn: TurnContext) -> Reply:
    """The county's summary for the section, and what others can have in its place."""
    if may(turn.asker.role, Deed.EXPORT):
        return _summary(turn)
    if sees_several(turn):
        return act(
            f"全县汇总表由{turn.plan.office}导出。本考核组的单位可以逐个打包，例如“打包{a_unit(turn)}的材料”。"
        )
    if asks_elsewhere(turn):
        return not_yours(turn)
    return act(
        f"{refusal_words(Deed.EXPORT, turn.plan)}"
        "本单位的情况可以问我“我们单位还差什么”“我们单位已经报了几个优秀”，"
        "本单位的材料可以说“打包我们单位的材料”。"
    )


def _summary(turn: TurnContext) -> Reply:
    if not turn.records.roster.units():
        return no_record(turn)
    return act(
        "点下面的链接导出全县汇总表（xlsx）：各单位等次人数、优秀建议人选按单位排序、"
        f"各单位应交已交和图表，合计都是公式。以打开时各单位在用的{for_example(turn.plan)}为准。",
        links=(Link("导出汇总表", "/packet/summary.xlsx"),),
    )
