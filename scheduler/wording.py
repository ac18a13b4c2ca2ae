"""The words of what we say of our own accord."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final
from urllib.parse import urlencode

from handlers.notifications.service import Due, Workdays
from handlers.submissions.service import Item, UnitCount, UnitPapers, holder_of, item_lines
from handlers.turn.reply import Link
from rules.papers import for_example
from rules.plan import Deadline, Plan, Status
from scheduler.reminder_context import ReminderContext
from storage.views import Holder

_WEEKDAYS: Final = "一二三四五六日"
LATE: Final = "（这条提醒本应更早发出，系统恢复后补发，内容已按现在的情况更新。）"
_PROVISIONAL: Final = "（当年的放假安排尚未公布，提醒日暂按周一至周五推算。）"


def gaps_under(papers: UnitPapers, due: Sequence[Due]) -> dict[str, list[Item]]:
    """The unit's gaps by deadline, of those deadlines only."""
    found: dict[str, list[Item]] = {}
    wanted = {each.step.deadline_id for each in due}
    for gap in papers.gaps:
        if gap.deadline_id in wanted:
            found.setdefault(gap.deadline_id or "", []).append(gap)
    return found


def title(unit: str, number: int) -> str:
    """Distinct for each unit: a clerk's list of chats shows nothing else."""
    return f"【{unit}】还有{number}件考核材料没有交"


def digest(
    papers: UnitPapers, due: Sequence[Due], gaps: Mapping[str, Sequence[Item]], now: datetime
) -> list[str]:
    """What a unit still owes, by person and paper, a block for each deadline that is near."""
    blocks = []
    for each in sorted(due, key=lambda one: one.step.effective):
        items = gaps[each.step.deadline_id]
        head = f"{title(papers.unit.name, len(items))}，{until(each.step.effective, now)}："
        blocks.append("\n".join([head, *item_lines(items)]))
    return blocks


def remarks(due: Sequence[Due], workdays: Workdays, now: datetime) -> list[str]:
    """That it is late, or that days off of the year are not published yet."""
    late = LATE if any(each.late for each in due) else ""
    return list(filter(None, [late, provisional(workdays, now)]))


def provisional(workdays: Workdays, now: datetime) -> str:
    """A remark in a year whose days off are not published yet, else nothing."""
    return _PROVISIONAL if workdays.is_provisional(now.date()) else ""


def digest_link(items: Sequence[Item]) -> Link:
    """Straight to the upload of the one missing paper, or to the unit's page."""
    if len(items) > 1:
        return Link("查看本单位清单并上报", "/unit")
    paper, person = items[0].paper, items[0].person
    query = {"paper": paper.id} | ({"person": str(person.id)} if person else {})
    return Link("上报这份材料", f"/upload?{urlencode(query)}")


def anchored(text: str, link: Link | None, public_url: str) -> str:
    """The text with its link as the last line."""
    return f'{text}\n<a href="{public_url}{link.path}">{link.label}</a>' if link else text


def doubtful(deadlines: Sequence[Deadline], plan: Plan) -> str:
    """Names the deadlines that are not held against anybody, and how to confirm them."""
    lines = [f"有{len(deadlines)}个截止时间还不能用来提醒各单位，请确认或改定："]
    lines += [f"{number}. {_doubt(each)}" for number, each in enumerate(deadlines, 1)]
    lines.append("在确认之前，不会拿这些日期去催各单位。回复一句话就可以，例如：")
    example = next((each.effective for each in deadlines if each.effective), None)
    if example:
        lines.append(f"“确认{example.month}月{example.day}日的期限”")
    lines.append(f"“把{for_example(plan)}截止时间定为1月10日”")
    return "\n".join(lines)


def nobody_reachable(units: Sequence[tuple[str, str]]) -> str:
    """For supervisors: units that owe papers and have no clerk who can be written to, and why."""
    lines = [f"下列{len(units)}个单位还有材料没有交，但没有能收到消息的政工人事，提醒没有发出："]
    lines += [f"· {name}（{why}）" for name, why in units]
    lines.append("请电话联系，并在名册里更正。")
    return "\n".join(lines)


def at_the_ceiling(units: Sequence[str], ceiling: int) -> str:
    """For supervisors, once: from now on only the most important is said to these units."""
    return (
        f"下列{len(units)}个单位今年收到的消息已到上限{ceiling}条，之后只在截止当天提醒：\n"
        f"{'、'.join(units)}\n要调整，请说“每个单位今年最多发40条消息”。"
    )


def to_group(
    name: str,
    due: Due,
    units: Sequence[UnitCount],
    context: ReminderContext,
    *,
    brief: bool = False,
) -> str:
    """What an assessment group is told of its units; `brief`: in numbers instead of by paper."""
    when = until(due.step.effective, context.now)
    if due.step.deadline_id == context.plan.reminders.held_deadline:
        office = context.plan.office
        head = f"【{name}】下列单位的材料已经交到考核组，还没有转交{office}，{when}："
        return "\n".join([head, *(f"· {u.unit.name}：{u.held_by(Holder.GROUP)}件" for u in units)])
    id = due.step.deadline_id
    lines = [f"【{name}】下列{len(units)}个单位的材料还没有交齐，{when}："]
    for unit in units:
        what = f"{unit.missing_under(id)}件" if brief else _short(unit, id, context.plan)
        lines.append(f"· {unit.unit.name}：{what}")
    return "\n".join([*lines, "已经提醒过这些单位，请考核组帮助了解情况。"])


def to_section(due: Due, lines: Iterable[str]) -> str:
    """What supervision staff are told, one line a group."""
    head = f"截止时间{_day(due.step.effective)}已经过了，按考核组看还有："
    return "\n".join([head, *lines, "看各单位：“哪些单位的材料没交齐”。"])


def calendar_published(moved: Sequence[tuple[str, date, date]], context: ReminderContext) -> str:
    """Which reminder days moved when the days off were published."""
    labels = {id: each.label for id, each in context.in_force.items()}
    lines = ["放假安排已经公布，暂定的提醒日改动如下："]
    lines += [
        f"· {labels.get(key.partition('@')[0], key)}：{_day(old)}改为{_day(new)}"
        for key, old, new in moved
    ]
    return "\n".join([*lines, "截止时间没有变，不用另外操作。"])


def plan_doubts(plan: Plan, in_force: Mapping[str, Deadline]) -> list[Deadline]:
    """Deadlines that do not bind, in the plan's order."""
    return [in_force[id] for id in plan.deadlines if not in_force[id].binds]


def _doubt(deadline: Deadline) -> str:
    words = f"{deadline.label}（{deadline.clause}）：{deadline.why or '需要确认。'}"
    if deadline.status is Status.PRESUMED and deadline.effective:
        words += f"暂按{deadline.effective.year}年{_day(deadline.effective)}理解。"
    return words


def until(day: date, now: datetime) -> str:
    """How far away a deadline is."""
    left = (day - now.date()).days
    if left < 0:
        return f"截止时间{_day(day)}已经过了"
    if left == 0:
        return f"今天（{_day(day)}）截止"
    return f"{_day(day)}（星期{_WEEKDAYS[day.weekday()]}）截止，还有{left}天"


def _short(unit: UnitCount, deadline_id: str, plan: Plan) -> str:
    """附件1（2份）、附件8."""
    numbers: dict[str, int] = {}
    for line in unit.lines:
        if line.deadline_id == deadline_id and holder_of(line.status) is Holder.UNIT:
            numbers[line.paper] = numbers.get(line.paper, 0) + line.number
    return "、".join(
        f"{paper.form or f'《{paper.name}》'}{f'（{numbers[id]}份）' if numbers[id] > 1 else ''}"
        for id, paper in plan.papers.items()
        if id in numbers
    )


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"
