"""Another day or reason for a later day that was asked for and is open still."""

from typing import Final

from handlers.matters.phrases import asked_line, called, full, put_on, who_put
from handlers.turn.context import DeedContext
from handlers.turn.matter_commands import AskExtension
from storage.views import Matter, MatterKind, MatterState

GONE: Final = "刚刚已经由别人办了，没有改。回复“延期批了没”可以看结果。"


def open_twin(context: DeedContext, command: AskExtension) -> Matter | None:
    """The open request for the same paper of the same."""
    whose = command.unit_id, command.paper, command.person_id
    for one in context.records.matters.open(context.plan.id, MatterKind.EXTENSION):
        if (one.unit_id, one.paper, one.person_id) == whose:
            return one
    return None


def newest_open(context: DeedContext) -> Matter | None:
    """The request of the asker that waits and was put last."""
    own = context.records.matters.put_by(
        context.plan.id, context.asker.userid, MatterKind.EXTENSION
    )
    return next((one for one in reversed(own) if one.state is MatterState.OPEN), None)


def stands(context: DeedContext, command: AskExtension, twin: Matter) -> str:
    """Why the open request is left as it is; "" where the asker changes their own."""
    own = twin.by == context.asker.userid.casefold()
    if own and (command.day, command.reason) != (twin.day, twin.words):
        return ""
    change = (
        "要改日期，直接说“延期改到1月10号”。"
        if own
        else f"要改，请{who_put(context, twin)}自己改或者撤回。"
    )
    return (
        f"已经申请过了，{called(twin)}（{put_on(twin)}，{who_put(context, twin)}）："
        f"{asked_line(context, twin)}。还没有批，没有再报一次。{change}"
    )


def changed_from(twin: Matter) -> str:
    """What stood before, for who confirms and for who rules."""
    day = f"延到{full(twin.day)}，" if twin.day else ""
    return f"原来申请的：{called(twin)}，{day}理由：{twin.words}"


def taken_off(context: DeedContext, twin: Matter) -> bool:
    """Close the old request, so that the new one is the only open one."""
    done = context.records.matters.settle(
        twin, MatterState.WITHDRAWN, by=context.asker.userid, at=context.now
    )
    return done is not None
