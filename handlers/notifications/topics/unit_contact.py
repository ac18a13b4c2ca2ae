"""Who of a unit is written to first, as its clerks say themselves."""

from handlers.turn.access import act, asks_elsewhere, no_record, not_yours
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import without_blanks
from handlers.turn.reply import Reply
from handlers.turn.topic import topic
from rules.names import named_in
from rules.roster import Role


@topic("unit_contact")
def unit_contact(turn: TurnContext) -> Reply:
    if turn.asker.role != Role.CLERK:
        return act("本单位由谁负责，由各单位的政工人事自己说定，您这边不能操作。")
    if asks_elsewhere(turn):
        return not_yours(turn)
    if turn.asker.unit_id is None:
        return no_record(turn)
    said = without_blanks(turn.reading.text)
    clerks = turn.records.members.clerks_of(turn.asker.unit_id)
    own = named_in(turn.reading.text, clerks, lambda clerk: clerk.name)
    if not own and ("由我" in said or "我负责" in said):
        own = [each for each in clerks if each.userid == turn.asker.userid.casefold()]
    if len(own) != 1:
        names = "、".join(each.name for each in clerks)
        return act(
            f"{turn.asker.unit_name}登记的政工人事有：{names}。请说其中一位的姓名，"
            f"例如“本单位由{clerks[0].name}负责”。要换成别的同志，请先联系{turn.plan.office}登记。"
        )
    chosen = own[0]
    before = turn.records.speaking.contacts().get(turn.asker.unit_id)
    turn.records.speaking.name_contact(
        turn.asker.unit_id, chosen.userid, turn.asker.userid, turn.now
    )
    first = next((each.name for each in clerks if each.userid == before), clerks[0].name)
    undo = f"要改回来，请说“本单位由{first}负责”。" if first != chosen.name else ""
    rest = "请假或收不到消息时，改发给其他政工人事。" if len(clerks) > 1 else ""
    return act(f"好的，{turn.asker.unit_name}的提醒以后先发给{chosen.name}。{rest}{undo}")
