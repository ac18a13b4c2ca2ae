"""What a plan still lacks for the chat: nothing that keeps it from starting."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final

from rules.plan.blank import PLACEHOLDER
from rules.plan.conditions import facts_in
from rules.plan.dialogue import QUESTIONS
from rules.plan.lint import Finding
from rules.plan.schema import Fact, Plan

_CALLED: Final = {
    "where_assessed": "在哪里考核",
    "whose_quota": "占谁的名额",
    "in_base": "计不计入基数",
    "takes_part": "参不参加考核",
    "which_form": "填什么表",
    "grade": "定什么等次",
    "eligible": "能不能评优秀",
}


def chat_findings(plan: Plan) -> Iterator[Finding]:
    """In a fixed order."""
    yield from _questions(plan)
    yield from _unsaid(plan)
    yield from _inside(plan)
    yield from _shares(plan)
    yield from _left_blank(plan)


def _questions(plan: Plan) -> Iterator[Finding]:
    answered = plan.dialogue.questions
    for question in QUESTIONS:
        if question not in answered:
            words = f"“{_CALLED[question]}”没有结论项来答；有的话写进 dialogue.yaml 的 questions。"
            yield Finding("question_unanswered", question, words)
    for axis in plan.axes.values():
        if axis.id not in answered.values():
            words = f"结论项“{axis.label}”没有问题问到它；写进 dialogue.yaml 的 questions。"
            yield Finding("axis_unasked", axis.id, words)


def _unsaid(plan: Plan) -> Iterator[Finding]:
    """Facts of the first subject that no message can tell, only an answer to our own question."""
    score = plan.quotas.score
    told = {row.fact for row in plan.wording.said} | set(plan.wording.events.values())
    told |= {fact.counted_from for fact in plan.facts.values() if fact.counted_from}
    told |= {fact.id for fact in plan.facts.values() if fact.counted_from}
    told |= {plan.owing.main_fact, plan.owing.team_fact, plan.quotas.headcount_fact}
    told |= {target for f in plan.facts.values() for one in f.implies.values() for target in one}
    told |= {score.fact} if score else set()
    told |= {
        f.id for f in plan.facts.values() if any(set(one) & told for one in f.implies.values())
    }
    tested = {name for rule in plan.rules for name in facts_in(rule.when)}
    for fact in plan.facts.values():
        if fact.id not in told and fact.id in tested:
            words = f"没有一句话能说到“{fact.label}”，只有来问才知道；请在 facts.yaml 里写 say。"
            yield Finding("fact_unsaid", fact.id, words)


def _inside(plan: Plan) -> Iterator[Finding]:
    """Words of one value that stand inside those of another fact: 局长 in 分局长."""
    for fact in plan.facts.values():
        tied = facts_in(fact.applies_when) if fact.applies_when else ()
        for other in plan.facts.values():
            if other.id in {fact.id, *tied} or other.kind not in {"bool", "choice"}:
                continue
            for word, longer in _within(fact, other):
                words = (
                    f"“{word}”（{fact.label}）在“{longer}”（{other.label}）里面："
                    "话里有后一个时，只算后一个。"
                )
                yield Finding("word_inside", fact.id, words)


def _within(fact: Fact, other: Fact) -> Iterator[tuple[str, str]]:
    if fact.kind not in {"bool", "choice"}:
        return
    own = dict.fromkeys(chain(*fact.say.values()))
    longer = dict.fromkeys(chain(*other.say.values()))
    for word in own:
        yield from ((word, one) for one in longer if word in one and word != one)


def _shares(plan: Plan) -> Iterator[Finding]:
    if not plan.quotas.shares:
        words = "没有写优秀的比例或名额（quotas.yaml 的 shares）；问到就答方案没有写。"
        yield Finding("share_missing", "quotas.yaml", words)


def _left_blank(plan: Plan) -> Iterator[Finding]:
    for file in sorted(plan.root.rglob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        lines = (n for n, line in enumerate(text.splitlines(), 1) if _is_blank(line))
        for number in lines:
            words = f"{file.relative_to(plan.root).as_posix()} 第{number}行还是“{PLACEHOLDER}”。"
            yield Finding("left_blank", file.name, words)


def _is_blank(line: str) -> bool:
    return line.partition("#")[0].rstrip(" }").endswith(f": {PLACEHOLDER}")
