"""A unit's ledger of 优秀: who is in the base, who is not and why, what is used and left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from rules.engine.ruling import Ground, Kind, Ruling
from rules.plan.called import notice_word
from rules.plan.quotas import Share
from rules.plan.schema import Plan
from rules.quota import Cap, allowed, share_for
from rules.standing import Candidate, Place, Standing, ThisUnit
from rules.standing import Share as Whose

MEMBERS, DELEGATED = "members", "delegated"


@dataclass(frozen=True)
class Group:
    """People for whom the same rule speaks."""

    title: str
    clause: str
    people: tuple[Candidate, ...]


@dataclass(frozen=True)
class Open:
    """Somebody of whom it is not settled whether the base counts them.

    `fact` is what is missing; None where the notice itself is silent or contradicts itself.
    """

    person: Candidate
    fact: str | None
    says: str
    clauses: tuple[str, ...]


@dataclass(frozen=True)
class Line:
    """The cap at one team grade; None for a team whose grade is not raised or lowered.

    `most` counts those who are open as well; it equals `sure` where nobody is.
    """

    grade: str | None
    share: Share
    sure: Cap
    most: Cap


@dataclass(frozen=True)
class Part:
    """One of the units delegated to the department, within the delegated list."""

    unit: str
    headcount: int
    cap: Cap
    used: int | None


@dataclass(frozen=True)
class Ledger:
    """`used`: 优秀 of the newest list handed in, None where none is; `grade`: the team's there.

    `beside`: people assessed here whose 优秀 uses none of the unit's places.
    """

    kind: str
    counted: tuple[Group, ...]
    out: tuple[Group, ...]
    beside: tuple[Group, ...]
    open: tuple[Open, ...]
    lines: tuple[Line, ...]
    parts: tuple[Part, ...] = ()
    used: int | None = None
    grade: str | None = None

    @property
    def base(self) -> int:
        """How many people are counted."""
        return sum(len(group.people) for group in self.counted)

    @property
    def line(self) -> Line:
        """The cap at the grade that is known, else at the usual one."""
        return next((line for line in self.lines if line.grade == self.grade), self.lines[0])

    @property
    def left(self) -> int | None:
        """How many more there may be for certain; negative where there are too many."""
        return None if self.used is None else self.line.sure.most - self.used

    @property
    def parts_used(self) -> int:
        """优秀 the parts handed in by themselves."""
        return sum(part.used or 0 for part in self.parts)

    @property
    def parts_allowed(self) -> int:
        """What the parts would come to if each worked out its own share."""
        return sum(part.cap.most for part in self.parts)


@dataclass(frozen=True)
class Handed:
    """What a list that was handed in proposes: 优秀 by ledger, and the team's grade there."""

    used: Mapping[str, int] = field(default_factory=dict)
    grade: str | None = None


def ledgers(
    plan: Plan,
    unit: ThisUnit,
    standings: Sequence[Standing],
    handed: Handed | None = None,
    of_parts: Mapping[str, int] | None = None,
) -> tuple[Ledger, ...]:
    """The unit's own ledger, and one of the list delegated to it where there is such a list.

    `of_parts`: 优秀 that delegated units handed in by themselves, by name of unit.
    """
    handed = handed or Handed()
    parts = {each.person.unit for each in standings if each.base is Whose.DELEGATED}
    parts -= {unit.name}
    listed = [each for each in standings if each.person.unit in parts]
    own = [each for each in standings if each.person.unit not in parts]
    # A school that looks at itself has no list of its own: its people are out by the same clause.
    shares = plan.quotas.shares
    found = []
    if MEMBERS in shares:
        found.append(_ledger(plan, MEMBERS, Whose.OWN, own, handed, unit.name))
    if listed and DELEGATED in shares:
        ledger = _ledger(plan, DELEGATED, Whose.DELEGATED, listed, handed)
        rows = tuple(_part(plan, name, listed, of_parts or {}) for name in sorted(parts))
        found.append(replace(ledger, parts=rows))
    return tuple(found)


def _ledger(
    plan: Plan,
    kind: str,
    whose: Whose,
    standings: Sequence[Standing],
    handed: Handed,
    unit: str = "",
) -> Ledger:
    counting = plan.quotas.counting
    base, quota = counting.base_axis, counting.quota_axis
    counted = [each for each in standings if each.base is whose]
    open_ones = [each for each in standings if each.base is Whose.UNSETTLED]
    out = [each for each in standings if each.base not in {whose, Whose.UNSETTLED}]
    beside = [
        each
        for each in standings
        if each.place is Place.HERE
        and each.quota not in {whose, Whose.UNSETTLED}
        and quota in each.on_quota.values
    ]
    at_most = len(counted) + len(open_ones)
    # A team's grade moves the share of its own members only.
    grades: tuple[str | None, ...] = (None,)
    if kind == MEMBERS:
        grades = (None, *plan.quotas.by_team_grade)
    return Ledger(
        kind=kind,
        counted=_grouped(plan, counted, lambda each: _ground(each.on_base, base)),
        out=_grouped(plan, out, lambda each: _why_out(plan, each)),
        beside=_grouped(plan, beside, lambda each: _ground(each.on_quota, quota)),
        open=tuple(_open(plan, each) for each in open_ones),
        lines=tuple(_line(plan, kind, grade, len(counted), at_most, unit) for grade in grades),
        used=handed.used.get(kind),
        grade=handed.grade if handed.grade in grades else None,
    )


def _line(plan: Plan, kind: str, grade: str | None, sure: int, most: int, unit: str) -> Line:
    caps = (allowed(plan, number, grade, kind, unit=unit) for number in (sure, most))
    return Line(grade, share_for(plan, grade, kind), *caps)


def _part(plan: Plan, name: str, listed: Iterable[Standing], used: Mapping[str, int]) -> Part:
    count = sum(e.person.unit == name and e.base is Whose.DELEGATED for e in listed)
    return Part(name, count, allowed(plan, count, None, DELEGATED, unit=name), used.get(name))


def _why_out(plan: Plan, each: Standing) -> Ground | None:
    """Who is assessed elsewhere is out for that reason; the others by the rule of the base."""
    if each.place is Place.ELSEWHERE:
        for axis in (*each.on_place.closed_axes, plan.owing.axis):
            found = _ground(each.on_place, axis)
            if found is not None:
                return found
    return _ground(each.on_base, plan.quotas.counting.base_axis)


def _ground(ruling: Ruling, axis: str) -> Ground | None:
    """Of several rules that say the same, the most special: that of the longest clause."""
    found = ruling.grounds.get(axis, ())
    return max(found, key=lambda ground: len(ground.clause), default=None)


def _grouped(
    plan: Plan, standings: Iterable[Standing], ground: Callable[[Standing], Ground | None]
) -> tuple[Group, ...]:
    """In the order in which the rules stand in the plan."""
    order = {rule.id: number for number, rule in enumerate(plan.rules)}
    people: dict[str, list[Candidate]] = {}
    heads: dict[str, tuple[str, str]] = {}
    for each in standings:
        found = ground(each)
        # Nobody may drop out of the count because no rule is to be named.
        rule = found.rule_id if found else ""
        people.setdefault(rule, []).append(each.person)
        heads[rule] = (plan.rule(rule).title, found.clause) if found else ("其他", "")
    return tuple(
        Group(*heads[rule], tuple(people[rule]))
        for rule in sorted(people, key=lambda rule: order.get(rule, len(order)))
    )


def _open(plan: Plan, each: Standing) -> Open:
    ruling = each.on_base
    if plan.quotas.counting.base_axis in ruling.values and each.on_place.kind is not Kind.ANSWER:
        ruling = each.on_place
    return open_of(plan, each.person, ruling)


def open_of(plan: Plan, person: Candidate, ruling: Ruling) -> Open:
    """Why a ruling is open: a missing fact, two clauses that contradict each other, or silence."""
    if ruling.asks is not None:
        return Open(person, ruling.asks, plan.facts[ruling.asks].question_alone, ruling.clauses)
    if ruling.kind is Kind.CLASH:
        sides = tuple(dict.fromkeys(s.clause for clash in ruling.clashes for s in clash.sides))
        words = f"{notice_word(plan)}{'、'.join(sides)}的说法不一致，没有写明以哪一条为准。"
        return Open(person, None, words, sides)
    notes = [note for note in ruling.silent_notes if note.says]
    says = "".join(dict.fromkeys(note.says for note in notes)) or f"{notice_word(plan)}没有写明。"
    clauses = tuple(dict.fromkeys(note.clause for note in notes)) or ruling.clauses
    return Open(person, None, says, clauses)
