"""Taking a paper in: looked into, checked, kept as a version; or refused and not kept at all."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from forms.kit import safety
from forms.kit.form import Checked, Form, Occasion
from forms.kit.problem import Problem, from_json, must_be_mended
from forms.kit.registry import known_forms
from forms.kit.safety import Safe
from handlers.kit.grades_registered import registered
from handlers.kit.roster import this_unit, unit_standings
from rules.plan import Plan
from storage import Records, Store
from storage.precedents import plan_in_force
from storage.views import Blob, HandIn, HandInStatus, Unit

_CHUNK: Final = 1024 * 1024

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

    `in_force`: the version that counts now, this one or an earlier one.
    """

    handin: HandIn
    problems: tuple[Problem, ...]
    again: bool
    in_force: HandIn | None

    @property
    def counts(self) -> bool:
        return self.handin.counts


def accepts(paper: str) -> tuple[str, ...]:
    """A form is handed in as what it is read from and as a scan of the signed paper.

    Any other paper as anything that is kept.
    """
    form = known_forms().get(paper)
    return tuple(dict.fromkeys((*form.reads, *SCANS))) if form else safety.KEPT


def occasion(
    plan: Plan, records: Records, unit: Unit, person_id: int | None, today: date
) -> Occasion:
    """What a form of this unit, or of this person of it, is made for and checked against."""
    in_force = plan_in_force(plan, records)
    people = unit_standings(in_force, records, unit)
    person = next((each for each in people if each.person.id == person_id), None)
    return Occasion(
        in_force,
        this_unit(unit),
        people,
        today,
        person,
        registered=registered(plan, records, unit.id),
    )


def take(
    store: Store, plan: Plan, target: Target, path: Path, filename: str, by: str, at: datetime
) -> Taken:
    """Raises UnsafeFile, and then nothing is kept."""
    safe = safety.inspect(path, filename, accepts(target.paper))
    checked = _checked(store, plan, target, path, safe.kind, at)
    problems, summary = checked.problems, checked.summary
    sha256 = fingerprint(path)
    status = HandInStatus.FAULTY if must_be_mended(problems) else HandInStatus.RECEIVED
    # Kept before the version that names it: a version never points at nothing.
    blob = store.blobs.put(_chunks(path))
    with store.transaction() as records:
        known = _same(plan, records, target, sha256, status)
        handin = known or _add(records, plan, target, blob, safe, problems, summary, status, by, at)
        standing = records.handins.standing(
            target.unit_id, target.paper, target.person_id, plan_id=plan.id
        )
    counting = standing if standing is not None and standing.counts else None
    findings = tuple(from_json(handin.findings))
    return Taken(handin, findings, again=known is not None, in_force=counting)


def _checked(
    store: Store, plan: Plan, target: Target, path: Path, kind: str, at: datetime
) -> Checked:
    form: Form | None = known_forms().get(target.paper)
    if form is None or kind not in form.reads:
        return Checked(())
    with store.reading() as records:
        unit = records.roster.unit(target.unit_id)
        of = occasion(plan, records, unit, target.person_id, at.date())
    return form.check(of, path)


def fingerprint(path: Path) -> str:
    digest = hashlib.sha256()
    for chunk in _chunks(path):
        digest.update(chunk)
    return digest.hexdigest()


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _same(
    plan: Plan, records: Records, target: Target, sha256: str, status: HandInStatus
) -> HandIn | None:
    """The newest version if it holds these bytes and would be judged the same now.

    An older version with these bytes is another matter: somebody goes back to it on purpose.
    """
    newest = records.handins.latest(target.unit_id, target.paper, target.person_id, plan_id=plan.id)
    if newest is None or newest.sha256 != sha256:
        return None
    same = newest.status is status or (newest.counts and status is HandInStatus.RECEIVED)
    return newest if same else None


def _add(
    records: Records,
    plan: Plan,
    target: Target,
    blob: Blob,
    safe: Safe,
    problems: Sequence[Problem],
    summary: Mapping[str, object],
    status: HandInStatus,
    by: str,
    at: datetime,
) -> HandIn:
    return records.handins.add(
        target.unit_id,
        target.paper,
        target.person_id,
        blob,
        safe.name,
        safe.media_type,
        by,
        at,
        [problem.as_json() for problem in problems],
        status,
        plan_id=plan.id,
        summary=summary,
    )
