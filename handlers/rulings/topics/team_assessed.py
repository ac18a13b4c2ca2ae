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
    if "team_kind" not in turn.facts and _OWN.search(turn.reading.text):
        return ask_fact(turn, "team_kind", (turn.plan.topics["teams_assessed"].clauses))
    if "team_kind" not in turn.facts:
        listed = answer_text(turn, "teams_assessed")
        return Reply(
            Kind.ANSWER,
            f"{listed.text}\n没有列入的班子不作班子考核。告诉我是哪个单位，我再具体答。",
            clauses=listed.clauses,
        )
    return rule_on(turn, ("participation",), about="team")
