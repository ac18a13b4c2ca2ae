"""The words of what we say of our own accord."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final
from urllib.parse import urlencode

from handlers.kit.ladder import Due
from handlers.kit.papers import Item, UnitPapers, item_lines
from handlers.kit.reply import Link
from handlers.kit.workdays import Workdays
from rules.plan import Deadline, Plan, Status
from storage.views import Member

_WEEKDAYS: Final = "一二三四五六日"
_LATE: Final = "（这条提醒本应更早发出，系统恢复后补发，内容已按现在的情况更新。）"
_PROVISIONAL: Final = "（当年的放假安排尚未公布，提醒日暂按周一至周五推算。）"


def digest(
    papers: UnitPapers, due: Sequence[Due], gaps: Mapping[str, Sequence[Item]], now: datetime
) -> str:
    """What a unit still owes, by person and paper, under each deadline that is near."""
    blocks = []
    for each in sorted(due, key=lambda one: one.rung.effective):
        items = gaps[each.rung.deadline_id]
        head = f"【{papers.unit.name}】还有{len(items)}件考核材料没有交，"
        blocks.append("\n".join([head + _until(each.rung.effective, now), *item_lines(items)]))
    if any(each.late for each in due):
        blocks.append(_LATE)
    return "\n".join(blocks)


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


def doubtful(deadlines: Sequence[Deadline]) -> str:
    """Names the deadlines that are not held against anybody, and how to confirm them."""
    lines = [f"有{len(deadlines)}个截止时间还不能用来提醒各单位，请确认或改定："]
    lines += [f"{number}. {_doubt(each)}" for number, each in enumerate(deadlines, 1)]
    lines.append("在确认之前，不会拿这些日期去催各单位。回复一句话就可以，例如：")
    example = next((each.effective for each in deadlines if each.effective), None)
    if example:
        lines.append(f"“确认{example.month}月{example.day}日的期限”")
    lines.append("“把附件8截止时间定为1月10日”")
    return "\n".join(lines)


def nobody_reachable(units: Sequence[tuple[str, Sequence[Member]]]) -> str:
    """For supervisors: units that owe papers and have no clerk who can be written to."""
    lines = [f"下列{len(units)}个单位还有材料没有交，但没有能收到消息的政工人事，提醒没有发出："]
    for name, clerks in units:
        why = "；".join(f"{each.name}：{each.why_not}" for each in clerks)
        lines.append(f"· {name}（{why or '名册里没有登记政工人事'}）")
    lines.append("请电话联系，并在名册里更正。")
    return "\n".join(lines)


def plan_doubts(plan: Plan, in_force: Mapping[str, Deadline]) -> list[Deadline]:
    """Deadlines that do not bind, in the plan's order."""
    return [in_force[id] for id in plan.deadlines if not in_force[id].binds]


def _doubt(deadline: Deadline) -> str:
    words = f"{deadline.label}（{deadline.clause}）：{deadline.why or '需要确认。'}"
    if deadline.status is Status.PRESUMED and deadline.effective:
        words += f"暂按{deadline.effective.year}年{_day(deadline.effective)}理解。"
    return words


def _until(day: date, now: datetime) -> str:
    left = (day - now.date()).days
    if left < 0:
        return f"截止时间{_day(day)}已经过了："
    if left == 0:
        return f"今天（{_day(day)}）截止："
    return f"{_day(day)}（星期{_WEEKDAYS[day.weekday()]}）截止，还有{left}天："


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"
