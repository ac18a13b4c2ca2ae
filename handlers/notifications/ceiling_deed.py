"""Setting the most messages a unit gets in a season."""

from collections.abc import Sequence
from typing import Final

from handlers.notifications.budget import CEILING, budget_of, ceiling_of
from handlers.turn.access import act
from handlers.turn.commands import SetCeiling
from handlers.turn.context import DeedContext
from handlers.turn.deeds import DeedService, Preview, always
from handlers.turn.permissions import OF_COUNTY, Deed, Target
from handlers.turn.reply import Reply

_MOST: Final = 200


def _targets(_context: DeedContext, _command: SetCeiling) -> Sequence[Target]:
    return [OF_COUNTY]


def _show(context: DeedContext, command: SetCeiling) -> Preview | Reply:
    wrong = _wrong(context, command)
    if wrong:
        return wrong
    before, wanted = ceiling_of(context.plan, context.records), command.messages
    text = (
        f"请核对（还没有改）：\n每个单位一季最多收{wanted}条消息（现在{before}条）。"
        f"到了上限的单位，只在截止当天提醒。{_full(context, wanted, '改了以后马上有')}"
    )
    no = f"好的，没有改，上限还是{before}条。"
    return Preview(command, text, "这样改吗？", "确认改", "先不改", no)


def _do(context: DeedContext, command: SetCeiling) -> Reply:
    wrong = _wrong(context, command)
    if wrong:
        return wrong
    before, wanted = ceiling_of(context.plan, context.records), command.messages
    context.records.speaking.set(
        context.plan.id, CEILING, {"messages": wanted}, by=context.asker.userid, at=context.now
    )
    return act(
        f"已改为每个单位一季最多{wanted}条（原来{before}条）。到了上限的单位，只在截止当天提醒。"
        f"{_full(context, wanted, '现在已有')}要改回来，请说“每个单位今年最多发{before}条消息”。"
    )


def _wrong(context: DeedContext, command: SetCeiling) -> Reply | None:
    if 1 <= command.messages <= _MOST:
        return None
    before = ceiling_of(context.plan, context.records)
    return act(f"上限要在1到{_MOST}之间，没有改。现在是{before}条。")


def _full(context: DeedContext, wanted: int, head: str) -> str:
    full = sum(
        number >= wanted for number in budget_of(context.plan, context.records).said.values()
    )
    return f"{head}{full}个单位到了上限。" if full else ""


SET_CEILING: Final = DeedService(
    SetCeiling, always(Deed.SET_CEILING), "message_ceiling", _targets, do=_do, show=_show
)
