"""A line of a batch file: one conversation, who speaks in it, where and when."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from bot.clock import SHANGHAI

DEMO: Final = "demo"  # the one county a conversation can be in: the made-up one
_EXAMPLE: Final = '每行要像 {"id": "1", "as": "clerk", "turns": [{"say": "登记表什么时候交"}]}'
_IN_COUNTY: Final = (
    '在演示县里问，每行要像 {"id": "1", "county": "demo", "user": "zhoumin", '
    '"at": "2019-12-25T09:00", "turns": [{"say": "我们还差什么"}]}'
)


@dataclass(frozen=True)
class Item:
    """One conversation. `user` is an account where `county` is not empty; `at` None: any time."""

    line: int
    id: str
    role: str
    says: tuple[str, ...]
    county: str = ""
    user: str = ""
    at: datetime | None = None


def item_of(line: str, number: int) -> Item:
    """What a line holds. Raises ValueError with a sentence; keys it does not know are left."""
    try:
        given = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"第{number}行第{error.colno}个字符起不是 JSON。{_EXAMPLE}") from error
    if not _right(given):
        raise ValueError(f"第{number}行缺少 id 或 turns，或写得不对。{_EXAMPLE}")
    county, user = str(given.get("county") or ""), str(given.get("user") or "")
    if county not in ("", DEMO) or (user and not county):
        raise ValueError(f"第{number}行的 county 只能是 demo，有 user 就要写 county。{_IN_COUNTY}")
    says = tuple(one["say"] for one in given["turns"])
    role = str(given.get("as", "clerk"))
    return Item(number, str(given["id"]), role, says, county, user, _at(given, number))


def _at(given: dict[str, Any], number: int) -> datetime | None:
    said = given.get("at")
    if said is None:
        return None
    try:
        return moment(str(said))
    except ValueError as error:
        raise ValueError(f"第{number}行的 at 看不懂。{_IN_COUNTY}") from error


def moment(at: str) -> datetime:
    """A time as written in ISO 8601; Asia/Shanghai unless it says another zone."""
    said = datetime.fromisoformat(at)
    return said if said.tzinfo else said.replace(tzinfo=SHANGHAI)


def _right(item: object) -> bool:
    if not isinstance(item, dict) or "id" not in item or not isinstance(item.get("turns"), list):
        return False
    return all(isinstance(one, dict) and isinstance(one.get("say"), str) for one in item["turns"])
