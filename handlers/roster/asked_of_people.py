"""“吴昊是不是县里派的”, “来挂职的哪几个在我们这儿考”: asked of the roster, of one or of several."""

import re
from dataclasses import replace
from typing import Final

from handlers.rulings.service import rule_on
from handlers.turn.access import act
from handlers.turn.context import TurnContext
from handlers.turn.namesakes import called_apart
from handlers.turn.people import facts_on_roster, sees_person
from handlers.turn.permissions import Deed
from handlers.turn.reply import Kind, Reply
from handlers.turn.topic import topic
from language.needed import Shapes
from storage.views import Person

_IS_IT: Final = re.compile(
    r"^(?:那|请问|[,，、 ])*(?:现在|到底|究竟)*(?:是不是|是否(?:是)?)"
    r"(?P<what>[^,，。?？考占填算评交参能该可以属归额表]{1,14}?)(?:的|吗|么|吧|呀|啊|呢)*[?？。 ]*$"
    r"|^(?:那|请问|[,，、 ])*(?:现在)?是(?P<what2>[^,，。?？考占填算评交参能该可以属归额表]{1,14}?)"
    r"的?(?:吗|么|吧|不是)[?？。 ]*$"
)
_ON_ROSTER: Final = re.compile(
    "派|挂职|借调|驻村|退休|书记|长$|主任|委员|主席|正职|副职|班子成员|月"
)
_COME: Final = re.compile("挂职|下派|派(?:来|下来|到)|下来的")
_WHO: Final = re.compile("哪几[个位]|哪些|哪个|谁|哪[位人]")
_HERE: Final = re.compile(
    "(?:在|归|由)(?:我们?|咱们?|俺们?|本|这)(?:[^,，。]{0,6})考|(?:这儿|这里|这边)考"
)
OF_PEOPLE: Final = Shapes(_COME, re.compile("是"))


def asks_roster_fact(turn: TurnContext) -> bool:
    """Whether it is asked if one person is what the roster has of them."""
    names = {one.text for one in turn.reading.people}
    if len(names) != 1 or turn.reading.labels:
        return False
    found = _IS_IT.match(turn.said.replace(names.pop(), "", 1).strip())
    what = (found["what"] or found["what2"]) if found else ""
    return bool(what and _ON_ROSTER.search(what))


def asks_secondees(turn: TurnContext) -> bool:
    """Whether it is asked which of those sent to the asker's unit are assessed there."""
    said, unit = turn.said, turn.asker.unit_id
    asks = all(one.search(said) for one in (_COME, _WHO, _HERE)) and not turn.reading.people
    return asks and unit is not None and bool(turn.records.roster.secondees_at(unit))


@topic("secondees_here", Deed.SEE_ROSTER)
def secondees_here(turn: TurnContext) -> Reply:
    """Everybody on secondment at the asker's unit: first who is assessed there, with why."""
    axis = turn.plan.dialogue.questions.get("where_assessed", "")
    unit = turn.asker.unit_id or 0
    posted = turn.records.roster.secondees_at(unit)
    people = [one for one in posted if sees_person(turn.records, turn.asker, one.id)]
    if not people or axis not in turn.plan.axes:
        return act(f"名册里没有到{turn.asker.unit_name or '本单位'}挂职的人。")
    told = [(one, _ruled(turn, one, axis)) for one in people]
    here = [each for each in told if _is_here(turn, each[1], axis)]
    open_ones = [each for each in told if each[1].kind is not Kind.ANSWER]
    away = [each for each in told if each not in here and each not in open_ones]
    name = turn.asker.unit_name
    lines = [f"到{name}挂职的{len(people)}人里，在{name}考核的{len(here)}人："]
    lines += [_line(each[1]) for each in here]
    lines += [f"不在{name}考核的{len(away)}人："] if away else []
    lines += [_line(each[1]) for each in away]
    lines += [f"还没定下来的{len(open_ones)}人："] if open_ones else []
    lines += [_line(each[1]) for each in open_ones]
    clauses = tuple(dict.fromkeys(one for _, reply in told for one in reply.clauses))
    return Reply(Kind.ANSWER, "\n".join(lines), clauses=clauses)


def _ruled(turn: TurnContext, person: Person, axis: str) -> Reply:
    known = facts_on_roster(turn.records, turn.plan, person.id)
    name = called_apart(turn.records, person.id)
    of_one = replace(turn, facts=known, on_roster=known, who=name, person_id=person.id)
    return rule_on(of_one, (axis,))


def _is_here(turn: TurnContext, reply: Reply, axis: str) -> bool:
    """Whether the place that is ruled is the unit somebody was sent to."""
    value = reply.decision.get(axis, "")
    return reply.kind is Kind.ANSWER and turn.plan.owing.places.get(value) == "host"


def _line(reply: Reply) -> str:
    first, *rest = reply.text.splitlines()
    basis = next((one for one in rest if one.startswith("依据")), "")
    said = first.rstrip("。")
    return f"· {said}；{basis}" if basis else f"· {said}"
