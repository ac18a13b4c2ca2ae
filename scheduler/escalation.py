"""What assessment groups and the section are told: who is overdue, and what a group still holds."""

from collections.abc import Iterable, Iterator

from handlers.notifications.service import Due
from handlers.submissions.service import CountyOverview, UnitCount
from scheduler.moment import SECTION_NAME, Moment, group_name
from scheduler.saying import DueNotice
from storage.views import Holder


def concerned(moment: Moment, units: Iterable[UnitCount], due: Due) -> list[UnitCount]:
    """The units a rung speaks of: those with gaps, or those whose papers a group still holds."""
    id = due.rung.deadline_id
    if id == moment.plan.reminders.held_deadline:
        return [
            unit for unit in units if unit.unit.group_id is not None and unit.held_by(Holder.GROUP)
        ]
    return [unit for unit in units if unit.missing_under(id)]


def groups_due(moment: Moment, overview: CountyOverview) -> tuple[list[DueNotice], list[str]]:
    """One message a group and day, to its first member who can be reached."""
    notices, quiet = [], []
    for each in overview.groups:
        if each.group is None:
            continue
        name = group_name(each.group.id)
        fresh = moment.fresh(name, moment.due_to_group(each.group.id))
        due = [one for one in fresh if concerned(moment, each.units, one)]
        to = moment.of_group(each.group.id)
        if due and to:
            notices.append(_notice(moment, name, fresh, due, "group", (to[0].userid,)))
        elif fresh:
            # Nobody of the group can be told: the section's own rung comes soon.
            quiet += [moment.note(name, one.rung) for one in fresh]
    return notices, quiet


def section_due(moment: Moment, overview: CountyOverview) -> tuple[list[DueNotice], list[str]]:
    """One message a day to supervision staff, one line a group."""
    fresh = moment.fresh(SECTION_NAME, moment.due_to_section())
    due = [one for one in fresh if concerned(moment, overview.units, one)]
    to = tuple(each.userid for each in moment.supervisors())
    if due and to:
        return [_notice(moment, SECTION_NAME, fresh, due, "section", to)], []
    return [], [moment.note(SECTION_NAME, one.rung) for one in fresh] if not due else []


def _notice(
    moment: Moment, name: str, fresh: list[Due], due: list[Due], kind: str, to: tuple[str, ...]
) -> DueNotice:
    return DueNotice(
        key=f"{kind}:{moment.plan.id}:{name}:{moment.stamp}",
        to=to,
        once=moment.day(name),
        notes=tuple(moment.note(name, one.rung) for one in fresh),
        recheck={"notice": kind, "name": name, "rungs": [one.rung.key for one in due]},
    )


def lines_of_groups(moment: Moment, overview: CountyOverview, due: Due) -> Iterator[str]:
    """One line a group, not one a unit."""
    held = due.rung.deadline_id == moment.plan.reminders.held_deadline
    for each in overview.groups:
        units = concerned(moment, each.units, due)
        if units:
            name = each.group.name if each.group else "没有分组的单位"
            number = sum(
                unit.held_by(Holder.GROUP) if held else unit.missing_under(due.rung.deadline_id)
                for unit in units
            )
            what = f"{number}件还没有转交" if held else f"还差{number}件"
            yield f"· {name}：{len(units)}个单位，{what}"
