"""A roll in words: what the groups are called, how the base is worked out, what is over."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from handlers.quotas.rolls import Ruled, ruled
from handlers.turn.context import TurnContext
from language.rolls import Group, Roll
from rules.plan.called import notice_word
from rules.quota import Cap
from rules.standing import Share

_LONGEST: Final = 18  # characters a group is called by
_WHERE: Final = re.compile(
    r"[,、]?(?:另册|(?:也|都|还|[没不未])*(?:有|算)?[在进](?:这|那)?\d*[人个]?[里内中]?(?=,|$))|另有|^里?(?:有|是)+"
    r"|再?加上"
)


def called(group: Group) -> str:
    """“驻村工作队3人”, in the words it was told in."""
    words = _WHERE.sub("", group.words).strip(" ,的") or "这"
    words = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    return f"{words}{group.n}人"


def joined(
    roll: Roll,
    out: Sequence[Ruled],
    apart: Sequence[Ruled],
    counted: Sequence[Ruled],
    sure: int,
) -> str:
    """“36－1－2＋1＝34人”; "" where nothing is taken off or added."""
    if roll.whole is None:
        numbers = [str(one.group.n) for one in counted]
        return f"{'＋'.join(numbers)}＝{sure}人" if len(numbers) > 1 else ""
    less = [one.group.n for one in (*out, *apart) if not one.group.outside]
    more = [one.group.n for one in counted if one.group.outside]
    open_inside = roll.whole - sum(less) + sum(more) - sure
    less += [open_inside] if open_inside > 0 else []
    if not less and not more:
        return ""
    terms = "".join([*(f"－{n}" for n in less), *(f"＋{n}" for n in more)])
    return f"{roll.whole}{terms}＝{sure}人"


def worked_out(settled: str, words: str) -> str:
    """How the base came about, then the share of it."""
    return f"{settled}，{words}" if settled else words


def reported_words(
    turn: TurnContext, roll: Roll, ours: Share, cap: Cap, most: Cap
) -> Iterator[str]:
    """Whether the 优秀 to be reported are too many: only those count that use the unit's places."""
    reported, notice = roll.reported or 0, notice_word(turn.plan)
    each = ruled(turn, roll, roll.among)
    free = [one for one in each if one.standing.quota not in {ours, Share.UNSETTLED}]
    in_doubt = sum(one.group.n for one in each if one.standing.quota is Share.UNSETTLED)
    used = reported - sum(one.group.n for one in free)
    axis = turn.plan.quotas.counting.quota_axis
    for one in each:
        ruling = one.standing.on_quota
        value = ruling.values.get(axis, "")
        said = turn.plan.axes[axis].values.get(value, "") if axis in turn.plan.axes else ""
        said = said or "".join(note.says for note in ruling.silent_notes) or "不参加考核"
        yield f"· {called(one.group)}：{said}（{notice}{'、'.join(ruling.clauses)}）"
    count = f"报了{reported}个" + (f"，占本单位指标的{used}个" if free else "")
    if used <= cap.most:
        yield f"{count}，没有超。"
    elif used - in_doubt > most.most:
        yield f"{count}，超出{used - most.most}个。"
    else:
        over = f"按不超过{cap.most}个算超出{used - cap.most}个"
        yield f"{count}，超没超要看没有写明的怎么算：{over}。"
