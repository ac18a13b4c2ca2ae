"""Which share of 优秀 holds, by the team's grade."""

from dataclasses import replace

from handlers.quotas.counted import counted, sum_of
from handlers.rulings.service import ask_fact, cited, kind_asked, rule_on, silent, team_grade
from handlers.turn.context import TurnContext
from handlers.turn.reply import Kind, Reply
from handlers.turn.topic import topic
from language.figures import percents_named
from rules.plan import Share
from rules.plan.called import notice_word
from rules.quota import MEMBERS, share_for, shares_of


@topic("quota_percent")
def quota_percent(turn: TurnContext) -> Reply:
    """The share that holds, by the grade of the team."""
    plan, kind = turn.plan, kind_asked(turn)
    fact, named = plan.quotas.grade_fact, _grades_named(turn)
    grade = None if len(named) > 1 else team_grade(turn)
    if kind not in plan.quotas.shares:
        return no_share(turn)
    if kind == MEMBERS and fact in turn.facts and grade is None and not named:
        return ask_fact(turn, fact, (plan.quotas.clause,))
    share = share_for(plan, grade, kind, turn.facts)
    people, how = counted(turn, kind)
    shares = _by_grade(turn, share, grade) if kind == MEMBERS else [(share, "")]
    sums = [(one, words, sum_of(turn, one, kind, people)) for one, words in shares]
    lines = [f"{words or one.words}。{worked_out}" for one, words, worked_out in sums]
    if any("." in worked_out for *_, worked_out in sums):
        lines.append(plan.quotas.rounding_words)
    lines += how if people else []
    clauses = dict.fromkeys([share.clause])
    if share is plan.quotas.shares[kind]:
        lines += [f"{other.words}。" for _, other in share.cases]
        clauses |= dict.fromkeys(other.clause for _, other in share.cases)
    reply = Reply(
        Kind.ANSWER,
        "\n".join([*lines, cited(plan, clauses)]),
        clauses=tuple(clauses),
    )
    return _with_head(turn, reply, grade)


def no_share(turn: TurnContext) -> Reply:
    """The notice has no share of this kind."""
    return silent(turn, "方案没有写这种优秀的比例或名额。", (turn.plan.quotas.clause,))


def _with_head(turn: TurnContext, reply: Reply, grade: str | None) -> Reply:
    """“副职还有20%吗，主要领导呢”: what the team's grade means for its head is told as well."""
    dialogue = turn.plan.dialogue
    post = turn.facts.get(dialogue.post)
    if grade is None or post is None or post.value not in dialogue.heads:
        return reply
    head = rule_on(turn, dialogue.axes_of(("grade",)))
    if head.kind is not Kind.ANSWER:
        return reply
    clauses = tuple(dict.fromkeys([*reply.clauses, *head.clauses]))
    label = turn.plan.facts[dialogue.post].words(post.value)
    text = f"{reply.text}\n\n{label}：{head.text}"
    return replace(reply, text=text, clauses=clauses, decision=head.decision)


def _by_grade(turn: TurnContext, share: Share, grade: str | None) -> list[tuple[Share, str]]:
    """The shares to tell, with other words than their own where the grade has no share."""
    plan = turn.plan
    if grade in plan.quotas.by_team_grade:
        return [(share, "")]
    if grade is not None:
        label = plan.facts[plan.quotas.grade_fact].words(grade)
        return [(share, f"{share.words}；{notice_word(plan)}没有为{label}等次的班子另定比例")]
    of_percent = shares_of(plan, percents_named(turn.reading.text))
    if of_percent:
        return [(one, "") for one in of_percent]
    return [(one, "") for one in (share, *plan.quotas.by_team_grade.values())]


def _grades_named(turn: TurnContext) -> set[str]:
    """The grades of a team that the message names, by what the plan calls them."""
    fact = turn.plan.facts.get(turn.plan.quotas.grade_fact)
    if fact is None:
        return set()
    text = turn.reading.text
    # “优秀” also is what is counted: of the grades it is one only beside the others.
    found = {value for value, words in fact.values.items() if words in text}
    return found if "班子" in text and len(found) > 2 else set()
