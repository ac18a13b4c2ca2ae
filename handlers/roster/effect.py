"""What a correction of the roster would do: to the roster, to rulings, to units' 优秀 numbers."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from handlers.roster.candidates import this_unit, unit_candidates
from handlers.roster.moved_papers import moved, papers_moved, papers_of
from handlers.roster.phrases import what, who
from rules.ledger import MEMBERS, Ledger, ledgers
from rules.plan import Facts, Plan
from rules.roster import ROLE_LABELS
from rules.standing import Candidate, ThisUnit, standings
from rules.verdicts import Verdict, verdict
from storage import Records
from storage.precedents import plan_in_force
from storage.views import Correction, Edit, Entity, Member


@dataclass(frozen=True)
class Difference:
    """Of one thing from what it is to what it would be; `of`: whose it is."""

    of: str
    label: str
    old: str
    new: str


@dataclass(frozen=True)
class Effect:
    """`lines`: who and what, as the history will have them; none where it is so already.

    `stood`: the row before; `papers`: what becomes of those of somebody who is moved; `doubts`:
    facts that contradict each other or name no unit, accounts that would stay behind; `open`: why
    something would not be settled any more.
    """

    lines: tuple[tuple[str, str], ...]
    rulings: tuple[Difference, ...]
    units: tuple[Difference, ...]
    doubts: tuple[str, ...]
    open: tuple[str, ...]
    stood: str
    papers: tuple[str, ...] = ()

    def mark(self, wanted: Correction) -> str:
        """Tells whether it would still do what was shown."""
        told = (wanted.entity, wanted.id, wanted.field, sorted(wanted.values.items()), self)
        return hashlib.sha256(repr(told).encode()).hexdigest()


@dataclass(frozen=True)
class Picture:
    """A unit as it stands: the people it has to do with."""

    unit: ThisUnit
    people: Mapping[int, Candidate]


def effect(plan: Plan, records: Records, wanted: Correction, edit: Edit) -> Effect:
    """Carried out and taken back. Raises CannotChange."""
    plan = plan_in_force(plan, records)
    newest = max((each.id for each in records.roster.latest_changes(limit=1)), default=0)
    with records.roster.undone():
        stood = _stands(records, wanted)
        units = _concerned(plan, records, wanted)
        accounts, handed_in = _accounts(records, wanted), papers_of(plan, records, wanted)
        records.roster.correct(wanted, edit, plan.facts)
        notes = (*_staying(records, accounts, wanted), *_unknown_unit(plan, records, wanted))
        changes = [each for each in records.roster.latest_changes() if each.id > newest]
        lines = tuple((who(records, each), what(plan, records, each)) for each in reversed(changes))
        papers = tuple(papers_moved(plan, records, wanted, handed_in))
        units |= _concerned(plan, records, wanted)
        after = pictures(plan, records, units)
    before = pictures(plan, records, units)
    new = _people(after)
    rulings = rulings_changed(plan, before, after)
    found = [verdict(plan, new[id]) for id in _moved(before, after) if id in new]
    doubts = (*(words for each in found for words in each.conflicts), *notes)
    numbers = tuple(numbers_changed(plan, before, after)) if lines else ()
    why = dict.fromkeys(axis.says for each in found for axis in each.open.values())
    return Effect(lines, tuple(rulings), numbers, doubts, tuple(why), stood, papers)


def _stands(records: Records, wanted: Correction) -> str:
    """The row as it is before the correction."""
    try:
        if wanted.entity is Entity.PERSON and wanted.id:
            found = records.roster.person(int(wanted.id))
            return repr((found, records.roster.secondments(found.id)))
        if wanted.entity is Entity.UNIT and wanted.id:
            return repr(records.roster.unit(int(wanted.id)))
    except KeyError:
        return ""
    return repr(records.members.by_userid(wanted.id))


def _accounts(records: Records, wanted: Correction) -> list[Member]:
    """Of somebody who is moved."""
    person = moved(records, wanted)
    return records.members.accounts_of(person) if person else []


def _staying(records: Records, accounts: list[Member], wanted: Correction) -> Iterator[str]:
    """A clerk's account is the unit's matter: it does not go along with the person."""
    for each in accounts:
        if each.unit_id is not None and records.members.by_userid(each.userid) == each:
            unit, role = records.roster.unit(each.unit_id).name, ROLE_LABELS[each.role]
            if records.roster.person(int(wanted.id)).unit_id != each.unit_id:
                yield f"账号{each.userid}（{role}）还在{unit}；不再替它办的，请接着更正这个账号。"


def _unknown_unit(plan: Plan, records: Records, wanted: Correction) -> Iterator[str]:
    """A unit of somebody's main duties that is not on the roster counts them nowhere."""
    fact = plan.facts.get(plan.owing.main_fact)
    if fact is None or (wanted.entity, wanted.field) != (Entity.PERSON, "facts"):
        return
    person = records.roster.person(int(wanted.id))
    value = person.facts.get(fact.id)
    if value and value not in fact.values and records.roster.named_by(person, fact.id) is None:
        yield f"{fact.label}写的“{value}”不是名册上的单位，写单位全称，例如“县财政局”。"


def _concerned(plan: Plan, records: Records, wanted: Correction) -> set[int]:
    """Units whose numbers may change: where somebody belongs, serves, is overseen, has duties."""
    roster = records.roster
    if wanted.entity is Entity.UNIT:
        return _around(records, int(wanted.id)) if wanted.id else set()
    if wanted.entity is Entity.MEMBER:
        return set()
    if not wanted.id:
        people = roster.people_named(wanted.values.get("name", ""))
    else:
        try:
            people = [roster.person(int(wanted.id))]
        except KeyError:
            return set()
    here = {unit.id: unit for unit in roster.units()}
    found: set[int | None] = set()
    for person in people:
        found |= {person.unit_id, roster.named_by(person, plan.owing.main_fact)}
        found |= {posted.host_unit_id for posted in roster.secondments(person.id)}
        found |= {here[person.unit_id].superior_id if person.unit_id in here else None}
    return {id for id in found if id in here}


def _around(records: Records, id: int) -> set[int]:
    """A unit, the one above it, and those that sent somebody there."""
    here = {unit.id: unit for unit in records.roster.units()}
    senders = {person.unit_id for person in records.roster.secondees_at(id)}
    above = here[id].superior_id if id in here else None
    return {each for each in {id, above, *senders} if each in here}


def pictures(plan: Plan, records: Records, units: Iterable[int]) -> dict[int, Picture]:
    """Of these units, as the roster is now."""
    found = {}
    for id in sorted(units):
        unit = records.roster.unit(id)
        people = {each.id: each for each in unit_candidates(plan, records, unit)}
        found[id] = Picture(this_unit(unit), people)
    return found


def _people(pictures: Mapping[int, Picture]) -> dict[int, Candidate]:
    return {id: each for one in pictures.values() for id, each in one.people.items()}


def rulings_changed(
    plan: Plan, before: Mapping[int, Picture], after: Mapping[int, Picture]
) -> list[Difference]:
    """Whose ruling comes out otherwise, of the people of all these units."""
    old, new = _people(before), _people(after)
    ids = _moved(before, after)
    return [line for id in ids for line in rulings_between(plan, old.get(id), new.get(id))]


def _moved(before: Mapping[int, Picture], after: Mapping[int, Picture]) -> list[int]:
    """A ruling rests on facts alone."""
    old, new = _people(before), _people(after)
    return [id for id in {**old, **new} if _facts(old.get(id)) != _facts(new.get(id))]


def _facts(person: Candidate | None) -> Facts | None:
    return person.facts if person else None


def rulings_between(
    plan: Plan, old: Candidate | None, new: Candidate | None
) -> Iterator[Difference]:
    """What comes out otherwise of one person; None: not on the roster."""
    before, after = (verdict(plan, each) if each else None for each in (old, new))
    name = next(f"{each.name}（{each.unit}）" for each in (new, old) if each)
    for axis in plan.axes.values():
        told = [_value(plan, found, axis.id) for found in (before, after)]
        if told[0] != told[1]:
            yield Difference(name, axis.label, told[0], told[1])


def _value(plan: Plan, found: Verdict | None, axis: str) -> str:
    if found is None:
        return "不在名册"
    if axis in found.values:
        return plan.axes[axis].values[found.values[axis]]
    return "不适用" if axis in found.closed else "还定不了"


def numbers_changed(
    plan: Plan, before: Mapping[int, Picture], after: Mapping[int, Picture]
) -> Iterator[Difference]:
    """The base and the most 优秀 of every unit of which they change."""
    for id, picture in after.items():
        if picture == before[id]:
            continue
        old, new = _books(plan, before[id]), _books(plan, picture)
        for kind in dict.fromkeys([*old, *new]):
            told = [_sum(books.get(kind)) for books in (old, new)]
            if told[0] != told[1]:
                label = "考核基数" if kind == MEMBERS else "委托考核名单"
                yield Difference(picture.unit.name, label, told[0], told[1])


def _books(plan: Plan, picture: Picture) -> dict[str, Ledger]:
    if MEMBERS not in plan.quotas.shares:
        return {}
    found = standings(plan, picture.unit, picture.people.values())
    return {each.kind: each for each in ledgers(plan, picture.unit, found)}


def _sum(ledger: Ledger | None) -> str:
    if ledger is None:
        return "没有"
    still = f"（另有{len(ledger.open)}人还定不了）" if ledger.open else ""
    if not ledger.line.sure.stated:
        return f"{ledger.base}人{still}"
    return f"{ledger.base}人{still}，优秀不超过{ledger.line.sure.most}个"
