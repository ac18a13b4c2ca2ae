"""A ledger of 优秀 in words: the sum first, then who is in, who is not, and what is open."""

from collections.abc import Collection, Iterator

from handlers.turn.naming_people import borne_by_several, names, told_apart
from rules.ledger import MEMBERS, Group, Ledger
from rules.plan import Plan, Share
from rules.quota import Cap, percent_used
from rules.standing import Candidate

_MOST_OPEN = 8


def told(plan: Plan, ledger: Ledger, source: str, called: str) -> list[str]:
    """`source`: which version of the list the used places are from; empty where none came in.

    `called`: what the list is called, empty where the notice has none.
    """
    own, alike = ledger.kind == MEMBERS, borne_by_several(_everybody(ledger))
    return [
        *_sum(plan, ledger),
        _used(ledger, source, called),
        *_parts(ledger),
        *([_by_grade(plan, ledger)] if own else []),
        *_groups("计入基数：" if own else "列入名单：", ledger.counted, alike),
        *_groups("不计入：", ledger.out, alike),
        *_groups("在这里考核、评优不占名额：", _only_beside(ledger), alike),
        *_open(plan, ledger, alike),
    ]


def _sum(plan: Plan, ledger: Ledger) -> Iterator[str]:
    line = ledger.line
    what = "考核基数" if ledger.kind == MEMBERS else "委托考核名单（单独算）"
    yield f"{what}{sum_words(line.share, line.sure, ledger.base)}"
    if not line.sure.is_whole:
        yield plan.quotas.rounding_words
    if ledger.open and line.sure.stated and line.most.most != line.sure.most:
        count = ledger.base + len(ledger.open)
        most = f"{_softly(line.share)}{line.most.most}个"
        yield f"还没定下来的{len(ledger.open)}人如果都计入，{count}人，{most}。"


def sum_words(share: Share, cap: Cap, people: int, what: str = "人") -> str:
    """“27人×20%＝5.4，不超过5个优秀。”; of what stands in an annex only where it stands."""
    if not cap.stated:
        return f"{people}{what}，名额见{share.annex}。" if people else f"名额见{share.annex}。"
    percent = percent_used(share, cap, people)
    product = f"×{percent}%＝{cap.exact}" if percent else ""
    least = f"，至少{share.least}个" if cap.most > cap.fraction and share.least else ""
    said = f"{people}{what}{product}{least}，" if people else ""
    return f"{said}{_softly(share)}{cap.most}个优秀。"


def _softly(share: Share) -> str:
    return "一般不超过" if share.strength == "generally" else "不超过"


def unwritten(plan: Plan) -> str:
    """What is made of what the roster does not say."""
    such = plan.quotas.unwritten_words
    return f"名册没写的情况{such}都按没有算。"


def _used(ledger: Ledger, source: str, called: str) -> str:
    if ledger.used is None or ledger.left is None:
        return f"还没有收到{called}，没有已报优秀的记录。" if called else ""
    if not ledger.line.sure.stated:
        return f"已报{ledger.used}个（{source}）。"
    if ledger.left < 0:
        return f"已报{ledger.used}个（{source}），超出{-ledger.left}个。"
    return f"已报{ledger.used}个（{source}），还能报{ledger.left}个。"


def _by_grade(plan: Plan, ledger: Ledger) -> str:
    """What changes with the team's grade."""
    fact = plan.facts.get(plan.quotas.grade_fact)
    labels = fact.values if fact else {}
    words = [
        f"{labels.get(line.grade, line.grade)}{line.share.percent}%最多{line.sure.most}个"
        for line in ledger.lines
        if line.grade is not None
    ]
    known = f"（表里填的是{labels.get(ledger.grade, ledger.grade)}）" if ledger.grade else ""
    called = fact.label if fact and not plan.owing.team_fact else "班子等次"
    return f"按{called}{known}：{'，'.join(words)}。" if words else ""


def _parts(ledger: Ledger) -> Iterator[str]:
    if not ledger.parts:
        return
    whole = ledger.line.sure.most
    words = [
        f"{part.unit}{part.headcount}人" + (f"（已报{part.used}个）" if part.used else "")
        for part in ledger.parts
    ]
    yield f"其中：{'、'.join(words)}。"
    if ledger.line.sure.stated and ledger.parts_used > whole:
        yield f"注意：各单位已报优秀合计{ledger.parts_used}个，超过整个名单的{whole}个。"
    if ledger.line.sure.stated and ledger.parts_allowed > whole:
        apart = f"各单位各算各的合计{ledger.parts_allowed}个"
        yield f"注意：{apart}，超过整个名单的{whole}个，以名单合计为准。"


def _only_beside(ledger: Ledger) -> tuple[Group, ...]:
    """Heads stand among those who are out already."""
    out = {person.id for group in ledger.out for person in group.people}
    return tuple(
        group for group in ledger.beside if any(person.id not in out for person in group.people)
    )


def _everybody(ledger: Ledger) -> Iterator[Candidate]:
    for group in (*ledger.counted, *ledger.out, *ledger.beside):
        yield from group.people
    yield from (each.person for each in ledger.open)


def _groups(heading: str, groups: tuple[Group, ...], alike: Collection[str]) -> list[str]:
    lines = [
        f"· {group.title}{f'（{group.clause}）' if group.clause else ''}："
        f"{names(group.people, alike=alike)}"
        for group in groups
    ]
    return [heading, *lines] if lines else []


def _open(plan: Plan, ledger: Ledger, alike: Collection[str]) -> list[str]:
    if not ledger.open:
        return []
    by_reason: dict[str, list[str]] = {}
    for each in ledger.open:
        words = (
            each.says if each.fact is None else f"缺“{plan.facts[each.fact].label}”，{each.says}"
        )
        by_reason.setdefault(words, []).append(told_apart(each.person, alike))
    lines = [f"· {'、'.join(people)}：{words}" for words, people in by_reason.items()]
    return [f"还没定下来的{len(ledger.open)}人：", *lines[:_MOST_OPEN]]
