"""How many messages went out this season, to whom and why: for an inspector, on paper too."""

from collections import Counter
from collections.abc import Sequence

from forms.message_ledger import LedgerRow, filename
from handlers.notifications.budget import ceiling_of, units_at_the_ceiling
from handlers.turn.access import act, asks_elsewhere, sees_county
from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed
from handlers.turn.refusals import not_yours
from handlers.turn.reply import Kind, OutFile, Reply
from handlers.turn.topic import topic
from storage.views import Said


@topic("message_ledger", Deed.SEE_LEDGER)
def message_ledger(turn: TurnContext) -> Reply:
    """What was sent this season: to the whole county, or to the asker's own unit."""
    said = turn.records.speaking.said(turn.plan.id)
    if sees_county(turn):
        return _county(turn, said)
    if asks_elsewhere(turn):
        return not_yours(turn)
    own = [each for each in said if each.unit_id is not None and each.unit_id == turn.asker.unit_id]
    return act(f"{turn.asker.unit_name}{_total(turn, own)}上限是{_ceiling(turn)}。")


def _county(turn: TurnContext, said: Sequence[Said]) -> Reply:
    ceiling = ceiling_of(turn.plan, turn.records)
    units = {each.unit_id for each in said if each.unit_id is not None}
    full = len(units_at_the_ceiling(turn.plan, turn.records))
    people = len({each.userid for each in said})
    at_it = f"{full}个单位已到上限" if full else "没有单位到上限"
    reached = f"收到消息的有{len(units)}个单位、{people}人。每个单位上限{_ceiling(turn)}，{at_it}。"
    lines = [f"{turn.plan.year}年度考核{_total(turn, said)}", reached]
    if not said or turn.blobs is None:
        return act("\n".join(lines))
    # openpyxl takes 0.3 s and 15 MB, which no other answer needs.
    from forms.message_ledger.book import workbook  # noqa: PLC0415

    rows = _rows(turn, said)
    blob = turn.blobs.put([workbook(turn.plan, rows, turn.now.date(), ceiling)])
    lines.append("逐条的时间、对象和原因见表格，可以直接打印。")
    file = OutFile(filename(turn.plan, turn.now.date()), blob.sha256)
    return Reply(Kind.ACTION, "\n".join(lines), files=(file,))


def _total(turn: TurnContext, said: Sequence[Said]) -> str:
    at = turn.now
    why = Counter(each.why for each in said)
    reasons = "、".join(f"{reason}{number}条" for reason, number in why.most_common())
    until = f"到{at.month}月{at.day}日{at:%H:%M}"
    return f"{until}系统主动发出的消息共{len(said)}条{f'：{reasons}' if reasons else ''}。"


def _ceiling(turn: TurnContext) -> str:
    return f"一季{ceiling_of(turn.plan, turn.records)}条"


def _rows(turn: TurnContext, said: Sequence[Said]) -> list[LedgerRow]:
    units = turn.records.roster.unit_names()
    members = {
        userid: turn.records.members.by_userid(userid) for userid in {s.userid for s in said}
    }
    return [
        LedgerRow(
            each.at.astimezone(turn.now.tzinfo),
            units.get(each.unit_id or 0, "—"),
            member.name if (member := members[each.userid]) else each.userid,
            each.why,
        )
        for each in said
    ]
