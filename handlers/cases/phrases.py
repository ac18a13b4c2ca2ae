"""Cases and precedents in words; no names, so that a list of them can be shown around."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from handlers.turn.context import DeedContext
from rules.plan import Fact, Plan, Value
from rules.plan.called import notice_word
from rules.precedents import cited_as
from storage.facts import decoded
from storage.precedents import SHANGHAI
from storage.views import Answer, Case, Json

_USUAL: Final = "，其他按通常情况"


def asked_words(plan: Plan, case: Case) -> str:
    """What is asked: the axes, or the title of the matter."""
    return matter_words(plan, case.topic, case.axes)


def matter_words(plan: Plan, topic: str, axes: Sequence[str]) -> str:
    """The same of a matter that is no case yet."""
    if axes:
        return "、".join(plan.axes[axis].label for axis in axes if axis in plan.axes)
    kind, _, name = topic.partition(":")
    if kind == "words":
        return "见原话"
    if kind == "silence" and name in plan.silences:
        return plan.silences[name].title
    return plan.topics[name].title if name in plan.topics else topic


def fact_words(plan: Plan, case: Case) -> str:
    """What is known of the case; what was only presumed is left out."""
    return facts_words(plan, case.facts, rests=bool(case.rests))


def facts_words(plan: Plan, facts: Mapping[str, Mapping[str, Json]], *, rests: bool) -> str:
    """Facts as they are kept; `rests`: the matter turns on facts at all."""
    parts = []
    for fact, given in facts.items():
        value = decoded(given["value"])
        if fact not in plan.facts or not plan.facts[fact].label:
            continue
        if value is not None and given["source"] != "presumed":
            parts.append(told(plan.facts[fact], value))
    if parts:
        return "、".join(parts) + _USUAL
    return "按通常情况" if rests else ""


def told(fact: Fact, value: Value) -> str:
    """“派出层级：市”; of a yes or no its own words."""
    return fact.words(value) if fact.kind == "bool" else f"{fact.label}：{fact.words(value)}"


def case_line(plan: Plan, case: Case) -> str:
    """“第3号：在哪里考核；有脱产学习培训 … 方案一(一)1、一(一)6；12月26日”."""
    parts = [asked_words(plan, case), fact_words(plan, case)]
    parts.append(f"涉及{notice_word(plan)}" + "、".join(case.clauses) if case.clauses else "")
    parts.append(f"{day_words(case.at)}提交")
    return f"第{case.number}号：" + "；".join(part for part in parts if part)


def ruled_words(plan: Plan, values: dict[str, str], words: str) -> str:
    """What was ruled, by axis, or in words."""
    if words:
        return words
    return "；".join(
        f"{plan.axes[axis].label}：{plan.axes[axis].values[value]}"
        for axis, value in values.items()
        if axis in plan.axes and value in plan.axes[axis].values
    )


def answer_words(plan: Plan, case: Case) -> str:
    """The precedent: what was ruled, cited, with its reason."""
    answer = case.answer
    if answer is None:
        return ""
    ruled = ruled_words(plan, dict(answer.values), answer.words)
    only = "" if answer.scope == "all" else "（只批这一件）"
    return f"{ruled}。\n依据：{citation(plan, case.number, answer)}，理由：{answer.reason}。{only}"


def citation(plan: Plan, number: int, answer: Answer) -> str:
    """The precedent as it is cited: the office, the day and the number of the ruling."""
    return cited_as(plan.office, number, answer.at.astimezone(SHANGHAI).date())


def member_words(turn: DeedContext, userid: str) -> str:
    """The name of a member, or the account itself where it is on no list."""
    member = turn.records.members.by_userid(userid)
    return member.name if member else userid


def day_words(at: datetime) -> str:
    """The day of a moment, as the county counts it."""
    local = at.astimezone(SHANGHAI)
    return f"{local.month}月{local.day}日"
