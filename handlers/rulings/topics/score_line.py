"""Whether an evaluation score reaches the line below which nobody may be 优秀."""

from handlers.rulings.phrases import cited
from handlers.rulings.ruling import ask_fact
from handlers.turn.context import TurnContext
from handlers.turn.reply import Kind, Reply
from handlers.turn.topic import topic


@topic("score_line")
def score_line(turn: TurnContext) -> Reply:
    plan = turn.plan
    line, clause = plan.quotas.minimum_score, plan.quotas.clause
    given = turn.facts.get("evaluation_score")
    if given is None or not isinstance(given.value, int | float):
        return ask_fact(turn, "evaluation_score", (clause,))
    reached = given.value >= line
    said = "达到了" if reached else "没有达到"
    lines = [f"{given.value:g}分{said}“测评分值不低于{line}分”这一条。"]
    if reached:
        lines.append("优秀还要看平时考核结果、全年领导评价和名额比例。")
    decision = {} if reached else {"grade": "no_excellent"}
    text = "\n".join([*lines, cited(plan, (clause,))])
    return Reply(Kind.ANSWER, text, clauses=(clause,), decision=decision)
