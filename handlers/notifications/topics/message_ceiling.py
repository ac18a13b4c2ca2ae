"""The most messages a unit gets in a season: set by supervision staff."""

import re
from typing import Final

from handlers.notifications.budget import CEILING, budget_of, ceiling_of
from handlers.turn.access import act, is_supervisor, supervisors_only
from handlers.turn.context import TurnContext
from handlers.turn.reply import Reply
from handlers.turn.topic import topic
from language.numerals import arabic

_NUMBER: Final = re.compile(r"(\d{1,4})\s*(?:条|次|个|封)")
_NEGATIVE: Final = re.compile(r"[-－−负]\s*[\d一二三四五六七八九十]")
_MOST: Final = 200


@topic("message_ceiling")
def message_ceiling(turn: TurnContext) -> Reply:
    if not is_supervisor(turn):
        return supervisors_only(turn, "每个单位最多发多少条消息")
    before = ceiling_of(turn.plan, turn.records)
    said = _NUMBER.search(arabic(turn.reading.text))
    if said is None or _NEGATIVE.search(turn.said):
        return act(f"现在的上限是每个单位一季{before}条。要改，请说“每个单位今年最多发40条消息”。")
    wanted = int(said.group(1))
    if not 1 <= wanted <= _MOST:
        return act(f"上限要在1到{_MOST}之间，没有改。现在是{before}条。")
    turn.records.speaking.set(
        turn.plan.id, CEILING, {"messages": wanted}, by=turn.asker.userid, at=turn.now
    )
    full = sum(number >= wanted for number in budget_of(turn.plan, turn.records).said.values())
    now_full = f"现在已有{full}个单位到了上限。" if full else ""
    return act(
        f"已改为每个单位一季最多{wanted}条（原来{before}条）。到了上限的单位，只在截止当天提醒。"
        f"{now_full}要改回来，请说“每个单位今年最多发{before}条消息”。"
    )
