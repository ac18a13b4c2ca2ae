"""“书记还能评优吗” after a talk on somebody else: who holds the post is meant, not that person.

The holder is found on the roster of the asker's own unit. Where it has none or several of the post,
it is the post in general.
"""

import re
from dataclasses import replace
from typing import Final

from handlers.turn.context import Asker
from handlers.turn.people import NamesSeen
from handlers.turn.state import DialogueState
from language.reading import Name, Reading
from rules.plan import Plan
from rules.plan.dialogue import QUESTIONS
from storage import Records
from storage.views import Person

_POST: Final = (
    r"副?(?:党委|党组|纪委|人大|政协|政法|组织|宣传|统战|武装|工会)?副?"
    r"(?:书记|[镇乡局校院所站行部]长|主任|主席|委员|董事长|总经理)"
)
_LED_BY: Final = (
    r"(?:那么?|还有|另外|再问|顺便|问|一?下|请问|对了|哎|哦|嗯|行|好的?|[,，、 ])*"
    r"(?P<own>我们?|咱们?|俺们?|本)?(?:这边|单位|[镇乡局委办院校所])?(?:里|上)?的?"
)
_ASKED: Final = (
    r"(?=$|[?？ ]|呢|咧|[能可会还也又算占在填交参评该用写报应到怎咋得拿归属哪都]"
    r"|是(?!我|他|她|[一-鿿]{2,3}$)|要(?![求我你他给让]))"
)
# A post with which a clause begins, and what is asked of whoever holds it.
_SUBJECT: Final = re.compile(
    rf"(?:^|[,，。.;；!！?？]){_LED_BY}"
    rf"(?P<posts>{_POST}(?:(?:[、和跟与]|还有)?{_POST})*)(?:本人|自己|同志|他|她)?{_ASKED}"
)
_ONE: Final = re.compile(_POST)
_OF_SOMEBODY: Final = re.compile("他|她|这个人|这人|那人|这位")
_BODY: Final = re.compile("^(?:党委|党组|党工委|党总支|党支部|支部)")
_PARTS: Final = re.compile("[、，,兼/ ]+")


def turned_to_post(
    reading: Reading, state: DialogueState, asker: Asker, plan: Plan, records: Records
) -> Reading:
    """The reading with whoever holds the post that the message turns to as the one it names."""
    found = _turn(reading, state, plan)
    if found is None:
        return reading
    posts = _ONE.findall(found["posts"])
    holders = [_holder(post, asker, records) for post in posts]
    named = tuple(one for one in holders if one is not None)
    if not named or len(named) < len(posts):
        return replace(reading, to_post=True, labels=(found["posts"],), about_self=False)
    facts = {fact: one for fact, one in reading.facts.items() if fact != plan.dialogue.post}
    return replace(reading, to_post=True, people=named, facts=facts, about_self=False)


def _turn(reading: Reading, state: DialogueState, plan: Plan) -> re.Match[str] | None:
    """The post the message turns to, where it is on nobody and nothing else."""
    said, post = reading, plan.dialogue.post
    named = (said.people, said.labels, said.persons, said.units, said.headcount, said.teams)
    answers = state.open_fact in (post, plan.facts[post].asked_as if post in plan.facts else post)
    if any((*named, said.roll, said.corrects, said.supposes, said.picked)) or answers:
        return None
    asks = said.topic in QUESTIONS or said.topic in {"", "person"}
    found = _SUBJECT.search(said.text) if asks else None
    if found is None or _OF_SOMEBODY.search(said.text[found.end() :]):
        return None
    # Without somebody talked of before it may be the rule that is asked for.
    return found if state.label or state.person_id is not None or found["own"] else None


def _holder(post: str, asker: Asker, records: Records) -> Name | None:
    """The one person of the asker's unit who has just this post."""
    if asker.unit_id is None:
        return None
    unit = records.roster.unit(asker.unit_id)
    prefixes = (unit.name, *unit.short_names)
    own = [one for one in records.roster.people(asker.unit_id) if _holds(one, post, prefixes)]
    if len(own) != 1:
        return None
    seen = NamesSeen(records, asker).people(own[0].name)
    return next((one for one in seen if one.kind == "person" and one.id == own[0].id), None)


def _holds(person: Person, post: str, prefixes: tuple[str, ...]) -> bool:
    """“党委副书记、镇长” holds the post of 镇长 and no 书记's."""
    for part in _PARTS.split(person.post):
        plain = part
        for one in prefixes:
            plain = plain.removeprefix(one)
        if post in (plain, _BODY.sub("", plain)):
            return True
    return False
