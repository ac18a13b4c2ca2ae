"""Why a message went out of our own accord, from the head of its business key."""

from typing import Final

# What a unit says to its own people: in the ledger, but no burden the county put on the unit.
OWN_CHASE: Final = "own-chase"
OWN_CHASE_WORDS: Final = "本单位催交"
_WHY: Final = {
    "digest": "催交提醒",
    "group": "考核组提醒",
    "section": "汇总提醒",
    "doubtful": "截止时间待确认",
    "nobody": "有单位联系不上",
    "ceiling": "消息数到上限",
    "calendar": "放假安排变动",
    "chase": "人工催报",
    OWN_CHASE: OWN_CHASE_WORDS,
    "returned": "材料退回",
    "precedent": "批复结果",
    "case": "请示待批复",
    "announce": "通知",
    "questions": "没答上来的问题",
}
# Answers to somebody's own message, changes of a message already counted, and what somebody asked
# to be reminded of, which is nobody else's matter.
_NOT_OURS: Final = ("wecom", "aibot", "done")
_PRIVATE: Final = "own"


def why_said(key: str) -> str:
    """In words; empty for an answer somebody asked for."""
    head = key.partition(":")[0]
    return "" if head == _PRIVATE or head.startswith(_NOT_OURS) else _WHY.get(head, "通知")
