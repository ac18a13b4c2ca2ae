"""What may be asked of us, by who asks: for a welcome, for help, for what nobody could read."""

from collections.abc import Mapping, Sequence
from typing import Final

from rules.roster import Role

_ON_THE_PHONE: Final = "登记表能在手机上填，写“在手机上填表”。"
_ASKED: Final[Mapping[str, Sequence[str]]] = {
    Role.CLERK: ("我们单位还差什么材料", "最多报几个优秀", "某某在哪考核"),
    Role.CADRE: ("我在哪考核", "我填哪张表", "我的材料收到没"),
    Role.GROUP: ("哪些单位的材料没交齐", "催一下没交的", "某某镇还差什么"),
    Role.SUPERVISOR: ("哪些单位的材料没交齐", "待批复", "谁问了什么没答上来"),
}
_HANDING_IN: Final[Mapping[str, str]] = {
    Role.CLERK: f"交材料写“我要交材料”；{_ON_THE_PHONE}",
    Role.CADRE: _ON_THE_PHONE,
}


def examples(role: str) -> str:
    """“我在哪考核”“我填哪张表”, in quotes one after the other."""
    return "".join(f"“{one}”" for one in _ASKED.get(role, _ASKED[Role.CLERK]))


def introduction(role: str) -> str:
    """What this role asks for most, and how the papers come in."""
    return f"直接问我就行，比如{examples(role)}。{_HANDING_IN.get(role, '')}"


_AT_HAND: Final = "要问什么、办什么，直接说；不知道怎么问，写“帮助”。"


def hello(name: str = "") -> str:
    """To somebody who knows us already: no overview."""
    return f"{f'{name}，' if name else ''}您好。{_AT_HAND}"


def welcome(name: str, role: str) -> str:
    """The first words to somebody who opened the chat."""
    return f"{name}，您好！我是年度考核助手。{introduction(role)}"
