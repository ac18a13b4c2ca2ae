"""What is asked back before anything is answered: which of two people, which day, other words."""

from handlers.turn.context import TurnContext
from handlers.turn.message import IncomingMessage
from handlers.turn.reply import Kind, Reply
from language.reading import Name


def namesakes(people: tuple[Name, ...]) -> tuple[Name, ...]:
    """People of one name, where the message names somebody of whom there are several."""
    for name in people:
        same = tuple(one for one in people if one.text == name.text)
        if len(same) > 1:
            return same
    return ()


def which_day(turn: TurnContext) -> Reply:
    """A ruling must not rest on another day than was meant."""
    plan = turn.plan
    words = f"没有“{turn.reading.no_such_day}”这一天。是哪年哪月哪日？例如“{plan.year}年6月28日”。"
    facts = turn.reading.facts
    counted = (fact.id for fact in plan.facts.values() if fact.counted_from)
    # A day of something that was named, else the beginning of a length of time.
    named = (one for one in facts if one in plan.facts and plan.facts[one].kind == "date")
    return Reply(Kind.ASK, words, asks=next(iter((*named, *counted)), None))


def wordless(message: IncomingMessage) -> Reply:
    kind = message.attachment.kind if message.attachment else ""
    words = {
        "voice": "语音我听不了，请用文字再说一遍。",
        "file": "文件请从上传页面交，聊天里收不到内容。",
        "image": "图片我看不了内容；要交材料请从上传页面传。",
    }
    return Reply(Kind.OFF, words.get(kind, "这条消息我读不了，请用文字告诉我要问什么。"))
