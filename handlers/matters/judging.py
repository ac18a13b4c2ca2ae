"""What a member pressed under an answer in the AI bot: not right, or taken back."""

from collections.abc import Sequence
from typing import Final

from handlers.turn.context import DeedContext
from handlers.turn.matter_commands import DoubtAnswer, WithdrawMatter, Wrong
from handlers.turn.state import DialogueState, Exchange
from storage.views import MatterKind, MatterState

# Page 101027: inaccurate_reason_list.
_REASONS: Final[dict[int, tuple[Wrong, str]]] = {
    1: ("misread", "内容不相关"),
    2: ("other", "内容不完整"),
    3: ("clause", "内容有误"),
    4: ("facts", "数据分析有误"),
}
_TOLD: Final = 500  # characters of an answer that are kept
_SAID: Final = 200  # characters of what a member writes with it
_NOT_SAID: Final = "（问的那句没有保存）"


def doubt_of(context: DeedContext, told: str, reasons: Sequence[int], content: str) -> DoubtAnswer:
    """The doubt a press stands for; what was asked is found in the talk, where it is kept."""
    known = [_REASONS[one] for one in reasons if one in _REASONS]
    what: Wrong = known[0][0] if known else "other"
    words = "，".join([*(label for _, label in known), *([content[:_SAID]] if content else [])])
    found = _exchange(context, told)
    said, about = (found.said, found.topic) if found else (_NOT_SAID, "")
    return DoubtAnswer(what, said, told[:_TOLD], about, words)


def taken_back(context: DeedContext, told: str) -> WithdrawMatter | None:
    """The doubt on this answer that is open still."""
    own = context.records.matters.put_by(context.plan.id, context.asker.userid, MatterKind.DOUBT)
    for one in reversed(own):
        answers = [each.get("text") for each in one.context if each.get("who") == "助手"]
        if one.state is MatterState.OPEN and told[:_TOLD] in answers:
            return WithdrawMatter("doubt", one.number)
    return None


def _exchange(context: DeedContext, told: str) -> Exchange | None:
    """The exchange of the talk whose answer this is: it may be shown with a link below it."""
    kept = context.records.talks.open(context.asker.userid, context.now)
    lately = DialogueState.from_json(kept).lately
    return next((one for one in reversed(lately) if told.startswith(one.told[:80])), None)
