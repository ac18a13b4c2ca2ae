"""Whether a deed is ordered, or only asked about, supposed, reported or called off."""

from language.deed_told import asks_why, of_own_reminders, only_supposed, only_told
from language.tables import shape

# Deeds that take effect on a unit's papers; what they look like in questions misleads most.
_OF_PAPERS = frozenset({"withdraw", "return_paper", "custody"})


_LAST_WORD = 6  # characters of “算了不发了”, which takes back what stands before it
# Deeds whose messages reach others, or change what holds for others.
_OUTWARD = frozenset(
    {"chase", "announce", "confirm_deadline", "petition", "answer_case", "teach", "roster_change"}
    | {"withdraw_precedent", "forget_lesson", "unit_contact", "message_ceiling"}
)


def ordered(topic: str, clean: str) -> str:
    """`topic`, or `about:<topic>` where the message names a deed on papers without ordering it.

    “附件8能不能撤回？”, “算了不撤了” and “要是退回去呢” do nothing. One clause that orders will do.
    What reaches others is held where every clause with a verb of it forbids it: “那别发！”.
    """
    if topic == "remind_less":
        return _fewer_reminders(clean)
    if topic == "leave":
        return "about:leave" if only_supposed(clean) else topic
    if topic == "petition" and shape("petition_asked").search(clean):
        return "about:petition"
    if topic in _OUTWARD:
        return _outward(topic, clean)
    if topic not in _OF_PAPERS:
        return topic
    if only_told(topic, clean):
        return _told_of(topic)
    clauses = shape("deed_clause").findall(clean)
    if not clauses or any(_is_order(one) for one in clauses):
        return topic
    return f"about:{topic}"


def _outward(topic: str, clean: str) -> str:
    """What reaches others: asked whether done, forbidden, only told of, or ordered."""
    if shape("done_asked").search(clean):
        return "deed_status"
    verbs = shape("outward_clause").findall(clean)
    off = [one for one in verbs if shape("forbidden").search(one)]
    last_word = off and off[-1] == verbs[-1] and len(verbs[-1]) <= _LAST_WORD
    if off and shape("shown_to_me").search(clean):
        return topic  # “先给我看看，先不要发”: every deed is shown first, no more is wanted
    if verbs and (len(off) == len(verbs) or last_word):
        return "hold"
    return _told_of(topic) if only_told(topic, clean) else topic


def _told_of(topic: str) -> str:
    # How many messages are the most stands for a question on that: a number in it would set it.
    return "hold" if topic == "message_ceiling" else f"about:{topic}"


def _fewer_reminders(clean: str) -> str:
    """A silence of one's own reminders is ordered; “不用催他们” orders none."""
    if not of_own_reminders(clean):
        return "hold"
    return "about:remind_less" if asks_why(clean) else "remind_less"


def _is_order(clause: str) -> bool:
    return bool(shape("favour").search(clause)) or not shape("not_ordered").search(clause)
