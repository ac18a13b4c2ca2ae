"""What is said in a group chat: the notice, and cases told by their facts; nobody by name."""

from handlers.cases.service import speaks_of_cases
from handlers.dialogue.shapes import by_shape
from handlers.matters.service import leaves_words, speaks_of_matters
from handlers.notifications.service import speaks_of_own_wishes
from handlers.turn.context import TurnContext
from handlers.turn.message import IncomingMessage
from handlers.turn.state import DialogueState
from language.reading import Reading
from language.taking_back import taken_back
from rules.plan import Plan
from rules.plan.dialogue import QUESTIONS

_ANYWHERE = frozenset(
    {"off", "thanks", "hello", "help", "clause", "deadlines", "unread", "unclear", "nothing_open"}
)
_BY_FACTS = frozenset({*QUESTIONS, "team_assessed", "quota_percent", "score_line", "post_counted"})
# Goes on with what was said, in the group itself.
_GOING_ON = frozenset({"", "person"})


def talk_of(message: IncomingMessage) -> str:
    """Whose talk it belongs to: what somebody asked alone is not gone on with before others."""
    return message.sender if message.group is None else f"{message.sender}@{message.group}"


def not_for_a_group(turn: TurnContext) -> bool:
    """Whether it is told to nobody but who asks: by what was read, or by its shape alone."""
    if _is_private(turn.reading, turn.state, turn.plan):
        return True
    return by_shape(turn) is not None or taken_back(turn.said) is not None


def _is_private(reading: Reading, state: DialogueState, plan: Plan) -> bool:
    """Whether it is about people or units, or is a command. `state`: of the talk in the group."""
    topic = reading.topic
    spoken = (speaks_of_cases, speaks_of_matters, speaks_of_own_wishes)
    if any(of(reading.text) for of in spoken) or leaves_words(reading.text, plan):
        return True
    if topic.startswith(("plan:", "silence:")) or topic in _ANYWHERE:
        return False
    named = (reading.people, reading.strangers, reading.labels, reading.units, reading.persons)
    if reading.about_self or any(named):
        return True
    if topic in _GOING_ON:
        return state == DialogueState()
    if topic == "quota_count":  # without a number it is about the unit's own people
        return reading.headcount is None and reading.teams is None
    return topic not in _BY_FACTS
