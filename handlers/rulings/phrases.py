"""The sentences of a ruling, as an office would write them on a phone."""

import re
from collections.abc import Iterable
from datetime import date

from handlers.rulings.spans import span_told
from rules.engine.decide import Ground, Ruling
from rules.plan import Deadline, Fact, Facts, Given, Plan, Status

_SAID = {"said": "您说的", "roster": "名册", "derived": "推算", "presumed": "默认"}
_UNSAID = "未提到"
_A_DAY = re.compile(r"\d月|[日号]|[年月][初底末中]")


def cited(plan: Plan, clauses: Iterable[str]) -> str:
    """“依据：方案一(一)1、一(三)5”."""
    known = [clause for clause in dict.fromkeys(clauses) if clause in plan.clauses]
    return f"依据：方案{'、'.join(known)}" if known else ""


def settled(plan: Plan, ruling: Ruling, axes: Iterable[str], who: str) -> list[str]:
    """One line for each asked axis that has a value or an answer in words."""
    lines = []
    for axis in axes:
        value = ruling.values.get(axis)
        says = _says(ruling.grounds.get(axis, ()))
        head = f"{who}{plan.axes[axis].label}：" if axis in plan.axes else who
        if value is not None:
            lines.append(f"{head}{_value(plan, ruling, axis, value)}。{says}")
        elif says:
            lines.append(f"{head}{says}")
        elif axis in ruling.closed_axes:
            lines.append(f"{head}{_closed_by(plan, ruling, axis)}，没有这一项。")
    return lines


def _value(plan: Plan, ruling: Ruling, axis: str, value: str) -> str:
    label = plan.axes[axis].values[value]
    duties = ruling.used.get(plan.owing.main_fact)
    main = axis == plan.owing.axis and plan.owing.places.get(value) == "main"
    if main and duties and duties.source != "presumed":
        return f"{label}（{duties.words or duties.value}）"
    return label


def _closed_by(plan: Plan, ruling: Ruling, closed: str) -> str:
    """The result that leaves an axis without meaning, such as taking no part."""
    for axis in plan.axes.values():
        value = ruling.values.get(axis.id, "")
        if value in axis.gates and closed in axis.gates[value].closes:
            return axis.values[value]
    return "这种情况"


def _says(grounds: Iterable[Ground]) -> str:
    return "".join(dict.fromkeys(ground.says for ground in grounds if ground.says))


def facts_used(plan: Plan, ruling: Ruling, facts: Facts | None = None) -> str:
    """The facts a ruling rests on, each with where it came from."""
    parts = []
    for fact, given in ruling.used.items():
        if given.value is None or given.source == "presumed" or fact not in plan.facts:
            continue
        told = _told(plan, fact, given, facts or ruling.used)
        parts.append(f"{told}（{_source(plan.facts[fact], given)}）")
    return "根据：" + "、".join(parts) if parts else ""


def _source(fact: Fact, given: Given) -> str:
    """Where a fact came from; what was only understood from other words is not “您说的”."""
    understood = given.source == "said" and fact.kind == "choice" and given.words
    if understood and given.value is not None:
        label = fact.words(given.value)
        if given.words not in label and label not in given.words:
            return f"从“{given.words}”理解的"
    return _SAID.get(given.source, given.source)


def _told(plan: Plan, fact: str, given: Given, facts: Facts) -> str:
    known = plan.facts[fact]
    assert given.value is not None  # noqa: S101  # the caller left those out
    if known.kind == "bool":
        return known.label.removeprefix("是否") + ("" if given.value is True else "：否")
    if known.kind in {"number", "date"} and given.source == "said" and given.words:
        return f"{known.label}{given.words}{_amounts_to(plan, known, given)}"
    return f"{known.label}：{span_told(plan, known, given, facts) or known.words(given.value)}"


def _amounts_to(plan: Plan, known: Fact, given: Given) -> str:
    """What a day said in place of a length comes to: “4月（到12月31日满8个月）”."""
    if known.unit != "个月" or not _A_DAY.search(given.words) or "到" in given.words:
        return ""
    assert isinstance(given.value, int | float)  # noqa: S101  # a number fact's value
    until = f"到{plan.cutoff.month}月{plan.cutoff.day}日"
    whole = int(given.value)
    return f"（{until}满{whole}个月）" if whole else f"（{until}不满1个月）"


def differing(plan: Plan, on_roster: Facts, ruling: Ruling) -> str:
    """Where what was said is not what the roster has."""
    parts = []
    for fact, given in ruling.used.items():
        known = on_roster.get(fact)
        if known is None or given.source != "said" or known.value in {None, given.value}:
            continue
        assert known.value is not None  # noqa: S101  # just excluded
        label = plan.facts[fact].label
        words = span_told(plan, plan.facts[fact], known, on_roster)
        parts.append(f"{label}名册里是{words or plan.facts[fact].words(known.value)}，按您说的算")
    return "；".join(parts) + "。" if parts else ""


def presumptions(plan: Plan, ruling: Ruling) -> str:
    """Everything that was taken for granted and could change the ruling, in one line."""
    words = [fact.presume_words for fact in plan.facts.values() if fact.id in ruling.presumed]
    plain = [one.removeprefix(_UNSAID) for one in words if _is_plain(one)]
    others = [one for one in words if not _is_plain(one)]
    if plain:
        others.insert(0, f"{_UNSAID}{'、'.join(plain)}，按没有答")
    return f"{'；'.join(others)}。如有不同请告诉我。" if others else ""


def _is_plain(words: str) -> bool:
    return words.startswith(_UNSAID) and "，" not in words


def day(deadline: Deadline, plan: Plan, today: date) -> str:
    """A deadline's printed date, the day in force, how sure it is, and whether it has passed."""
    printed = f"{deadline.label}：方案印的是“{deadline.printed}”"
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
    return f"{printed}，疑为笔误，暂按{on}理解，待{plan.office}确认"
