"""Words for a human in the message that asks for one: “转人工：……”, “跟监督股说一声，……”."""

import re
from typing import Final

from handlers.turn.context import TurnContext
from rules.plan import Plan
from rules.plan.dialogue import QUESTIONS

_PLEASE: Final = (
    r"^\s*(?:[^,，。;；:：!！?？]{1,10}[。!！?？]\s*)?"  # “没交啊。那给监督股留个言，…”
    r"(?>那|就|请|麻烦|劳驾|能不能|可以|帮我|帮忙|替我|代我|给我|我要|我想|想|要|你|您|我"
    r"|把这个|把这事|另外|再|还有){0,6}"
)
_HUMAN: Final = "(?:人工|真人|活人|专人|客服)(?:客服|服务|处理|坐席)?"
_LEAD: Final = r"^(?:原因是?|因为|理由是?|就说|说|问题是?|内容是?|事情?是)?[:：,，]?\s*"
LEAVES_WORDS: Final = re.compile(
    rf"{_PLEASE}(?:给[^,，:：]{{1,10}})?留(?:个|一个|一?下)?言(?:给[^,，:：]{{1,10}})?"
    r"(?:\s*[:：,，]\s*(?P<words>.*))?$",
    re.DOTALL,
)
_TURNS: Final = re.compile(
    rf"{_PLEASE}(?:转|找|接|叫|换)(?:到|给|个|一个|接)*{_HUMAN}(?:吧|一下|来)?"
    r"\s*[:：,，。;；\s]\s*(?P<words>.+)$",
    re.DOTALL,
)
_TELLS: Final = re.compile(
    rf"{_PLEASE}(?:(?P<on>转给|转告|转达给?|告诉|传给|带给)|跟|向|给|和|同|对)(?P<whom>[^,，:：。;；]{{2,14}}?)"
    r"(?:的)?(?:同志|老师|领导|人|那边|工作人员)?们?"
    r"(?:\s*[,，:：]?\s*(?:就说|[说讲](?:[一个]?[声下])?|带个?话|(?:反映|汇报)一?下?|反馈(?:一下|(?=\s*[:：,，])))(?![的过了好])\s*[:：,，]?"
    r"|(?(on)\s*[:：,，]|[:：]))\s*(?P<words>.+)$",
    re.DOTALL,
)
_SUGGESTS: Final = re.compile(
    rf"{_PLEASE}提(?:个|一个|一下|一点|点|条|一条)?(?:反馈|意见|建议)\s*[:：,，]\s*(?P<words>.+)$",
    re.DOTALL,
)
_PASSED_ON: Final = re.compile(
    rf"{_PLEASE}(?:转给|转达给?|传给|发给|推给)(?P<whom>[^,，:：。;；]{{2,14}}?)"
    r"(?:的)?(?:同志|老师|领导|人|那边|工作人员)?们?(?:吧|一下|看看|看一下)*[。!！]?$"
)
# One of these fits words that come with a wish for a human.
WITH_WORDS: Final = (LEAVES_WORDS, _TURNS, _TELLS, _SUGGESTS, _PASSED_ON)
_ASKED_ABOUT: Final = re.compile(r"^(?:了没|了吗|吗|么|没有?|怎么|是什么|是谁|能)")
_SHORTEST: Final = 2
# After “请把事情写在后面” everything is the matter but what asks the notice or goes elsewhere.
_ELSEWHERE: Final = frozenset(
    {"hold", "end", "help", "hello", "thanks", "go_on", "deed_status", "human", "withdraw_matter"}
    | {"nothing_open", "petition", "missing", "progress", "get_form"}
)
_LONG_ENOUGH: Final = 4


def words_left(turn: TurnContext) -> str | None:
    """What the section is to be told, "" where a human is asked for without it; None otherwise."""
    said = turn.said
    left = LEAVES_WORDS.match(said)
    if left:
        return _tidied(left["words"] or "")
    found = _TURNS.match(said) or _SUGGESTS.match(said)
    found = found or _to_office(turn.plan, said) or _to_staff(turn)
    if found is not None:
        words = _tidied(found["words"])
        return words if len(words) >= _SHORTEST and not _ASKED_ABOUT.match(words) else None
    passed = _PASSED_ON.match(said)
    if passed is not None and _is_office(turn.plan, passed["whom"]):
        return ""
    return _tidied(said) if _goes_on(turn) else None


def leaves_words(text: str, plan: Plan) -> bool:
    """Whether a message by its shape alone is for the section."""
    return bool(LEAVES_WORDS.match(text) or _TURNS.match(text) or _to_office(plan, text))


def _to_office(plan: Plan, text: str) -> re.Match[str] | None:
    found = _TELLS.match(text)
    return found if found is not None and _is_office(plan, found["whom"]) else None


def _to_staff(turn: TurnContext) -> re.Match[str] | None:
    """“转给王志远，就说……”, where that is one of the section."""
    found = _TELLS.match(turn.said)
    if found is None:
        return None
    staff = {one.name for one in turn.records.members.supervisors()}
    return found if found["whom"].strip().removesuffix("的") in staff else None


def _is_office(plan: Plan, whom: str) -> bool:
    """The section by any of its names; 股里 and 组织部 are what a county calls it."""
    names = {plan.office, plan.office_short, plan.office_called} - {""}
    part = whom.strip().removesuffix("的")
    named = any(part.endswith(name) or (len(part) > _SHORTEST and part in name) for name in names)
    return (
        named
        or re.fullmatch(rf"{_HUMAN}|管(?:年度)?考核的?|负责考核的?|股里|上面", part) is not None
    )


def _goes_on(turn: TurnContext) -> bool:
    """Whether a human was asked for just before, and nothing was there to hand over."""
    last = turn.state.lately[-1] if turn.state.lately else None
    if last is None or last.topic != "human" or turn.state.pending is not None:
        return False
    topic = turn.reading.topic
    asks = topic in QUESTIONS or topic.startswith(("plan:", "silence:"))
    return not asks and topic not in _ELSEWHERE and len(turn.said.strip()) >= _LONG_ENOUGH


def _tidied(words: str) -> str:
    return re.sub(_LEAD, "", words.strip(), count=1).strip()
