"""Who is on the roster of a unit, and what the roster has of a person: looks, nothing is ruled."""

import re
from datetime import date
from typing import Final

from handlers.turn.access import act, unit_asked
from handlers.turn.context import TurnContext
from handlers.turn.examples import a_unit
from handlers.turn.people import facts_on_roster, places, sees_person
from handlers.turn.permissions import Deed
from handlers.turn.reply import Link, Reply
from handlers.turn.topic import topic
from rules.plan import Given
from storage.views import Person, Secondment

_MANY: Final = 15  # people named in one reply
_NOT_KEPT: Final = re.compile(
    r"哪一?年(?:的|生|出生|入党|参加工作)|多大(?:了|年纪|岁数)|几岁|多少岁|年龄|生日|出生(?:年月|日期)|籍贯|哪里人"
    r"|什么学历|啥学历|文化程度|(?:什么时候|哪年|何时)(?:入的?党|参加工作)|身份证号|手机号|电话号码?"
)
_CORRECT: Final = "不对的，请报{office}更正。"


@topic("people_of", Deed.SEE_ROSTER)
def people_of(turn: TurnContext) -> Reply:
    """The people of a unit as the roster has them, those on secondment there among them."""
    unit = unit_asked(turn, f"{a_unit(turn)}名册里有谁")
    if isinstance(unit, Reply):
        return unit
    roster = turn.records.roster
    people = [*roster.people(unit.id), *roster.secondees_at(unit.id)]
    people = [one for one in people if unit.id in places(one)]
    if not people:
        return act(f"名册里还没有{unit.name}的人。{_CORRECT.format(office=turn.plan.office)}")
    lines = [f"{unit.name}名册里有{len(people)}人："]
    lines += [_line(turn, one, unit.id) for one in people[:_MANY]]
    if len(people) > _MANY:
        lines.append(f"还有{len(people) - _MANY}人，请在网页上看。")
    links = (Link("在网页上看名册", "/roster"),)
    return act("\n".join([*lines, _CORRECT.format(office=turn.plan.office)]), links=links)


def _line(turn: TurnContext, person: Person, unit_id: int) -> str:
    away = person.secondment
    there = f"，挂职{turn.records.roster.unit(away.host_unit_id).name}" if away else ""
    if away and away.host_unit_id == unit_id:
        there = f"，{away.home}来挂职"
    return f"· {person.name}：{person.post or '没有写职务'}{there}"


def asks_what_is_not_kept(text: str) -> bool:
    """“韩志强是哪年的”: of what no roster of an appraisal has a column."""
    return _NOT_KEPT.search(text) is not None


@topic("roster_fact")
def roster_fact(turn: TurnContext) -> Reply:
    """What the roster has of the person named or talked about."""
    before = turn.state.person_id
    named = [one.id for one in turn.reading.people] or ([before] if before is not None else [])
    seen = [one for one in named if sees_person(turn.records, turn.asker, one)]
    if not seen:
        return act("要看名册里谁的情况？请写姓名，例如“名册里王强是什么职务”。")
    told = [_told(turn, turn.records.roster.person(one)) for one in seen]
    if asks_what_is_not_kept(turn.reading.text):
        told.insert(0, "名册里没有出生、年龄、学历、入党和参加工作时间这些。")
    return act("\n".join([*told, _CORRECT.format(office=turn.plan.office)]))


def _told(turn: TurnContext, person: Person) -> str:
    unit = turn.records.roster.unit(person.unit_id).name
    parts = [f"{unit}{person.post}"]
    if person.secondment:
        parts.append(_posted(turn, person.secondment))
    for fact, given in facts_on_roster(turn.records, turn.plan, person.id).items():
        parts += _said(turn, fact, given)
    return f"名册里{person.name}：{'；'.join(parts)}。"


def _posted(turn: TurnContext, away: Secondment) -> str:
    host = turn.records.roster.unit(away.host_unit_id).name
    until = f"到{day_words(away.end)}" if away.end else ""
    return f"{day_words(away.start)}起由{away.home}派到{host}挂职{until}"


def _said(turn: TurnContext, fact: str, given: Given) -> list[str]:
    known = turn.plan.facts[fact]
    if given.value is None or fact in turn.plan.dialogue.places:
        return []
    words = known.words(given.value)
    return [words if known.kind == "bool" else f"{known.label}：{words}"]


def day_words(day: date) -> str:
    """A day with its year."""
    return f"{day.year}年{day.month}月{day.day}日"
