"""The sentences of a ruling, as an office would write them on a phone."""

import re
from collections.abc import Iterable
from datetime import date

from handlers.rulings.spans import span_told
from rules.engine.decide import Ground, Ruling
from rules.plan import Deadline, Fact, Facts, Plan, Status
from rules.plan.called import notice_word

_UNSAID = "未提到"
_OTHERWISE = re.compile(r".*，按(?P<as>.+?)答?$")


def cited(plan: Plan, clauses: Iterable[str]) -> str:
    """“依据：方案一(一)1、一(三)5”."""
    known = [clause for clause in dict.fromkeys(clauses) if clause in plan.clauses]
    return f"依据：{notice_word(plan)}{'、'.join(known)}" if known else ""


def settled(plan: Plan, ruling: Ruling, axes: Iterable[str], who: str) -> list[str]:
    """One line for each asked axis that has a value or an answer in words."""
    lines = []
    for axis in axes:
        value = ruling.values.get(axis)
        says = says_of(ruling.grounds.get(axis, ()))
        head = f"{who}{plan.axes[axis].label}：" if axis in plan.axes else who
        if value is not None:
            lines.append(f"{head}{label_of(plan, axis, value, ruling.used)}。{says}")
        elif says:
            lines.append(f"{head}{says}")
        elif axis in ruling.closed_axes:
            lines.append(f"{head}{closed_by(plan, ruling, axis)}，没有这一项。")
    return lines


def label_of(plan: Plan, axis: str, value: str, facts: Facts) -> str:
    """A value as the plan calls it; where it means the unit of the main duties, with that."""
    label = plan.axes[axis].values[value]
    duties = facts.get(plan.owing.main_fact)
    main = axis == plan.owing.axis and plan.owing.places.get(value) == "main"
    if main and duties and duties.source != "presumed":
        return f"{label}（{duties.words or duties.value}）"
    return label


def closed_by(plan: Plan, ruling: Ruling, closed: str) -> str:
    """The result that leaves an axis without meaning, such as taking no part."""
    for axis in plan.axes.values():
        value = ruling.values.get(axis.id, "")
        if value in axis.gates and closed in axis.gates[value].closes:
            return axis.values[value]
    return "这种情况"


def says_of(grounds: Iterable[Ground]) -> str:
    """The sentences of the rules an axis rests on."""
    return "".join(dict.fromkeys(ground.says for ground in grounds if ground.says))


def _is_as_long(fact: Fact, known: object, said: object) -> bool:
    """“满半年” of who is there for 6 months and 4 days: the same length in whole months."""
    if not isinstance(known, int | float) or not isinstance(said, int | float):
        return False
    return bool(fact.counted_from) and int(known) == int(said)


def differing(plan: Plan, on_roster: Facts, ruling: Ruling) -> str:
    """Where what was said is not what the roster has."""
    parts = []
    for fact, given in ruling.used.items():
        known = on_roster.get(fact)
        if known is None or given.source != "said" or known.value in {None, given.value}:
            continue
        assert known.value is not None  # noqa: S101  # just excluded
        if _is_as_long(plan.facts[fact], known.value, given.value):
            continue
        label = plan.facts[fact].label
        words = span_told(plan, plan.facts[fact], known, on_roster)
        parts.append(f"{label}名册里是{words or plan.facts[fact].words(known.value)}，按您说的算")
    return "；".join(parts) + "。" if parts else ""


def presumptions(plan: Plan, taken: Iterable[str]) -> str:
    """What was taken for granted, in one line: “按班子成员，没有退休、驻村答。”."""
    some = set(taken)
    words = dict.fromkeys(one.presume_words for one in plan.facts.values() if one.id in some)
    found = [_OTHERWISE.match(one) for one in words]
    likely = [one["as"] for one in found if one]
    none = [one.removeprefix(_UNSAID) for one in words if not _OTHERWISE.match(one)]
    if none:
        likely.append(f"没有{'、'.join(none)}")
    return f"按{'，'.join(likely)}答。" if likely else ""


def quoted(plan: Plan, clause: str) -> str:
    """A clause word for word; its number is said once: “规定第七条：病假累计…”."""
    text = plan.clauses[clause].text
    return f"{notice_word(plan)}{clause}：{text.removeprefix(clause).lstrip() or text}"


def day(deadline: Deadline, plan: Plan, today: date, *, said: str = "") -> str:
    """A deadline's printed date, the day in force, how sure it is, and whether it has passed.

    `said`: the text above it, whose printed date is not said once more.
    """
    printed = f"{deadline.label}：{notice_word(plan)}印的是“{deadline.printed}”"
    if deadline.status is Status.BLANK or deadline.effective is None:
        return f"{printed}，日期空着没有写明，待{plan.office}确定"
    on = f"{deadline.effective.year}年{deadline.effective.month}月{deadline.effective.day}日前"
    if deadline.status is Status.CONFIRMED:
        over = deadline.days_over(today)
        passed = f"，已过{over}天" if over else ""
        # What the notice prints itself nobody had to confirm.
        printed_so = deadline.effective == deadline.printed_date
        sure = "" if printed_so else f"（{plan.office}已确认）"
        return f"{deadline.label}：{on}{sure}{passed}"
    if deadline.printed and deadline.printed in said:
        printed = f"“{deadline.printed}”"
    return f"{printed}疑为笔误，暂按{on}理解，待{plan.office_short or plan.office}确认"
