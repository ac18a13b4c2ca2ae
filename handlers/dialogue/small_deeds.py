"""Small deeds are done at once: a yes to one is told so, and so is whether it was done."""

from typing import Final

from handlers.turn.access import act
from handlers.turn.context import TurnContext
from handlers.turn.reply import Reply
from handlers.turn.state import Exchange
from language.consent import says_yes

_SMALL: Final = frozenset({"remind_me", "quiet_hours", "leave", "unit_contact", "remind_less"})
_MOVED: Final = frozenset({"my_reminders"})
_DONE: Final = ("好的，", "已登记")
_NOTHING: Final = ("好的，没有", "好的，什么也没有")
# What they say of how it is taken back or changed need not be said again.
_HOW: Final = ("要改时间", "要取消", "要改回来", "要恢复", "不要了", "只管系统")


def agreed_to_what_is_done(turn: TurnContext) -> tuple[Reply, str] | None:
    """“对，就这样” straight after a small deed was done: it is; nothing is done once more."""
    last = turn.state.lately[-1] if turn.state.lately else None
    if last is None or turn.choice is not None or not says_yes(turn.said, "确认"):
        return None
    done = _told_of(last)
    return (act(f"对，已经办好了：{done}"), last.topic) if done else None


def done_lately(turn: TurnContext) -> str:
    """What of the last small deed was told; "" where none was done in this talk lately."""
    return next((done for one in reversed(turn.state.lately) if (done := _told_of(one))), "")


def _told_of(one: Exchange) -> str:
    told = one.told.startswith(_DONE) and not one.told.startswith(_NOTHING)
    if one.topic not in _SMALL | _MOVED or not told:
        return ""
    first = one.told.partition("\n")[0].removeprefix("好的，").removeprefix("已登记：")
    kept = [part for part in first.split("。") if part and not part.startswith(_HOW)]
    return f"{'。'.join(kept)}。"
