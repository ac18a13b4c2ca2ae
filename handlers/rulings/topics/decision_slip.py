"""A ruling on paper: numbered, dated, the same whenever it is asked for again."""

from typing import Final

from forms.decision_slip import Slip, written
from handlers.cases.service import command_in, question_before, ruling_on
from handlers.rulings.slips import slip_of
from handlers.turn.access import act, is_supervisor
from handlers.turn.context import Desk
from handlers.turn.reply import OutFile, Reply
from handlers.turn.topic import topic
from rules.engine.decide import Kind
from rules.roster import Role

_FIRST: Final = "请先问清楚一个人的情况，例如“王强在哪考核”，得到答复后再回复“出个书面意见”。"


@topic("decision_slip")
def decision_slip(desk: Desk) -> Reply:
    if desk.asker.role not in {Role.SUPERVISOR, Role.CLERK}:
        office = desk.plan.office
        return act(f"书面意见由{office}和各单位政工人事出具，请联系本单位政工人事。")
    number = command_in(desk.reading.text).number
    return _again(desk, number) if number is not None else _new(desk)


def _again(desk: Desk, number: int) -> Reply:
    """The slip as it was, whatever the roster, the plan or the precedents have become since."""
    kept = desk.records.slips.numbered(desk.plan.id, number)
    of = kept.unit_id if kept is not None else None
    own = of is not None and desk.records.merging.now(of) == desk.asker.unit_id
    if kept is None or not (own or is_supervisor(desk)):
        # The same words whether there is none or it is another unit's.
        whose = "" if is_supervisor(desk) else "本单位的"
        return act(f"没有{whose}书面意见第{number}号。")
    return _handed_over(
        desk, Slip.from_json(kept.content), f"这是书面意见第{number}号，内容与当时一致。"
    )


def _new(desk: Desk) -> Reply:
    ruling = ruling_on(desk, *question_before(desk))
    if ruling is None or _names_another(desk):
        return act(_FIRST)
    match ruling.kind:
        case Kind.ASK:
            return act("这个问题还缺事实，没有结论。请先回答刚才的问题。")
        case Kind.CLASH | Kind.SILENT:
            return act("这种情况方案没有定论，不能出书面意见。回复“请示”我帮您报监督股。")
    refused = _not_own(desk)
    if refused:
        return refused
    if desk.blobs is None:
        return act("现在是试答，不出文件。")
    number = desk.records.slips.next_number(desk.plan.id)
    slip = slip_of(desk, ruling, number)
    unit_id = desk.asker.unit_id
    if unit_id is None and desk.person_id is not None:
        unit_id = desk.records.roster.person(desk.person_id).unit_id
    desk.records.slips.add(
        desk.plan.id, number, slip.to_json(), unit_id=unit_id, by=desk.asker.userid, at=desk.now
    )
    words = f"已出具书面意见第{number}号（{slip.whom}：{slip.question}），文件随后发您。"
    return _handed_over(desk, slip, f"{words}以后要同一份，回复“再出一份第{number}号意见”。")


def _names_another(desk: Desk) -> bool:
    """The command names somebody who is not the one just ruled on."""
    return any(name.id != desk.person_id for name in desk.reading.people)


def _not_own(desk: Desk) -> Reply | None:
    """A clerk has slips only of people of the own unit or on secondment there."""
    if is_supervisor(desk):
        return None
    if desk.person_id is None:
        return act("书面意见要写明是谁。请用本单位人员的姓名再问一遍，然后回复“出个书面意见”。")
    person = desk.records.roster.person(desk.person_id)
    units = {person.unit_id, person.secondment.host_unit_id if person.secondment else None}
    if desk.asker.unit_id not in units:
        return act("您只能给本单位的人员出书面意见。")
    return None


def _handed_over(desk: Desk, slip: Slip, words: str) -> Reply:
    if desk.blobs is None:
        return act("现在是试答，不出文件。")
    blob = desk.blobs.put([written(slip)])
    return Reply(act(words).kind, words, files=(OutFile(slip.filename, blob.sha256),))
