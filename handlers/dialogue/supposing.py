"""A what-if holds for the question it is asked with, and for what leans on it.

“要是他是7月3号来的呢” is over with the next question that says nothing of the kind; where the
answer is another one then, it is said that it is on what holds. “那填什么表” leans on it still.
"""

import re
from dataclasses import replace
from typing import Final

from handlers.turn.context import TurnContext
from handlers.turn.reply import Kind, Reply
from handlers.turn.state import DialogueState
from language.reading import Reading
from rules.plan.dialogue import QUESTIONS

# “那他填什么表”, “这样的话占谁的名额”, “照这么算呢”: what follows from what was supposed.
_LEANS: Final = re.compile(
    r"^(?:[,，、 嗯哦好的行])*(?:那|这么|这样|如此)|[那这]样|这么|那么|[这那]种情况"
    r"|(?:按|照|依)(?:照)?(?:这|那|假设|刚才)|也(?:是|就|还|填|占|在|算|能)?|还(?:是|算|能|用|占|填|要)"
)
_AGAIN: Final = re.compile(
    r"[那这]样的?话|(?:照|按|接着|回到)(?:着|照)?(?:您|你|我)?(?:刚才|前面|上面|那个|这个)?的?假设"
)
_IN_TRUTH: Final = "这是按实际情况答的，没有按刚才的假设。要接着假设，请用“那样的话”开头再问。"
_SETTLES: Final = frozenset({Kind.ANSWER, Kind.CLASH, Kind.SILENT})


def back_in_truth(reading: Reading, state: DialogueState) -> Reading:
    """The reading as one of what holds, where it asks something and leans on no what-if."""
    supposed = state.before_supposing is not None
    new = reading.topic not in QUESTIONS or reading.supposes or reading.facts
    if not supposed or new or reading.picked or _LEANS.search(reading.text):
        return reading
    return replace(reading, in_truth=True)


def supposing_again(text: str, state: DialogueState) -> DialogueState:
    """The talk as it was in the what-if, where the message goes back to it: “那样的话呢”."""
    if state.supposed is None or state.before_supposing is not None:
        return state
    if _AGAIN.search(text) is None:
        return state
    return replace(state, facts=state.supposed, before_supposing=state.facts, supposed=None)


def is_back(turn: TurnContext) -> bool:
    """Whether something was supposed up to this message, which asks what holds."""
    return turn.reading.in_truth and turn.state.before_supposing is not None


def said_so(reply: Reply, supposed: Reply) -> Reply:
    """`reply` on what holds; `supposed` is what would be answered to the same in the what-if."""
    if reply.kind not in _SETTLES or _first(reply) == _first(supposed):
        return reply
    return replace(reply, text=f"{reply.text}\n{_IN_TRUTH}")


def _first(reply: Reply) -> str:
    """What is settled, without the reason in brackets."""
    return re.sub("（[^（）]*）", "", reply.text.partition("\n")[0])
