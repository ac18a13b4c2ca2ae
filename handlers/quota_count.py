"""How many 优秀 a share of a headcount allows; the fraction is shown, rounding is not invented."""

from dataclasses import replace

from handlers.kit.ruling import ask_fact
from handlers.kit.shares import kind_asked, team_grade
from handlers.kit.wording import cited
from handlers.turn.context import Desk
from handlers.turn.reply import Kind, Reply
from handlers.turn.topic import topic, topics
from rules.quota import cap, share_for

_WHOLE = "人数要是一个大于0的整数才能算，例如“27个科级干部最多报几个优秀”。"
_HEADS_CLAUSE = "head"  # the rule that takes heads out of the base


@topic("quota_count")
def quota_count(desk: Desk) -> Reply:
    plan, kind = desk.plan, kind_asked(desk)
    said = desk.reading.headcount
    if said is not None and not said.whole and desk.reading.teams is None:
        asked = ask_fact(desk, "headcount", (plan.quotas.clause,))
        return replace(asked, text=f"{_WHOLE}{asked.text}")
    people, how = _counted(desk, kind)
    if people is None and kind == "members" and _knows_the_roster(desk):
        return topics()["quota_ledger"].answer(desk)
    if people is None:
        return ask_fact(desk, "headcount", (plan.quotas.clause,))
    grade = team_grade(desk)
    share = share_for(plan, grade, kind)
    allowed = cap(people, share.percent, plan.quotas.rounding)
    what = "个班子" if kind == "teams" else "人"
    softly = "一般不超过" if share.strength == "generally" else "不超过"
    lines = [
        *how,
        f"{people}{what}×{share.percent}%＝{allowed.exact}，{softly}{allowed.most}个优秀。",
    ]
    if not allowed.is_whole:
        lines.append(plan.quotas.rounding_words)
    lines.append(f"{share.words}。")
    clauses = tuple(dict.fromkeys([share.clause, *_of_heads(desk, kind)]))
    figures = desk.reading.headcount
    heads = kind == "members" and figures is not None and figures.heads
    decision = {"quota_base": "none"} if heads else {}  # of the heads, who were named
    text = "\n".join([*lines, cited(plan, clauses)])
    return Reply(Kind.ANSWER, text, clauses=clauses, decision=decision)


def _knows_the_roster(desk: Desk) -> bool:
    """“我们镇能报几个” from a unit whose people are on record needs no number."""
    unit_id = desk.asker.unit_id
    return unit_id is not None and bool(desk.records.roster.people(unit_id))


def _counted(desk: Desk, kind: str) -> tuple[int | None, list[str]]:
    if kind == "teams":
        said = desk.reading.teams
        if said is None and desk.reading.headcount:
            said = desk.reading.headcount.said
        return said, []
    figures = desk.reading.headcount
    if figures is None:
        return desk.memory.headcount, []
    if kind == "members" and figures.heads:
        heads = f"{figures.said}人里党政正职、部门负责人{figures.heads}人不计入基数"
        return figures.counted, [f"{heads}，按{figures.counted}人算。"]
    if kind == "members" and not figures.heads_settled:
        return figures.said, ["人数按不含党政正职、部门负责人算；如果含，请先减去再算。"]
    return figures.said, []


def _of_heads(desk: Desk, kind: str) -> list[str]:
    if kind != "members":
        return []
    return [rule.clause for rule in desk.plan.rules if rule.id == _HEADS_CLAUSE]
