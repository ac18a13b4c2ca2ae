"""A roster that was uploaded and not imported: what a unit's people come to, what would change."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from handlers.roster.candidates import people_listed, this_unit
from language.reader import Reader
from rules.names import name_key
from rules.noted_names import without_notes
from rules.plan import Given, Plan
from rules.roster import (
    PEOPLE,
    SECONDMENTS,
    ImportProblem,
    ImportResult,
    ImportRows,
    PersonRow,
    SecondmentRow,
)
from rules.standing import Candidate, ThisUnit
from rules.verdicts import Verdict, verdicts
from storage import Records
from storage.views import Act, Edit, Person, Unit


@dataclass(frozen=True)
class Judged:
    """`problems` keep everybody from being ruled on; `doubts` are to be looked at once more.

    `beside`: what the sheet says of somebody beyond its columns, and what was read of it.
    """

    verdicts: tuple[Verdict, ...] = ()
    problems: tuple[ImportProblem, ...] = ()
    doubts: tuple[ImportProblem, ...] = ()
    beside: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Leaving:
    """People of a unit of the roster whom the uploaded sheet does not name any more."""

    unit: str
    names: tuple[str, ...]


def judge(plan: Plan, records: Records, unit: Unit, rows: ImportRows) -> Judged:
    """Rule on the unit's people as the sheet has them. Nothing of it stays.

    Only the unit's own people are looked at, so that nobody learns of another unit's by asking.
    """
    own = this_unit(unit)
    there = (*records.roster.people(unit.id), *records.roster.secondees_at(unit.id))
    rows, others = _own_rows(records, unit, without_notes(rows, (each.name for each in there)))
    problems = [*rows.problems, *_secondments_of_others(own, rows)]
    if problems or not rows.people:
        return Judged(problems=(*problems, *others))
    # What the sheet has no column for is as the roster has it.
    kept = {name_key(person.name): person for person in records.roster.people(unit.id)}
    known_secondees = _secondees_listed(records, unit, rows) - kept.keys()
    listed = ImportRows(
        people=tuple(
            replace(row, unit=unit.name)
            for row in rows.people
            if name_key(row.name) not in known_secondees
        ),
        secondments=tuple(_secondments(own, rows)),
    )
    with records.roster.trial(listed, plan.facts) as result:
        if result.problems:
            return Judged(problems=result.problems)
        by_name = {name_key(row.name): row for row in rows.people}
        names = by_name.keys()
        # Of the same name, a secondee whom another unit lists is not the one on this sheet, unless
        # the sheet says nothing of its own.
        own_people = [
            p
            for p in people_listed(plan, records, unit)
            if name_key(p.name) in names
            and (p.unit == unit.name or name_key(p.name) in known_secondees)
        ]
        reader = Reader(plan)
        known = [_with_post(reader, _with_known(plan, p, kept)) for p in own_people]
        held = {each.row for each in rows.held}
        read = [_with_remarks(plan, reader, p, by_name[name_key(p.name)], held) for p in known]
        found = verdicts(plan, [each for each, _ in read])
    beside = {p.id: words for p, words in read if words}
    said = (*rows.noted, *_remarked(plan, rows, read), *result.warnings)
    doubts = (*rows.held, *_posts_unknown(plan, found), *said, *_conflicts(rows, found), *others)
    in_order = tuple(sorted(doubts, key=lambda each: each.row))
    return Judged(found, doubts=in_order, beside=beside)


def dry_run(plan: Plan, records: Records, rows: ImportRows) -> ImportResult:
    """What an import would do."""
    return records.roster.import_rows(rows, plan.facts, dry_run=True)


def leaving(records: Records, rows: ImportRows) -> list[Leaving]:
    """Whom the roster has and the sheet does not, of the units whose people are on the sheet."""
    everybody = records.roster.everybody()
    rows = without_notes(rows, (p.name for some in everybody.values() for p in some))
    listed: dict[str, set[str]] = {}
    for row in rows.people:
        listed.setdefault(name_key(row.unit), set()).add(name_key(row.name))
    found = []
    for unit in records.roster.units():
        names = listed.get(name_key(unit.name))
        there = everybody.get(unit.id, ())
        gone = [p.name for p in there if names and name_key(p.name) not in names]
        if gone:
            found.append(Leaving(unit.name, tuple(gone)))
    return found


def _with_known(plan: Plan, candidate: Candidate, kept: Mapping[str, Person]) -> Candidate:
    known = kept.get(name_key(candidate.name))
    facts = known.facts if known else {}
    under = {id: Given(value, "roster") for id, value in facts.items() if id in plan.facts}
    return replace(candidate, facts={**under, **candidate.facts})


def _with_post(reader: Reader, candidate: Candidate) -> Candidate:
    """What the post says by itself, as in a chat; what stands in a column of its own goes first."""
    facts = reader.facts_in(candidate.post).items()
    said = {id: replace(given, source="roster") for id, given in facts}
    return replace(candidate, facts={**said, **candidate.facts})


def _with_remarks(
    plan: Plan, reader: Reader, candidate: Candidate, row: PersonRow, held: Collection[int]
) -> tuple[Candidate, str]:
    """What the remarks of a row say, where no column of its own says it; in words what was read."""
    said = reader.facts_in("，".join(row.remarks)) if row.remarks else {}
    read = {
        id: replace(given, source="roster") for id, given in said.items() if id not in row.facts
    }
    if row.row in held and plan.roster.seconded:  # without a place and a day it is asked for
        read.setdefault(plan.roster.seconded, Given(True, "roster"))
    words = "、".join(f"“{each}”" for each in row.remarks)
    if words:
        labels = "、".join(plan.facts[id].label for id in said if id in plan.facts)
        words += f"，读出：{labels}" if labels else "，没有读出来，判定没有用上"
    return replace(candidate, facts={**candidate.facts, **read}), words


def _remarked(
    plan: Plan, rows: ImportRows, read: Sequence[tuple[Candidate, str]]
) -> Iterator[ImportProblem]:
    """Remarks with words on which a ruling may hang."""
    places = {name_key(row.name): row for row in rows.people}
    for candidate, words in read:
        row = places[name_key(candidate.name)]
        if any(word in remark for word in plan.telling for remark in row.remarks):
            example = "用人员表模板填写这一情况，或在聊天里问"
            yield ImportProblem(PEOPLE, row.row, "备注", f"{candidate.name}的{words}", example)


def _posts_unknown(plan: Plan, found: Sequence[Verdict]) -> Iterator[ImportProblem]:
    """A post in words does not say whether somebody heads the unit, and much hangs on it."""
    fact = plan.facts.get(plan.dialogue.post)
    names = "、".join(
        each.person.name for each in found if plan.dialogue.post not in each.person.facts
    )
    if fact is not None and names:
        what = f"{names}{fact.presume_words}；不是的，请用模板在“{fact.label}”列选明"
        yield ImportProblem(PEOPLE, 0, fact.label, what, next(iter(fact.values.values()), ""))


def _own_rows(
    records: Records, unit: Unit, rows: ImportRows
) -> tuple[ImportRows, tuple[ImportProblem, ...]]:
    """The rows to rule on, and what is said of the others: they keep nobody from being ruled on.

    A list names its secondees under the unit they came from; whom the roster has here is known.
    """
    own = this_unit(unit)
    here = {name_key(each.name) for each in records.roster.secondees_at(unit.id)}
    here |= {name_key(e.person) for e in rows.secondments if own.is_called(e.host_unit)}
    kept, others = [], []
    for row in rows.people:
        if own.is_called(row.unit) or name_key(row.name) in here:
            kept.append(row)
            continue
        what = (
            f"{row.name}：“{row.unit}”不是您的单位，这一行没有判定；是您单位的请改正单位，"
            "来挂职的请用模板在挂职表加一行"
        )
        others.append(ImportProblem(PEOPLE, row.row, "所在单位", what, own.name))
    return replace(rows, people=tuple(kept)), tuple(others)


def _secondments_of_others(own: ThisUnit, rows: ImportRows) -> Iterator[ImportProblem]:
    people = {name_key(row.name) for row in rows.people}
    for posted in rows.secondments:
        if name_key(posted.person) not in people:
            what = f"本单位的“{PEOPLE}”表里没有“{posted.person}”，请先加一行或删去这一行"
            yield ImportProblem(SECONDMENTS, posted.row, "姓名", what)
        elif not (own.is_called(posted.home_unit) or own.is_called(posted.host_unit)):
            what = "派出单位和挂职单位都不是您的单位，请改正或删去这一行"
            yield ImportProblem(SECONDMENTS, posted.row, "派出单位", what, own.name)


def _secondees_listed(records: Records, unit: Unit, rows: ImportRows) -> set[str]:
    """Whom the roster has as seconded here; a list that says nothing of it leaves it so."""
    said = {name_key(row.person) for row in rows.secondments}
    listed = {name_key(row.name) for row in rows.people}
    serving = {name_key(each.name) for each in records.roster.secondees_at(unit.id)}
    return (serving & listed) - said


def _secondments(own: ThisUnit, rows: ImportRows) -> Iterator[SecondmentRow]:
    """The person is the one on this sheet, never one of that name on the other unit's list."""
    for row in rows.secondments:
        home = own.name if own.is_called(row.home_unit) else row.home_unit
        host = own.name if own.is_called(row.host_unit) else row.host_unit
        yield replace(row, home_unit=home, host_unit=host, listed_at=own.name)


def _conflicts(rows: ImportRows, found: tuple[Verdict, ...]) -> Iterator[ImportProblem]:
    places: dict[str, PersonRow] = {name_key(row.name): row for row in rows.people}
    for each in found:
        row = places[name_key(each.person.name)]
        for words in each.conflicts:
            yield ImportProblem(PEOPLE, row.row, row.name, words.rstrip("。"))


def imported(records: Records, edit: Edit, done: ImportResult) -> None:
    """On the trail, in the transaction of the import; an import of nothing changed nothing."""
    number = len(done.added) + len(done.changed)
    detail = {"number": number, "added": len(done.added), "changed": len(done.changed)}
    if number:
        records.audit.note(
            Act.IMPORTED, by=edit.by, at=edit.at, subject="全县人员表", detail=detail
        )
