"""What becomes of the papers of somebody who is moved to another unit, in words."""

from collections.abc import Iterator, Sequence

from handlers.roster.phrases import group_names
from rules.plan import Plan
from storage import Records
from storage.views import Correction, Entity, HandIn, HandInStatus, Person, Unit


def moved(records: Records, wanted: Correction) -> Person | None:
    """Who is to be moved to another unit; nobody for another correction."""
    if (wanted.entity, wanted.field) != (Entity.PERSON, "unit"):
        return None
    try:
        return records.roster.person(int(wanted.id))
    except KeyError:
        return None


def papers_of(plan: Plan, records: Records, wanted: Correction) -> list[HandIn]:
    """What lies with the unit of somebody who is to be moved; nothing of another correction."""
    person = moved(records, wanted)
    if person is None:
        return []
    found = records.handins.all_of(person.unit_id, plan_id=plan.id)
    return [each for each in found if each.person_id == person.id]


def papers_moved(
    plan: Plan, records: Records, wanted: Correction, before: Sequence[HandIn]
) -> Iterator[str]:
    """Once they are moved. `before`: what `papers_of` found."""
    if not before:
        return
    roster = records.roster
    old, new = roster.unit(before[0].unit_id), roster.unit(roster.person(int(wanted.id)).unit_id)
    if old.id == new.id:
        return
    there = {each.id for each in records.handins.all_of(new.id, plan_id=plan.id)}
    along = [each for each in before if each.id in there]
    if along:
        yield (
            f"交过的材料{len(along)}份（各版分开数）随人转到{new.name}，回执号、版本不变，"
            f"仍然算数；{old.name}不再看得到。"
        )
    if len(along) < len(before):
        receipts = "、".join(each.receipt for each in before if each.id not in there)
        yield (
            f"{new.name}已有本人同一种材料，{old.name}的{len(before) - len(along)}份"
            f"（回执号{receipts}）留在{old.name}名下备查，以{new.name}的为准。"
        )
    yield from _to_hand_over(records, along, old, new)


def _to_hand_over(records: Records, along: Sequence[HandIn], old: Unit, new: Unit) -> Iterator[str]:
    """Paper lies where it lies: the group that has it gives it to the other."""
    held = [each for each in along if each.status is HandInStatus.WITH_GROUP]
    if not held or old.group_id == new.group_id:
        return
    names = group_names(records)
    taker = names.get(new.group_id or 0)
    to = f"交给{taker}" if taker else "转出，新单位没有考核组"
    yield f"其中{len(held)}份在{names.get(old.group_id or 0, '原考核组')}手里，请当面{to}。"
