"""“第12条以后这样答：……”: shown first, in force after a yes, and it can be taken back."""

import json
import re
from typing import Final

from handlers.dialogue.phrases import LONGEST_WORDS, SHORTEST_WORDS, topic_titled
from handlers.turn.access import act, is_supervisor, supervisors_only
from handlers.turn.context import TurnContext
from handlers.turn.reply import Option, Reply
from handlers.turn.topic import topic

_YES: Final = "teach:yes:"
_NO: Final = "teach:no"
_TEACH: Final = re.compile(
    r"第?\s*(\d{1,9})\s*[条号]?[^:：\d]{0,4}以后[^:：]{0,6}答[^:：]{0,3}[:：](.*)$", re.DOTALL
)
_FORGET: Final = re.compile(r"第?\s*(\d{1,9})\s*[条号]")
_EXAMPLE: Final = "例如“第12条以后这样答：这种情况请单独报来研究”。"


@topic("teach")
def teach(turn: TurnContext) -> Reply:
    if not is_supervisor(turn):
        return supervisors_only(turn, "定答法")
    picked = turn.choice.key if turn.choice else ""
    if picked == _NO:
        return act("好的，没有记。")
    if picked.startswith(_YES):
        return _taught(turn, *json.loads(picked.removeprefix(_YES)))
    found = _TEACH.search(turn.said)
    if found is None:
        return act(f"请写明是哪一条、怎么答，{_EXAMPLE}要看有哪些，请说“谁问了什么没答上来”。")
    return proposed(turn, int(found.group(1)), found.group(2).strip())


def proposed(turn: TurnContext, id: int, words: str) -> Reply:
    """What would be answered to question `id`, with the buttons that settle it."""
    question = turn.records.unread.numbered(id)
    if question is None:
        return act(f"没有第{id}条问题。要看有哪些，请说“谁问了什么没答上来”。")
    if not _fits(words):
        return act(f"答法请写{SHORTEST_WORDS}到{LONGEST_WORDS}个字，{_EXAMPLE}")
    return _shown(turn, question.id, question.text, words)


def _fits(words: str) -> bool:
    return SHORTEST_WORDS <= len(words) <= LONGEST_WORDS


def _shown(turn: TurnContext, id: int, question: str, words: str) -> Reply:
    lines = [
        "请核对（还没有记）：",
        f"问题：{question}",
        f"以后这样答：{_told(turn, words)}",
        f"确认后，再有人这样问就按此答复，并注明是{turn.plan.office}的答复；随时可以撤销。",
    ]
    key = _YES + json.dumps([id, words], ensure_ascii=False, separators=(",", ":"))
    return act("\n".join(lines), options=(Option("确认这样答", key), Option("先不定", _NO)))


def _told(turn: TurnContext, words: str) -> str:
    return f"方案里《{words.strip('《》')}》的答案" if topic_titled(turn.plan, words) else words


def _taught(turn: TurnContext, id: int, words: str) -> Reply:
    """After the yes."""
    question = turn.records.unread.numbered(id)
    if question is None:
        return act("没有这一条了。")
    if not _fits(words):  # a button's key may be written by hand
        return act(f"答法请写{SHORTEST_WORDS}到{LONGEST_WORDS}个字，{_EXAMPLE}")
    found = topic_titled(turn.plan, words)
    known = turn.records.lessons.in_force(turn.plan.id)
    standing = next((each for each in known if each.example == question.text), None)
    if standing and (standing.topic or standing.words) == (found or words):
        return act(f"这样答已经记下了，是第{standing.id}条答法，没有再记一遍。")
    lesson = turn.records.lessons.teach(
        turn.plan.id,
        question.text,
        topic=found,
        words="" if found else words,
        by=turn.asker.userid,
        at=turn.now,
    )
    return act(f"已记下。再有人这样问，就这样答。要撤销，回复“撤销第{lesson.id}条答法”。")


@topic("forget_lesson")
def forget_lesson(turn: TurnContext) -> Reply:
    if not is_supervisor(turn):
        return supervisors_only(turn, "撤销答法")
    found = _FORGET.search(turn.reading.text)
    if found is None:
        return act("请写明撤销第几条答法，例如“撤销第3条答法”。")
    done = turn.records.lessons.withdraw(int(found.group(1)), by=turn.asker.userid, at=turn.now)
    return act(
        "已撤销，再有人这样问，就照没有定过答法时那样答。" if done else "没有这条有效的答法。"
    )
