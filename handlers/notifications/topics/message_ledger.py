"""How many messages went out this season, to whom and why: for an inspector, on paper too."""

from collections import Counter
from collections.abc import Sequence

from forms.message_ledger import LedgerRow, filename, workbook
from handlers.notifications.budget import ceiling_of, units_at_the_ceiling
from handlers.turn.access import act, asks_elsewhere, is_supervisor, not_yours
from handlers.turn.context import Desk
from handlers.turn.reply import Kind, OutFile, Reply
from handlers.turn.topic import topic
from rules.roster import Role
from storage.views import Said


@topic("message_ledger")
def message_ledger(desk: Desk) -> Reply:
    said = desk.records.speaking.said(desk.plan.id)
    if is_supervisor(desk):
        return _county(desk, said)
    if desk.asker.role != Role.CLERK:
        return act(f"消息台账由{desk.plan.office}查看，您这边不能查。")
    if asks_elsewhere(desk):
        return not_yours(desk)
    own = [each for each in said if each.unit_id is not None and each.unit_id == desk.asker.unit_id]
    return act(f"{desk.asker.unit_name}{_total(desk, own)}上限是{_ceiling(desk)}。")


def _county(desk: Desk, said: Sequence[Said]) -> Reply:
    ceiling = ceiling_of(desk.plan, desk.records)
    units = {each.unit_id for each in said if each.unit_id is not None}
    full = len(units_at_the_ceiling(desk.plan, desk.records))
    people = len({each.userid for each in said})
    at_it = f"{full}个单位已到上限" if full else "没有单位到上限"
    reached = f"收到消息的有{len(units)}个单位、{people}人。每个单位上限{_ceiling(desk)}，{at_it}。"
    lines = [f"{desk.plan.year}年度考核{_total(desk, said)}", reached]
    if not said or desk.blobs is None:
        return act("\n".join(lines))
    rows = _rows(desk, said)
    blob = desk.blobs.put([workbook(desk.plan, rows, desk.now.date(), ceiling)])
    lines.append("逐条的时间、对象和原因见表格，可以直接打印。")
    file = OutFile(filename(desk.plan, desk.now.date()), blob.sha256)
    return Reply(Kind.ACTION, "\n".join(lines), files=(file,))


def _total(desk: Desk, said: Sequence[Said]) -> str:
    at = desk.now
    why = Counter(each.why for each in said)
    reasons = "、".join(f"{reason}{number}条" for reason, number in why.most_common())
    until = f"到{at.month}月{at.day}日{at:%H:%M}"
    return f"{until}系统主动发出的消息共{len(said)}条{f'：{reasons}' if reasons else ''}。"


def _ceiling(desk: Desk) -> str:
    return f"一季{ceiling_of(desk.plan, desk.records)}条"


def _rows(desk: Desk, said: Sequence[Said]) -> list[LedgerRow]:
    units = desk.records.roster.unit_names()
    members = {
        userid: desk.records.members.by_userid(userid) for userid in {s.userid for s in said}
    }
    return [
        LedgerRow(
            each.at.astimezone(desk.now.tzinfo),
            units.get(each.unit_id or 0, "—"),
            member.name if (member := members[each.userid]) else each.userid,
            each.why,
        )
        for each in said
    ]
