"""Where somebody's main duties are: the place, without what is done there."""

import re
from collections.abc import Sequence

from language.tables import shape
from rules.plan import Facts, Given
from rules.plan.wording import DutiesAt

_DOES = re.compile(r"在?[弄干管抓做忙搞写跑]$|(?:长|书记|主任)在")
# “局里管项目”, “红十字会主持”: the place, without what is done there.
_WORKS = re.compile(
    r"^(.*?[局委办部院校所站镇乡村会心司团区行馆](?:里|上)?)(?:管|主持|抓|盯|守|跑|坐|开会|忙|做|干).*$"
)


def main_duties(text: str, called: Sequence[DutiesAt], told: Facts) -> Given | None:
    """The place as the plan calls it, else as it was said; None where no place is named.

    `called`: what places are called of whom; `told`: what is known of whom it is about.
    """
    for match in shape("main").finditer(text):
        unit = _WORKS.sub(r"\1", match["unit"].strip("在了着的过"))
        of_them = (one for one in called if one.told.holds(told))
        place = next((one.value for one in of_them if re.search(one.says, unit)), unit)
        # “院里的事基本是常务副院长在弄” names no place.
        if place != unit or not _DOES.search(unit):
            return Given(place, "said", unit)
    return None
