"""Changing a grade proposed in 附件8: in the form itself, handed in again."""

from handlers.submissions.owed import paper_name
from handlers.turn.access import act, asks_elsewhere, no_record
from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed
from handlers.turn.refusals import not_yours
from handlers.turn.reply import Link, Reply
from handlers.turn.topic import topic
from rules.papers import grade_list
from rules.plan.called import notice_word


@topic("change_proposal", Deed.CHANGE_PROPOSAL)
def change_proposal(turn: TurnContext) -> Reply:
    """How a grade proposed is changed, by whoever may."""
    paper = grade_list(turn.plan)
    if paper is None:
        return act(f"{notice_word(turn.plan)}没有规定报等次建议的表，等次建议没有可改的。")
    called = paper_name(paper)
    if asks_elsewhere(turn):
        return not_yours(turn)
    if turn.asker.unit_id is None:
        return no_record(turn)
    return act(
        f"在聊天里还不能直接改等次建议。请在{called}的表格里改好，再上传一次：当场检查名额，"
        "新的一版代替旧版，旧版保留备查。",
        links=(Link(f"重新上传{paper.form or paper.name}", f"/upload?paper={paper.id}"),),
    )
