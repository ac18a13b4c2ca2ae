"""What a unit owes and what of it is still missing, from its roster's rulings and its hand-ins."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from handlers.turn.access import units_in_charge
from handlers.turn.context import DeedContext
from rules.papers import Owed, PersonFacts, UnitFacts, papers_owed
from rules.plan import Paper, Plan
from storage import Records
from storage.deadlines import Extensions, extensions
from storage.handins import in_force
from storage.precedents import facts_in_force, plan_in_force
from storage.views import HandIn, HandInStatus, Person, Unit


@dataclass(frozen=True)
class Item:
    """One paper a unit owes. `handin` is the version in force, if any, received or returned."""

    paper: Paper
    person: Person | None
    deadline_id: str | None
    handin: HandIn | None

    @property
    def missing(self) -> bool:
        """Nothing that counts was handed in, or it was returned."""
        return self.handin is None or not self.handin.counts


@dataclass(frozen=True)
class UnitPapers:
    """All papers of a unit, in the order of the plan."""

    unit: Unit
    items: tuple[Item, ...]

    @cached_property
    def gaps(self) -> tuple[Item, ...]:
        """Those that are missing."""
        return tuple(item for item in self.items if item.missing)

    @property
    def complete(self) -> bool:
        """Something was owed and all of it is in."""
        return bool(self.items) and not self.gaps


def unit_papers(plan: Plan, records: Records, unit_id: int) -> UnitPapers:
    """The papers of one unit."""
    plan, roster = plan_in_force(plan, records), records.roster
    people = roster.concerning(unit_id, plan.owing.main_fact)
    handins = records.handins.all_of(unit_id, plan_id=plan.id)
    later = extensions(plan, records)
    return _papers(plan, records, roster.unit(unit_id), people, handins, later)


def county_papers(
    plan: Plan, records: Records, units: Sequence[Unit] | None = None
) -> Iterator[UnitPapers]:
    """The papers of these units or of all, read in a few queries however large the county is."""
    wanted = records.roster.units() if units is None else units
    if not wanted:
        return
    plan = plan_in_force(plan, records)
    own, later = records.roster.everybody(), extensions(plan, records)
    guests: dict[int, list[Person]] = {}
    for person in (each for people in own.values() for each in people):
        for unit_id in {*_related(plan, records, person)} - {person.unit_id, None}:
            guests.setdefault(unit_id or 0, []).append(person)
    handins: dict[int, list[HandIn]] = {}
    for handin in records.handins.county(plan_id=plan.id):
        handins.setdefault(handin.unit_id, []).append(handin)
    for unit in wanted:
        people = [*own.get(unit.id, ()), *guests.get(unit.id, ())]
        yield _papers(plan, records, unit, people, handins.get(unit.id, ()), later)


def units_concerned(plan: Plan, records: Records, person: Person) -> tuple[int, ...]:
    """The units that may assess somebody: where else their papers could lie, their own first."""
    related = (person.unit_id, *_related(plan, records, person))
    return tuple(dict.fromkeys(id for id in related if id is not None))


def _related(
    plan: Plan, records: Records, person: Person
) -> tuple[int | None, int | None, int | None]:
    """The unit of the secondment, the one above their own, and that of the main duties."""
    roster = records.roster
    return (
        person.secondment.host_unit_id if person.secondment else None,
        roster.unit(person.unit_id).superior_id,
        roster.named_by(person, plan.owing.main_fact),
    )


def _papers(
    plan: Plan,
    records: Records,
    unit: Unit,
    people: Sequence[Person],
    handins: Iterable[HandIn],
    later: Extensions,
) -> UnitPapers:
    facts = [
        PersonFacts(
            person.id,
            person.name,
            facts_in_force(plan, records, person),
            person.unit_id,
            *_related(plan, records, person),
        )
        for person in people
    ]
    place = {id: number for number, id in enumerate(plan.papers)}
    owed = sorted(
        papers_owed(plan, UnitFacts(unit.id, unit.name, unit.kind.value), facts),
        key=lambda each: place[each.paper_id],
    )
    standing = in_force(handins)
    by_id = {person.id: person for person in people}
    due = {
        each: later.deadline_id(unit.id, each.paper_id, each.person_id, each.deadline_id)
        for each in owed
    }
    return UnitPapers(
        unit,
        tuple(_item(plan, each, by_id, due[each], standing.get(_key(unit, each))) for each in owed),
    )


def _key(unit: Unit, owed: Owed) -> tuple[int, str, int | None]:
    return unit.id, owed.paper_id, owed.person_id


def _item(
    plan: Plan, owed: Owed, people: Mapping[int, Person], due: str | None, handin: HandIn | None
) -> Item:
    person = people[owed.person_id] if owed.person_id is not None else None
    return Item(plan.papers[owed.paper_id], person, due, handin)


def paper_name(paper: Paper) -> str:
    """As an official would write it: 附件8《县管干部2019年度考核等次建议》."""
    return f"{paper.form or ''}《{paper.name}》"


def item_lines(items: Iterable[Item], most: int | None = None) -> list[str]:
    """One line a paper, with the names of the people it is about; returned ones with the reason.

    `most`: names told of one paper; of more their number.
    """
    by_paper: dict[str, list[Item]] = {}
    for item in items:
        by_paper.setdefault(item.paper.id, []).append(item)
    return [_line(group, most) for group in by_paper.values()]


def _line(items: Sequence[Item], most: int | None) -> str:
    name = paper_name(items[0].paper)
    return f"· {name}{'：' if items[0].person else ''}{item_names(items, most)}"


def item_names(items: Sequence[Item], most: int | None = None) -> str:
    """The people papers are about, two of one name with their posts, and why one was returned."""
    called = Counter(item.person.name for item in items if item.person)
    words = [f"{_called(item, called)}{returned_words(item)}" for item in items]
    told = "、".join(word for word in words[:most] if word)
    return f"{told}等{len(words)}人" if most is not None and len(words) > most else told


def _called(item: Item, called: Mapping[str, int]) -> str:
    if item.person is None:
        return ""
    name = item.person.name
    return f"{name}（{item.person.post}）" if called[name] > 1 and item.person.post else name


def returned_words(item: Item) -> str:
    """That a paper was returned and why, in brackets; empty for any other."""
    if item.handin is None or item.handin.status is not HandInStatus.RETURNED:
        return ""
    return f"（已退回：{item.handin.reason}）" if item.handin.reason else "（已退回）"


def own_papers(turn: DeedContext) -> UnitPapers | None:
    """The papers of the asker's unit, None where no unit is known."""
    if turn.asker.unit_id is None:
        return None
    return unit_papers(turn.plan, turn.records, turn.asker.unit_id)


def papers_of_person(turn: DeedContext, person: Person) -> list[Item]:
    """What is owed for somebody, wherever they are assessed."""
    return [
        item
        for unit_id in units_concerned(turn.plan, turn.records, person)
        for item in unit_papers(turn.plan, turn.records, unit_id).items
        if item.person == person
    ]


def papers_in_charge(turn: DeedContext) -> list[UnitPapers]:
    """The papers of all those units."""
    return list(county_papers(turn.plan, turn.records, units_in_charge(turn)))


def people_of(items: Iterable[Item]) -> list[Person]:
    """The people papers are about, each once."""
    found = {item.person.id: item.person for item in items if item.person is not None}
    return list(found.values())
