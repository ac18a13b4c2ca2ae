"""Which share of 优秀 holds, by the team's grade."""

from dataclasses import replace

from handlers.rulings.service import ask_fact, cited, kind_asked, rule_on, team_grade
from handlers.turn.context import TurnContext
from handlers.turn.reply import Kind, Reply
from handlers.turn.topic import topic
from rules.plan import Share
from rules.quota import share_for


@topic("quota_percent")
def quota_percent(turn: TurnContext) -> Reply:
    plan, kind = turn.plan, kind_asked(turn)
    grade = team_grade(turn)
    if kind == "members" and "team_grade" in turn.facts and grade is None:
        return ask_fact(turn, "team_grade", (plan.quotas.clause,))
    share = share_for(plan, grade, kind)
    lines = [f"{share.words}。"]
    if kind == "members":
        lines = _by_grade(turn, share, grade)
    reply = Reply(
        Kind.ANSWER,
        "\n".join([*lines, cited(plan, (share.clause,))]),
        clauses=(share.clause,),
    )
    return _with_head(turn, reply, grade)


def _with_head(turn: TurnContext, reply: Reply, grade: str | None) -> Reply:
    """“副职还有20%吗，主要领导呢”: what the team's grade means for its head is told as well."""
    post = turn.facts.get("position")
    if grade is None or post is None or post.value != "unit_head":
        return reply
    head = rule_on(turn, ("grade",))
    if head.kind is not Kind.ANSWER:
        return reply
    clauses = tuple(dict.fromkeys([*reply.clauses, *head.clauses]))
    text = f"{reply.text}\n\n主要负责人：{head.text}"
    return replace(reply, text=text, clauses=clauses, decision=head.decision)


def _by_grade(turn: TurnContext, share: Share, grade: str | None) -> list[str]:
    plan = turn.plan
    if grade in plan.quotas.by_team_grade:
        return [f"最高{share.percent}%：{share.words}。"]
    if grade is not None:
        label = plan.facts["team_grade"].values[grade]
        return [f"按{share.percent}%：{share.words}；方案没有为{label}等次的班子另定比例。"]
    others = [f"{one.words}。" for one in plan.quotas.by_team_grade.values()]
    return [f"一般是{share.percent}%：{share.words}。", *others]
