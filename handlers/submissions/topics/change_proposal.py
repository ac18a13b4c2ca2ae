"""Changing a grade proposed in 附件8: in the form itself, handed in again."""

from handlers.submissions.owed import paper_name
from handlers.turn.access import act, asks_elsewhere, no_record
from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed
from handlers.turn.refusals import not_yours
from handlers.turn.reply import Link, Reply
from handlers.turn.topic import topic

_PAPER = "grade_proposals"


@topic("change_proposal", Deed.CHANGE_PROPOSAL)
def change_proposal(turn: TurnContext) -> Reply:
    called = paper_name(turn.plan.papers[_PAPER])
    if asks_elsewhere(turn):
        return not_yours(turn)
    if turn.asker.unit_id is None:
        return no_record(turn)
    return act(
        f"在聊天里还不能直接改等次建议。请在{called}的表格里改好，再上传一次：当场检查名额，"
        "新的一版代替旧版，旧版保留备查。",
        links=(Link("重新上传附件8", f"/upload?paper={_PAPER}"),),
    )
