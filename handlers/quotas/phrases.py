"""A ledger of 优秀 in words: the sum first, then who is in, who is not, and what is open."""

from collections.abc import Iterator

from handlers.turn.naming_people import names
from rules.ledger import MEMBERS, Group, Ledger
from rules.plan import Plan
from rules.quota import Cap

_MOST_OPEN = 8


def told(plan: Plan, ledger: Ledger, source: str) -> list[str]:
    """`source`: which version of the list the used places are from; empty where none came in."""
    own = ledger.kind == MEMBERS
    return [
        *_sum(plan, ledger),
        _used(ledger, source),
        *_parts(ledger),
        *([_by_grade(plan, ledger)] if own else []),
        *_groups("计入基数：" if own else "列入名单：", ledger.counted),
        *_groups("不计入：", ledger.out),
        *_groups("在这里考核、评优不占名额：", _only_beside(ledger)),
        *_open(plan, ledger),
    ]


def _sum(plan: Plan, ledger: Ledger) -> Iterator[str]:
    line = ledger.line
    what = "考核基数" if ledger.kind == MEMBERS else "委托考核名单（单独算）"
    softly = "一般不超过" if line.share.strength == "generally" else "不超过"
    product = _product(line.share.percent, line.sure)
    yield f"{what}{ledger.base}人{product}，{softly}{line.sure.most}个优秀。"
    if not line.sure.is_whole:
        yield plan.quotas.rounding_words
    if ledger.open and line.most.most != line.sure.most:
        count = ledger.base + len(ledger.open)
        yield f"还没定下来的{len(ledger.open)}人如果都计入，{count}人，{softly}{line.most.most}个。"


def _product(percent: int, cap: Cap) -> str:
    return f"×{percent}%＝{cap.exact}" if percent else ""


def _used(ledger: Ledger, source: str) -> str:
    if ledger.used is None or ledger.left is None:
        return "还没有收到附件8，没有已报优秀的记录。"
    if ledger.left < 0:
        return f"已报{ledger.used}个（{source}），超出{-ledger.left}个。"
    return f"已报{ledger.used}个（{source}），还能报{ledger.left}个。"


def _by_grade(plan: Plan, ledger: Ledger) -> str:
    """What changes with the team's grade."""
    labels = plan.facts["team_grade"].values if "team_grade" in plan.facts else {}
    words = [
        f"{labels.get(line.grade, line.grade)}{line.share.percent}%最多{line.sure.most}个"
        for line in ledger.lines
        if line.grade is not None
    ]
    known = f"（表里填的是{labels.get(ledger.grade, ledger.grade)}）" if ledger.grade else ""
    return f"按班子等次{known}：{'，'.join(words)}。" if words else ""


def _parts(ledger: Ledger) -> Iterator[str]:
    if not ledger.parts:
        return
    whole = ledger.line.sure.most
    words = [
        f"{part.unit}{part.headcount}人" + (f"（已报{part.used}个）" if part.used else "")
        for part in ledger.parts
    ]
    yield f"其中：{'、'.join(words)}。"
    if ledger.parts_used > whole:
        yield f"注意：各单位已报优秀合计{ledger.parts_used}个，超过整个名单的{whole}个。"
    if ledger.parts_allowed > whole:
        apart = f"各单位各算各的合计{ledger.parts_allowed}个"
        yield f"注意：{apart}，超过整个名单的{whole}个，以名单合计为准。"


def _only_beside(ledger: Ledger) -> tuple[Group, ...]:
    """Heads stand among those who are out already."""
    out = {person.id for group in ledger.out for person in group.people}
    return tuple(
        group for group in ledger.beside if any(person.id not in out for person in group.people)
    )


def _groups(heading: str, groups: tuple[Group, ...]) -> list[str]:
    lines = [
        f"· {group.title}{f'（{group.clause}）' if group.clause else ''}：{names(group.people)}"
        for group in groups
    ]
    return [heading, *lines] if lines else []


def _open(plan: Plan, ledger: Ledger) -> list[str]:
    if not ledger.open:
        return []
    by_reason: dict[str, list[str]] = {}
    for each in ledger.open:
        words = (
            each.says if each.fact is None else f"缺“{plan.facts[each.fact].label}”，{each.says}"
        )
        by_reason.setdefault(words, []).append(each.person.name)
    lines = [f"· {'、'.join(people)}：{words}" for words, people in by_reason.items()]
    return [f"还没定下来的{len(ledger.open)}人：", *lines[:_MOST_OPEN]]
