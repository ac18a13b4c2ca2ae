"""“通知各乡镇：……”: whom and what, as staff say it."""

import re
from typing import Final

from handlers.notifications.announcing import announce_example
from handlers.notifications.saying_to import goes_to, of_the_day_set, said_to, units_of_clerks
from handlers.turn.access import act, names_nobody_known, units_in_charge
from handlers.turn.commands import Announce
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import group_in, kinds_in, units_in
from handlers.turn.exclusions import taken_out
from handlers.turn.looked_at import said_of_units
from handlers.turn.permissions import Deed, may
from handlers.turn.reply import Reply, order
from handlers.turn.topic import topic
from language.consent import says_yes
from language.needed import Shapes
from storage.views import Unit

_SAID: Final = re.compile(r"^[^:：]{0,8}通知(?P<whom>[^:：]{1,60})[:：](?P<words>.+)$", re.DOTALL)
# “内容：…” after it was only asked whether, or whom and what, one can send.
_WORDS: Final = re.compile(
    r"^(?:那|好|行|就|通知)*(?:的)?(?:内容|正文|说|写|发)(?:是|为|就是)?[:：](?P<words>.+)$",
    re.DOTALL,
)
# “给乡镇发个通知，内容：……”: whom first, then that it is a notice, then its words.
_GIVES: Final = re.compile(
    r"^\s*(?:请|帮我|麻烦|我要|我想|就|那|再|也)*(?:给|向|跟)(?P<whom>[^:：,，。;；]{1,60}?)"
    r"(?:发送?|下发?|群发|来)(?:个|一个|一条|条|份|一份|一下)*(?:通知|消息|公告|信息)"
    r"(?:[,，。\s]*(?:通知)?(?:内容|正文|就说|说|写)(?:是|为|就是)?\s*[:：,，]?|\s*[:：,，]|\s+)"
    r"\s*(?P<words>.+)$",
    re.DOTALL,
)
# “给第一考核组的单位发个通知”, “通知一下各县直部门”: whom, and no words yet.
_WHOM: Final = re.compile(
    r"^\s*(?:请|帮我|麻烦|我要|我想|就|那|再|也|你)*"
    r"(?:(?:给|向|跟)(?P<whom>[^:：,，。;；]{1,40}?)(?:发送?|下发?|群发)(?:个|一个|一条|条|份|一份|一下)*"
    r"(?:通知|消息|公告|信息)|(?:发个?)?通知(?:一下|下)?(?P<whom2>[^:：,，。;；发了没吗]{2,40}?))"
    r"(?:一下|一声|吧|呗|啊)*[。.!！]?\s*$"
)
_LOOKS_BACK: Final = 3  # messages since the words of a notice were asked for
_SETTLED: Final = frozenset({"hold", "end"})
_SHORTEST: Final = 4  # characters of a notice
# What somebody says who writes no notice now.
_OTHERWISE: Final = frozenset({"hold", "end", "help", "hello", "thanks", "human", "to_do"})
_ASKS: Final = re.compile("几[号点]|哪[天些个]|什么时候|怎么|多少|是不是|能不能")
_NOBODY_YET: Final = re.compile(
    r"^(?:我要|我想|帮我|请|想|要|,|，)*(?:群?发)(?:一?[个条份])?(?:通知|公告)(?:吧|一下)?[。.]?$"
)
# One of these fits what is sent as a notice by its shape.
ANNOUNCED: Final = Shapes(_WORDS, _GIVES, _WHOM, _NOBODY_YET)
_ORDERS_THEM: Final = re.compile(r"^(?:让|叫|要求?|请|催)(?:[他她它]们|各?单位|大家|各?乡镇)")
_ONLY_ASKS: Final = re.compile(
    r"^(?:行吗|行不行|可以吗|好吗|好不好|能不能|怎么|要多久|合适吗|会不会)|[吗么?？]\s*$"
)
_LETTERS: Final = re.compile("[\u4e00-\u9fff]")
_SPOKEN_OF: Final = frozenset({"announce", "about:announce"})
_ALL: Final = re.compile("全县|各单位|(?:所有|全部|全体)[^,，]{0,4}单位|本组|我们组|大家")
_THEM: Final = re.compile("[他她它]们|[这那该]")
_BETWEEN: Final = re.compile(r"[、,，;；和及与\s]+")


@topic("announce", Deed.ANNOUNCE)
def announce(turn: TurnContext) -> Reply:
    """A notice in staff's own words: whom it goes to, shown before it is sent."""
    whole = None if _SAID.match(turn.said.strip()) else _in_one_breath(turn)
    if whole is not None:
        return _sent(turn, *whole)
    found = _gives(turn.said) or _SAID.match(turn.said.strip() or turn.reading.text.strip())
    words = _WORDS.match(turn.said.strip()) if goes_on_with_words(turn) else None
    before = _whom_before(turn)
    if words is not None:
        return _sent(turn, before or turn.state.said, words["words"])
    if before and not _WHOM.match(turn.said) and not says_yes(turn.said, ""):
        return _sent(turn, before, _ORDERS_THEM.sub("请", turn.said.strip()))
    if found is None:
        whom = before if says_yes(turn.said, "") else _whom_in(turn.said)
        units = _units(turn, whom) if whom else []
        if units:
            return _ask_words(whom, len(units))
        return act(f"要通知谁、通知什么？{announce_example(turn.plan)}")
    whom = found["whom"].strip()
    unknown = [name for name in _BETWEEN.split(whom) if names_nobody_known(turn, name)]
    if unknown and _units(turn, whom):
        return act(f"没有找到{'、'.join(unknown)}，还没有发出。请改好单位名称再说一遍。")
    words_said = _ORDERS_THEM.sub("请", found["words"].strip())
    return _sent(turn, whom, words_said)


def _in_one_breath(turn: TurnContext) -> tuple[str, str] | None:
    """To whom and which words, where both are said and somebody in charge is named."""
    found = said_to(turn.said) or of_the_day_set(turn)
    last = turn.state.lately[-1] if turn.state.lately else None
    if found is None and last and last.topic in _SPOKEN_OF and _NOBODY_YET.match(last.said):
        found = goes_to(turn.said)
    if found is None or taken_out(found[1], turn.records.roster.units())[1]:
        return None  # whom it leaves out stands among the words: it is asked for anew
    return found if _units(turn, found[0]) else None


def says_to(turn: TurnContext) -> bool:
    """Whether a notice is said in one breath: “通知城关镇，27号去测评”."""
    if turn.reading.topic == "hold" or not may(turn.asker.role, Deed.ANNOUNCE):
        return False
    return _in_one_breath(turn) is not None


def _ask_words(whom: str, number: int) -> Reply:
    words = (
        f"通知{whom}（{number}个单位）。写什么内容？直接把内容发给我，我先给您核对，确认了才发。"
    )
    return act(words)


def _whom_in(said: str) -> str:
    """Whom a message without words names."""
    found = _WHOM.match(said)
    return (found["whom"] or found["whom2"]).strip() if found else ""


def _whom_before(turn: TurnContext) -> str:
    """To whom the notice goes whose words were asked for, maybe with a question between."""
    for one in reversed(turn.state.lately[-_LOOKS_BACK:]):
        if one.topic in _SETTLED:
            return ""
        if one.topic == "announce" and not says_yes(one.said, ""):
            return _whom_in(one.said)
    return ""


def asks_words(turn: TurnContext) -> bool:
    """Whether a notice is ordered of which only whom it is for is told."""
    if _NOBODY_YET.match(turn.said.strip()):
        return may(turn.asker.role, Deed.ANNOUNCE)
    whom = _whom_in(turn.said)
    if not whom or _ONLY_ASKS.search(turn.said) or turn.reading.topic == "hold":
        return False
    return may(turn.asker.role, Deed.ANNOUNCE) and bool(_units(turn, whom))


def gives_words(turn: TurnContext) -> bool:
    """Whether the message gives the words that were asked for."""
    asked = bool(_LETTERS.search(turn.said)) and bool(_whom_before(turn))
    if not asked or says_yes(turn.said, ""):
        return asked
    asks = _ONLY_ASKS.search(turn.said) or _ASKS.search(turn.said)
    return not asks and turn.reading.topic not in _OTHERWISE and len(turn.said) >= _SHORTEST


def announces(text: str) -> bool:
    """Whether a message says by its shape to whom a notice goes and in which words."""
    return _gives(text) is not None


def _gives(text: str) -> re.Match[str] | None:
    found = _GIVES.match(text) if "发" in text or "来" in text else None
    if found is None or _ONLY_ASKS.search(found["words"]):
        return None
    return found if _LETTERS.search(found["words"]) else None


def goes_on_with_words(turn: TurnContext) -> bool:
    """Whether it gives the words of an announcement that was asked about just before."""
    return turn.state.topic in _SPOKEN_OF and _WORDS.match(turn.said.strip()) is not None


def _sent(turn: TurnContext, whom: str, words: str) -> Reply:
    units = _units(turn, whom)
    if not units:
        return act(f"没有找到您要通知、又归您管的单位。{announce_example(turn.plan)}")
    return order(Announce(words.strip(), tuple(unit.id for unit in units)))


def _units(turn: TurnContext, whom: str) -> list[Unit]:
    """Of the units in the asker's charge those that `whom` names: units, a group, kinds, all."""
    roster = turn.records.roster
    whom, out = taken_out(whom, roster.units())
    mine = [unit for unit in units_in_charge(turn) if unit not in out]
    named = units_in(whom, roster.units())
    if named:
        return [unit for unit in mine if unit in named]
    group, kinds = group_in(whom, roster.groups()), kinds_in(whom)
    clerks = [] if group or kinds or _ALL.search(whom) else units_of_clerks(turn, whom, mine)
    if clerks:
        return clerks
    if group is None and kinds is None and not _ALL.search(whom):
        before = said_of_units(turn) if _THEM.search(whom) else ""
        return _units(turn, before) if before else []
    return [
        unit
        for unit in mine
        if (group is None or unit.group_id == group.id) and (kinds is None or unit.kind in kinds)
    ]
