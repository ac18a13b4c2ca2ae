"""The way of a paper: every step kept, with who and when; who holds it now and since when."""

from datetime import datetime, timedelta

import pytest

from rules.roster import ImportRows, UnitRow
from storage import Store
from storage.custody import AlreadyPassedOn, NotHere, holder
from storage.handins import in_force
from storage.views import Custody, HandIn, HandInStatus, Holder, Part, Step

PAPER = "grade_proposals"
HOUR = timedelta(hours=1)


@pytest.fixture
def unit(store: Store) -> int:
    with store.transaction() as records:
        records.roster.import_rows(ImportRows(units=(UnitRow(2, "城关镇", "乡镇"),)), {})
        return records.roster.units()[0].id


def hand_in(
    store: Store,
    unit: int,
    at: datetime,
    status: HandInStatus = HandInStatus.CHECKED,
    part: Part = Part.DATA,
) -> HandIn:
    blob = store.blobs.put([b"xlsx"])
    with store.transaction() as records:
        return records.handins.add(
            unit, PAPER, None, blob, "附件8.xlsx", "application/x", "ClerkCG", at,
            status=status, plan_id="2019", part=part,
        )  # fmt: skip


def test_a_paper_goes_from_the_unit_to_the_archive_and_every_step_is_kept(
    store: Store, unit: int, now: datetime
) -> None:
    made = hand_in(store, unit, now)
    with store.transaction() as records:
        kept = records.handins
        kept.take_over(made.id, "Group1", now + HOUR)
        kept.note(made.id, "Group1", now + 2 * HOUR, "核对通过")
        kept.pass_on(made.id, "Group1", now + 3 * HOUR)
        assert kept.file(made.id, "Boss", now + 4 * HOUR).status is HandInStatus.FILED
        way = kept.steps(made.id)
    assert way == (
        Step(HandInStatus.CHECKED, "clerkcg", now),
        Step(HandInStatus.WITH_GROUP, "group1", now + HOUR),
        Step(HandInStatus.WITH_GROUP, "group1", now + 2 * HOUR, "核对通过"),
        Step(HandInStatus.WITH_SECTION, "group1", now + 3 * HOUR),
        Step(HandInStatus.FILED, "boss", now + 4 * HOUR),
    )


@pytest.mark.parametrize(
    ("way", "has_group", "held"),
    [
        ([("received", 0)], True, (Holder.GROUP, 0)),
        ([("checked", 0)], False, (Holder.SECTION, 0)),
        ([("checked", 0), ("with_group", 1), ("with_group", 2)], True, (Holder.GROUP, 0)),
        ([("checked", 0), ("with_group", 1), ("with_section", 2)], True, (Holder.SECTION, 2)),
        ([("checked", 0), ("with_section", 2)], False, (Holder.SECTION, 0)),
        ([("checked", 0), ("with_section", 2), ("filed", 3)], True, (Holder.ARCHIVE, 3)),
        ([("checked", 0), ("with_section", 2), ("returned", 3)], True, (Holder.UNIT, 3)),
        ([("checked", 0), ("withdrawn", 3)], True, (Holder.UNIT, 3)),
        ([("faulty", 0)], True, (Holder.UNIT, 0)),
        # Passed on by mistake and taken back: with the group since then, not since the beginning.
        ([("checked", 0), ("with_section", 2), ("with_group", 3)], True, (Holder.GROUP, 3)),
    ],
)
def test_who_holds_a_paper_since_when(
    store: Store,
    unit: int,
    now: datetime,
    way: list[tuple[str, int]],
    has_group: bool,
    held: tuple[Holder, int],
) -> None:
    made = hand_in(store, unit, now)
    steps = [Step(HandInStatus(status), "x", now + hours * HOUR) for status, hours in way]
    handin = HandIn(**{**made.__dict__, "status": steps[-1].status})
    who, hours = held
    assert holder(handin, steps, has_group=has_group) == Custody(who, now + hours * HOUR)


def test_what_somebody_took_over_is_not_withdrawn_but_can_be_returned(
    store: Store, unit: int, now: datetime
) -> None:
    made = hand_in(store, unit, now)
    with store.transaction() as records:
        records.handins.take_over(made.id, "Group1", now)
    with pytest.raises(AlreadyPassedOn), store.transaction() as records:
        records.handins.withdraw(made.id, "ClerkCG", now)
    with store.transaction() as records:
        records.handins.return_(made.id, "Boss", now, "缺公章")
        assert records.handins.steps(made.id)[-1].reason == "缺公章"


@pytest.mark.parametrize("status", [HandInStatus.FAULTY, HandInStatus.CHECKED])
def test_a_paper_is_filed_only_by_way_of_the_section(
    store: Store, unit: int, now: datetime, status: HandInStatus
) -> None:
    made = hand_in(store, unit, now, status)
    with pytest.raises(NotHere, match="没有改动"), store.transaction() as records:
        records.handins.file(made.id, "Boss", now)
    with store.transaction() as records:
        assert len(records.handins.steps(made.id)) == 1


def test_what_was_moved_at_one_moment_is_undone_together_unless_others_went_on(
    store: Store, unit: int, now: datetime
) -> None:
    first, second = hand_in(store, unit, now), hand_in(store, unit, now)
    with store.transaction() as records:
        records.handins.take_over(first.id, "Group1", now)
        for each in (first, second):
            records.handins.pass_on(each.id, "Group1", now + HOUR)
        records.handins.file(second.id, "Boss", now + 2 * HOUR)
    with store.transaction() as records:
        [undone] = records.handins.undo("GROUP1", now + 3 * HOUR, plan_id="2019")
        assert (undone.id, undone.status) == (first.id, HandInStatus.WITH_GROUP)
        assert records.handins.steps(first.id)[-1].reason == "撤销"
        assert records.handins.undo("Nobody", now, plan_id="2019") == []
        assert records.handins.undo("ClerkCG", now, plan_id="2019") == []


def test_what_was_undone_is_not_redone_by_undoing_once_more(
    store: Store, unit: int, now: datetime
) -> None:
    first, second = hand_in(store, unit, now), hand_in(store, unit, now)
    with store.transaction() as records:
        records.handins.take_over(first.id, "Group1", now)
        records.handins.pass_on(first.id, "Group1", now + HOUR)
        [undone] = records.handins.undo("Group1", now + 2 * HOUR, plan_id="2019")
        assert undone.status is HandInStatus.WITH_GROUP
        assert records.handins.undo("Group1", now + 3 * HOUR, plan_id="2019") == []
        assert records.handins.steps(first.id)[-1].status is HandInStatus.WITH_GROUP

        # Another move of the very moment of the step back takes nothing else along.
        records.handins.take_over(second.id, "Group1", now + 2 * HOUR)
        [again] = records.handins.undo("Group1", now + 4 * HOUR, plan_id="2019")
        assert (again.id, again.status) == (second.id, HandInStatus.CHECKED)
        assert records.handins.steps(first.id)[-1].status is HandInStatus.WITH_GROUP


def test_a_signed_copy_is_counted_by_itself_and_is_not_the_paper(
    store: Store, unit: int, now: datetime
) -> None:
    signed = hand_in(store, unit, now, HandInStatus.RECEIVED, Part.SIGNED)
    data = hand_in(store, unit, now)
    assert (signed.version, signed.counts, signed.up) == (1, False, True)
    assert (data.version, data.counts, data.up) == (1, True, True)
    key = (unit, PAPER, None)
    with store.transaction() as records:
        everything = records.handins.all_of(unit, plan_id="2019")
        assert records.handins.latest(unit, PAPER, plan_id="2019", part=Part.SIGNED) == signed
        assert records.handins.standing(unit, PAPER, plan_id="2019") == data
    assert in_force(everything) == {key: data}
    assert in_force(everything, Part.SIGNED) == {key: signed}
