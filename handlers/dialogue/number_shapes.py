"""Shapes of messages on numbers: what a share is taken of, counted groups, who retires, teams."""

import re
from typing import Final

from handlers.turn.context import TurnContext
from language.among import among
from language.figures import asks_of_teams
from language.numerals import arabic

_ASKS: Final = re.compile("[?？哪谁吗么]|占|归|什么|怎|能不能|是不是|算不算")
_PLACES: Final = re.compile("(?:优秀?|名额|指标)(?:能|可以?)?[报评提推]?(?:几|多少)")
_SHORT: Final = 16  # characters of a message that varies only the grade


def of_those_counted(turn: TurnContext) -> str:
    """“其中2个是市里派来挂职的” after a number of people: what they are changes what is counted."""
    of = turn.state.headcount
    if turn.state.topic != "quota_count" or of is None or _ASKS.search(turn.reading.text):
        return ""
    apart = among(arabic(turn.reading.text), arabic(turn.state.said), of)
    return "quota_count" if apart else ""


def of_a_number(turn: TurnContext) -> str:
    """“应计基数30，不含局长。优秀几” asks of the number, and not whether the head is in it."""
    said = turn.reading
    asked = said.headcount is not None and said.headcount.whole and _PLACES.search(said.text)
    if asked and said.topic == "in_base":
        return "quota_count"
    return "quota_percent" if _varies_the_grade(turn) else ""


def _varies_the_grade(turn: TurnContext) -> bool:
    """“那班子定成较差呢” after a share was taken: the same people, another share."""
    grade, said = turn.plan.quotas.grade_fact, turn.reading
    after = turn.state.topic.startswith("quota_") and turn.state.headcount is not None
    # What no words of the message say was only guessed.
    told = {name for name, one in said.facts.items() if one.words}
    alone = grade in told and told <= {grade, turn.plan.owing.team_fact}
    return after and alone and len(said.text) <= _SHORT and said.headcount is None


def of_retired(turn: TurnContext) -> str:
    """“甲3月退、乙明年退，参加考核的有几个” counts who takes part."""
    return "retired_listed" if turn.reading.retired else ""


def of_teams(turn: TurnContext) -> str:
    """“参加考核班子55个，优秀班子上限”, or their number after the share was told."""
    if turn.reading.teams is None:
        return ""
    before = turn.state.said if turn.state.topic.startswith(("quota_", "plan:")) else ""
    text = f"{turn.reading.text},{before}"
    return "quota_percent" if asks_of_teams(text) else ""


def of_a_roll(turn: TurnContext) -> str:
    """“名册36人:局长1;驻村3人…优秀几个”: counted groups, or what changes those told before."""
    return "quota_roll" if turn.reading.roll is not None else ""


def answers_a_roll(turn: TurnContext) -> bool:
    """A fact that was asked of one of the groups, be it by a button."""
    asked = turn.state.topic == "quota_roll" and turn.state.roll is not None
    return asked and turn.state.open_fact in turn.reading.facts
