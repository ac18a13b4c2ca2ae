"""“通知各乡镇：……”: whom and what, as staff say it."""

import re
from typing import Final

from handlers.notifications.announcing import announce_example
from handlers.turn.access import act, names_nobody_known, units_in_charge
from handlers.turn.commands import Announce
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import group_in, kinds_in, units_in
from handlers.turn.permissions import Deed
from handlers.turn.reply import Reply, order
from handlers.turn.topic import topic
from language.needed import Shapes
from storage.views import Unit

_SAID: Final = re.compile(r"^[^:：]{0,8}通知(?P<whom>[^:：]{1,60})[:：](?P<words>.+)$", re.DOTALL)
# “内容：…” after it was only asked whether, or whom and what, one can send.
_WORDS: Final = re.compile(
    r"^(?:那|好|行|就|通知)*(?:的)?(?:内容|正文|说|写|发)(?:是|为|就是)?[:：](?P<words>.+)$",
    re.DOTALL,
)
GOES_ON: Final = Shapes(_WORDS)
_SPOKEN_OF: Final = frozenset({"announce", "about:announce"})
_ALL: Final = re.compile("全县|各单位|所有单位|全部单位|本组|我们组|大家")
_BETWEEN: Final = re.compile(r"[、,，;；和及与\s]+")


@topic("announce", Deed.ANNOUNCE)
def announce(turn: TurnContext) -> Reply:
    found = _SAID.match(turn.said.strip() or turn.reading.text.strip())
    words = _WORDS.match(turn.said.strip()) if goes_on_with_words(turn) else None
    if words is not None:
        return _sent(turn, turn.state.said, words["words"])
    if found is None:
        return act(f"要通知谁、通知什么？{announce_example(turn.plan)}")
    whom = found["whom"].strip()
    unknown = [name for name in _BETWEEN.split(whom) if names_nobody_known(turn, name)]
    if unknown and _units(turn, whom):
        return act(f"没有找到{'、'.join(unknown)}，还没有发出。请改好单位名称再说一遍。")
    return _sent(turn, whom, found["words"])


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
    roster, mine = turn.records.roster, units_in_charge(turn)
    named = units_in(whom, roster.units())
    if named:
        return [unit for unit in mine if unit in named]
    group, kinds = group_in(whom, roster.groups()), kinds_in(whom)
    if group is None and kinds is None and not _ALL.search(whom):
        return []
    return [
        unit
        for unit in mine
        if (group is None or unit.group_id == group.id) and (kinds is None or unit.kind in kinds)
    ]
