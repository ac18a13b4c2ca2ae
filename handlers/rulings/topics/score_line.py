"""Whether an evaluation score reaches the line below which nobody may be 优秀."""

from handlers.rulings.phrases import cited
from handlers.rulings.ruling import ask_fact, rule_on
from handlers.turn.context import TurnContext
from handlers.turn.reply import Kind, Reply
from handlers.turn.topic import topic
from rules.engine.decide import Kind as Ruled
from rules.engine.decide import decide


@topic("score_line")
def score_line(turn: TurnContext) -> Reply:
    """Whether the score reaches the line; asks for the score where none is known."""
    plan = turn.plan
    line = plan.quotas.score
    if line is None:
        return rule_on(turn, ())
    clause = line.clause
    given = turn.facts.get(line.fact)
    if given is None or not isinstance(given.value, int | float):
        return ask_fact(turn, line.fact, (clause,))
    reached = given.value >= line.at_least
    said = "达到了" if reached else "没有达到"
    lines = [f"{given.value:g}分{said}“{line.words}”这一条。", line.also if reached else ""]
    decision = {} if reached else _decided(turn, line.fact)
    text = "\n".join(one for one in (*lines, cited(plan, (clause,))) if one)
    return Reply(Kind.ANSWER, text, clauses=(clause,), decision=decision)


def _decided(turn: TurnContext, fact: str) -> dict[str, str]:
    """What the score alone comes to."""
    axes = turn.plan.dialogue.axes_of(("eligible",))
    ruling = decide(turn.plan, {fact: turn.facts[fact]}, axes) if axes else None
    if ruling is None or ruling.kind is not Ruled.ANSWER:
        return {}
    return {axis: ruling.values[axis] for axis in axes if axis in ruling.values}
