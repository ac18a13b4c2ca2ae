"""A ruled roster in words: how many where, who is an exception, what is open, what to ask whom."""

from collections import Counter
from collections.abc import Collection, Sequence

from handlers.turn.naming_people import borne_by_several, names, told_apart
from rules.ledger import Group
from rules.plan import Plan
from rules.plan.called import notice_word
from rules.standing import Candidate
from rules.verdicts import Verdict, missing_facts

_MOST_GROUPS = 10
_MOST_MISSING = 10


def told(plan: Plan, of: str, found: Sequence[Verdict]) -> list[str]:
    """`of`: whose roster it is."""
    alike = borne_by_several(each.person for each in found)
    return [
        f"{of}名册{len(found)}人，逐人按{notice_word(plan)}判定：",
        *_counts(plan, found),
        *_exceptions(plan, found, alike),
        *_unsaid(plan, found, alike),
        *_conflicts(found, alike),
        *_missing(plan, found, alike),
        f"名册没写的情况{plan.quotas.unwritten_words}都按没有算；每个人的依据见表。",
    ]


def _counts(plan: Plan, found: Sequence[Verdict]) -> list[str]:
    """Where they are assessed, as many as there are of each."""
    place = plan.axes[plan.owing.axis]
    counts = Counter(each.values.get(place.id, "") for each in found)
    lines = [
        f"· {label}：{counts[value]}人" for value, label in place.values.items() if counts[value]
    ]
    open_ones = counts[""]
    return [*lines, *([f"· 还定不了在哪考核：{open_ones}人"] if open_ones else [])]


def _exceptions(plan: Plan, found: Sequence[Verdict], alike: Collection[str]) -> list[str]:
    """Those of whom another rule speaks than the one that most are under."""
    groups = _by_rule(plan, found)
    usual = max(groups, key=lambda group: len(group.people), default=None)
    rest = [group for group in groups if group is not usual]
    lines = [
        f"· {group.title}（{group.clause}）：{names(group.people, alike=alike)}" for group in rest
    ]
    more = [f"· 另有{len(lines) - _MOST_GROUPS}种，见表"] if len(lines) > _MOST_GROUPS else []
    return ["与一般情形不同的：", *lines[:_MOST_GROUPS], *more] if lines else []


def _by_rule(plan: Plan, found: Sequence[Verdict]) -> list[Group]:
    """Each person once, under the most special rule of those that settle anything."""
    order = {rule.id: number for number, rule in enumerate(plan.rules)}
    people: dict[str, list[Candidate]] = {}
    for each in found:
        grounds = [ground.rule_id for some in each.grounds.values() for ground in some]
        if grounds:
            rule = max(grounds, key=lambda id: (len(plan.rule(id).clause[:5]), -order[id]))
            people.setdefault(rule, []).append(each.person)
    return [
        Group(plan.rule(rule).title, plan.rule(rule).clause, tuple(people[rule]))
        for rule in sorted(people, key=lambda rule: order[rule])
    ]


def _unsaid(plan: Plan, found: Sequence[Verdict], alike: Collection[str]) -> list[str]:
    people: dict[str, list[Candidate]] = {}
    for each in found:
        for says in each.unsaid:
            people.setdefault(says, []).append(each.person)
    lines = [f"· {names(some, alike=alike)}：{says}" for says, some in people.items()]
    return [f"{notice_word(plan)}没有写明的：", *lines[:_MOST_GROUPS]] if lines else []


def _conflicts(found: Sequence[Verdict], alike: Collection[str]) -> list[str]:
    lines = [
        f"· {told_apart(each.person, alike)}：{words}" for each in found for words in each.conflicts
    ]
    return ["名册里互相矛盾的：", *lines[:_MOST_GROUPS]] if lines else []


def _missing(plan: Plan, found: Sequence[Verdict], alike: Collection[str]) -> list[str]:
    missing = missing_facts(plan, found)
    if not missing:
        return ["要判定的情况名册里都有，没有要补的。"]
    lines = [
        f"{number}. {names(each.people, 12, alike)}：{each.question}"
        for number, each in enumerate(missing[:_MOST_MISSING], 1)
    ]
    return [f"还缺{len(missing)}项情况：", *lines]
