"""Whether a leadership team is appraised as a team."""

import re

from handlers.rulings.plan_texts import answer_text
from handlers.rulings.ruling import ask_fact, rule_on
from handlers.turn.context import TurnContext
from handlers.turn.reply import Kind, Reply
from handlers.turn.topic import topic

_OWN = re.compile(r"(?:我们?|咱们?|本|俺们?)(?:这个?|们)?的?(?:单位|部门|机关|家)")


@topic("team_assessed")
def team_assessed(turn: TurnContext) -> Reply:
    """Whether the team of a unit is appraised, or which teams are."""
    plan = turn.plan
    fact, listed = plan.owing.team_fact, plan.dialogue.teams
    if not fact or fact in turn.facts:
        about = plan.facts[fact].about if fact else None
        return rule_on(turn, tuple(plan.owing.team_ruled), about=about)
    if listed is None or _OWN.search(turn.reading.text):
        return ask_fact(turn, fact, plan.topics[listed.topic].clauses if listed else ())
    said = answer_text(turn, listed.topic)
    tail = f"{listed.after}告诉我是哪个单位，我再具体答。"
    return Reply(Kind.ANSWER, f"{said.text}\n{tail}", clauses=said.clauses)
