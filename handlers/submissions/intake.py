"""Taking a paper in: looked into, checked, kept as a version; or refused and not kept at all."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

from forms.kit.filled import WHOLE
from forms.kit.form import Checked, Occasion
from forms.kit.problem import Problem, from_json, must_be_mended
from forms.kit.registry import form_of
from forms.kit.safe import safety
from forms.kit.safe.refusals import UnsafeFile
from forms.kit.safe.safety import Safe
from handlers.roster.service import this_unit, unit_standings
from handlers.submissions.owed import unit_papers
from handlers.turn.permissions import Deed, may
from handlers.turn.season import over_words
from rules.plan import Plan
from rules.roster import Role
from storage import Records, Store
from storage.handins import in_force
from storage.precedents import plan_in_force
from storage.views import Blob, HandIn, HandInStatus, Part, Unit

# What a signed paper is scanned or photographed as.
SCANS: Final = ("pdf", "jpg", "png")


@dataclass(frozen=True)
class Target:
    """Which paper of which unit, and of whom where it is a person's."""

    unit_id: int
    paper: str
    person_id: int | None


@dataclass(frozen=True)
class Taken:
    """A version that is kept. `again`: the same bytes had come before, nothing was added.

    `in_force`: the version that counts now, this one or an earlier one. `before`: the problems of
    the version before, empty where there is none.
    """

    handin: HandIn
    problems: tuple[Problem, ...]
    again: bool
    in_force: HandIn | None
    before: tuple[Problem, ...] = ()

    @property
    def mended(self) -> int:
        """How many of the problems before are gone, wherever the others stand now.

        A row put in moves cells, and a Word form has none of a workbook's.
        """
        before, now = (Counter(map(_fault, some)) for some in (self.before, self.problems))
        return (before - now).total()

    @property
    def progress(self) -> str:
        """“上次11处，已改8处”, empty where nothing was wrong before."""
        return f"上次{len(self.before)}处，已改{self.mended}处" if self.before else ""

    @property
    def signed(self) -> bool:
        """A signed copy, kept beside the copy that is read."""
        return self.handin.part is Part.SIGNED

    @property
    def counts(self) -> bool:
        """Whether this version is what the unit has handed in."""
        return self.handin.counts


def _fault(problem: Problem) -> tuple[str, str, bool]:
    """What is wrong, without the place."""
    return problem.what, problem.why, problem.must


def accepts(plan: Plan, paper: str) -> tuple[str, ...]:
    """What a paper is read from comes first, then what a signed copy of it may be.

    Of what people sign a copy in any kept type, else a scan; any other paper as all that is kept.
    """
    form = form_of(plan.papers.get(paper))
    if form is None:
        return safety.KEPT
    return tuple(dict.fromkeys((*form.reads, *(safety.KEPT if form.signed else SCANS))))


def part_of(plan: Plan, paper: str, kind: str) -> Part:
    """What of the paper a file of this true type is. What no form reads is the paper itself."""
    form = form_of(plan.papers.get(paper))
    return Part.SIGNED if form and kind not in form.reads else Part.DATA


def occasion(
    plan: Plan,
    records: Records,
    unit: Unit,
    person_id: int | None,
    today: date,
    *,
    asker: str = Role.CLERK,
) -> Occasion:
    """What a form of this unit, or of this person of it, is made for and checked against.

    `asker`: the role of who asks. A cadre's own form is not to tell them what grade is proposed.
    """
    plan_now = plan_in_force(plan, records)
    people = unit_standings(plan_now, records, unit)
    person = next((each for each in people if each.person.id == person_id), None)
    standing = in_force(records.handins.all_of(unit.id, plan_id=plan.id)).values()
    counting = [handin for handin in standing if handin.counts]
    graded = counting if may(asker, Deed.SEE_GRADES) else []
    return Occasion(
        plan_now,
        this_unit(unit),
        people,
        today,
        person,
        proposed=_proposed(graded),
        registered=_registered(graded),
        handed_in=_handed_in(counting),
        owed_by_team=frozenset(
            item.paper.id
            for item in unit_papers(plan, records, unit.id).items
            if item.paper.owed_by == "team"
        ),
    )


def _handed_in(counting: Iterable[HandIn]) -> dict[str, frozenset[int | None]]:
    """Whose papers are in, by paper."""
    found: dict[str, set[int | None]] = {}
    for handin in counting:
        found.setdefault(handin.paper, set()).add(handin.person_id)
    return {paper: frozenset(ids) for paper, ids in found.items()}


def _proposed(counting: Iterable[HandIn]) -> dict[int, str]:
    """The grade the unit's proposals give, by person id; empty before they are in."""
    found: dict[int, str] = {}
    for handin in counting:
        grades = handin.summary.get("proposed")
        if isinstance(grades, dict):
            found |= {int(id): str(grade) for id, grade in grades.items()}
    return found


def _registered(counting: Iterable[HandIn]) -> dict[int, str]:
    """The grade on each person's own form, by person id."""
    return {
        handin.person_id: str(handin.summary["grade"])
        for handin in counting
        if handin.person_id is not None and handin.summary.get("grade")
    }


def take(
    store: Store,
    plan: Plan,
    target: Target,
    path: Path,
    filename: str,
    by: str,
    at: datetime,
    safe: Safe | None = None,
) -> Taken:
    """Raises UnsafeFile, and then nothing is kept. `safe`: what it was found to be already."""
    with store.reading() as records:
        _refuse_if_over(plan, records)
    if safe is None or safe.kind not in accepts(plan, target.paper):
        safe = safety.inspect(path, filename, accepts(plan, target.paper))
    part = part_of(plan, target.paper, safe.kind)
    checked = _checked(store, plan, target, part, path, by, at)
    sha256 = _fingerprint(path)
    status = _status(plan, target, part, checked)
    # Kept before the version that names it: a version never points at nothing.
    blob = store.blobs.put_file(path)
    with store.transaction() as records:
        _refuse_if_over(plan, records)  # closed while the file was looked into
        target = _where_now(plan, records, target)
        records.handins.hold(*_key(target), plan_id=plan.id)
        versions = records.handins.versions(*_key(target), plan_id=plan.id, part=part)
        newest = versions[-1] if versions else None
        known = newest if newest and _same(newest, sha256, status) else None
        handin = known or _add(records, plan, target, part, blob, safe, checked, status, by, at)
        standing = records.handins.standing(*_key(target), plan_id=plan.id)
    counting = standing if standing is not None and standing.counts else None
    before = () if known else _comparable(versions, handin)
    return Taken(handin, tuple(from_json(handin.findings)), known is not None, counting, before)


class SeasonOver(UnsafeFile):
    """{words}"""


def _refuse_if_over(plan: Plan, records: Records) -> None:
    if words := over_words(plan, records):
        raise SeasonOver(words=words)


def _where_now(plan: Plan, records: Records, target: Target) -> Target:
    """Merged or moved while the file was looked into: a paper about somebody is where they are."""
    if target.person_id is None:
        return target
    unit_id = records.merging.now(target.unit_id)
    here = records.roster.concerning(unit_id, plan.owing.main_fact)
    if target.person_id not in {each.id for each in here}:
        unit_id = records.roster.person(target.person_id).unit_id
    return replace(target, unit_id=unit_id)


def _comparable(earlier: Sequence[HandIn], handin: HandIn) -> tuple[Problem, ...]:
    """The problems of the version before; none where counting the mended ones says nothing.

    That is where a version could not be read, or an earlier one had these very bytes.
    """
    if not earlier or any(one.sha256 == handin.sha256 for one in earlier):
        return ()
    before, now = (tuple(from_json(one.findings)) for one in (earlier[-1], handin))
    return () if _unread(before) or _unread(now) else before


def _unread(problems: Sequence[Problem]) -> bool:
    """Only the whole sheet is at fault: no cell of it was looked at."""
    return bool(problems) and all(problem.cell == WHOLE for problem in problems)


def _key(target: Target) -> tuple[int, str, int | None]:
    return target.unit_id, target.paper, target.person_id


def _status(plan: Plan, target: Target, part: Part, checked: Checked) -> HandInStatus:
    if must_be_mended(checked.problems):
        return HandInStatus.FAULTY
    read = part is Part.DATA and form_of(plan.papers.get(target.paper)) is not None
    return HandInStatus.CHECKED if read else HandInStatus.RECEIVED


def _checked(
    store: Store, plan: Plan, target: Target, part: Part, path: Path, by: str, at: datetime
) -> Checked:
    form = form_of(plan.papers.get(target.paper))
    if form is None or part is Part.SIGNED:
        return Checked(())
    with store.reading() as records:
        unit = records.roster.unit(target.unit_id)
        member = records.members.by_userid(by)
        role = member.role if member else Role.CLERK
        of = occasion(plan, records, unit, target.person_id, at.date(), asker=role)
    return form.check(of, path)


def _fingerprint(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _same(newest: HandIn, sha256: str, status: HandInStatus) -> bool:
    """Whether the newest version holds these bytes and would be judged the same now.

    An older version with these bytes is another matter: somebody goes back to it on purpose.
    """
    judged = newest.status is status or (newest.up and status is not HandInStatus.FAULTY)
    return newest.sha256 == sha256 and judged


def _add(
    records: Records,
    plan: Plan,
    target: Target,
    part: Part,
    blob: Blob,
    safe: Safe,
    checked: Checked,
    status: HandInStatus,
    by: str,
    at: datetime,
) -> HandIn:
    return records.handins.add(
        *_key(target),
        blob,
        safe.name,
        safe.media_type,
        by,
        at,
        [problem.as_json() for problem in checked.problems],
        status,
        plan_id=plan.id,
        summary=checked.summary,
        part=part,
    )
