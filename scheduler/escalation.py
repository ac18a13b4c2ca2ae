"""What assessment groups and the section are told: who is overdue, and what a group still holds."""

from collections.abc import Iterable, Iterator

from handlers.notifications.service import Due
from handlers.submissions.service import CountyOverview, UnitCount
from scheduler.delivery_decision import DueNotice
from scheduler.reminder_context import SECTION_NAME, ReminderContext, group_name
from storage.views import Holder


def concerned(context: ReminderContext, units: Iterable[UnitCount], due: Due) -> list[UnitCount]:
    """The units a step speaks of: those with gaps, or those whose papers a group still holds."""
    id = due.step.deadline_id
    if id == context.plan.reminders.held_deadline:
        return [
            unit for unit in units if unit.unit.group_id is not None and unit.held_by(Holder.GROUP)
        ]
    return [unit for unit in units if unit.missing_under(id)]


def groups_due(
    context: ReminderContext, overview: CountyOverview
) -> tuple[list[DueNotice], list[str]]:
    """One message a group and day, to its first member who can be reached."""
    notices, quiet = [], []
    for each in overview.groups:
        if each.group is None:
            continue
        name = group_name(each.group.id)
        fresh = context.fresh(name, context.due_to_group(each.group.id))
        due = [one for one in fresh if concerned(context, each.units, one)]
        to = context.of_group(each.group.id) if due else []
        if to:
            notices.append(_notice(context, name, fresh, due, "group", (to[0].userid,)))
        elif fresh:
            # Nobody of the group can be told: the section's own step comes soon.
            quiet += [context.note(name, one.step) for one in fresh]
    return notices, quiet


def section_due(
    context: ReminderContext, overview: CountyOverview
) -> tuple[list[DueNotice], list[str]]:
    """One message a day to supervision staff, one line a group."""
    fresh = context.fresh(SECTION_NAME, context.due_to_section())
    due = [one for one in fresh if concerned(context, overview.units, one)]
    to = tuple(each.userid for each in context.supervisors())
    if due and to:
        return [_notice(context, SECTION_NAME, fresh, due, "section", to)], []
    return [], [context.note(SECTION_NAME, one.step) for one in fresh] if not due else []


def _notice(
    context: ReminderContext,
    name: str,
    fresh: list[Due],
    due: list[Due],
    kind: str,
    to: tuple[str, ...],
) -> DueNotice:
    return DueNotice(
        key=f"{kind}:{context.plan.id}:{name}:{context.stamp}",
        to=to,
        once=context.day(name),
        notes=tuple(context.note(name, one.step) for one in fresh),
        recheck={"notice": kind, "name": name, "rungs": [one.step.key for one in due]},
    )


def lines_of_groups(context: ReminderContext, overview: CountyOverview, due: Due) -> Iterator[str]:
    """One line a group, not one a unit."""
    held = due.step.deadline_id == context.plan.reminders.held_deadline
    for each in overview.groups:
        units = concerned(context, each.units, due)
        if units:
            name = each.group.name if each.group else "没有分组的单位"
            number = sum(
                unit.held_by(Holder.GROUP) if held else unit.missing_under(due.step.deadline_id)
                for unit in units
            )
            what = f"{number}件还没有转交" if held else f"还差{number}件"
            yield f"· {name}：{len(units)}个单位，{what}"
