"""A ruling on paper: numbered, dated, the same whenever it is asked for again."""

from typing import Final

from forms.decision_slip import Slip
from handlers.cases.service import command_in, question_before, ruling_on
from handlers.rulings.slips import slip_of
from handlers.turn.access import act, sees_county
from handlers.turn.context import TurnContext
from handlers.turn.permissions import Deed
from handlers.turn.reply import OutFile, Reply
from handlers.turn.topic import topic
from rules.engine.decide import Kind
from rules.plan.called import notice_word

_FIRST: Final = "请先问清楚一个人的情况，例如“王强在哪考核”，得到答复后再回复“出个书面意见”。"


@topic("decision_slip", Deed.DECISION_SLIP)
def decision_slip(turn: TurnContext) -> Reply:
    """The last ruling on paper, or an earlier one by its number."""
    number = command_in(turn.reading.text).number
    return _again(turn, number) if number is not None else _new(turn)


def _again(turn: TurnContext, number: int) -> Reply:
    """The slip as it was, whatever the roster, the plan or the precedents have become since."""
    kept = turn.records.slips.numbered(turn.plan.id, number)
    of = kept.unit_id if kept is not None else None
    own = of is not None and turn.records.merging.now(of) == turn.asker.unit_id
    if kept is None or not (own or sees_county(turn)):
        # The same words whether there is none or it is another unit's.
        whose = "" if sees_county(turn) else "本单位的"
        return act(f"没有{whose}书面意见第{number}号。")
    return _handed_over(
        turn, Slip.from_json(kept.content), f"这是书面意见第{number}号，内容与当时一致。"
    )


def _new(turn: TurnContext) -> Reply:
    ruling = ruling_on(turn, *question_before(turn))
    if ruling is None or _names_another(turn):
        return act(_FIRST)
    match ruling.kind:
        case Kind.ASK:
            return act("这个问题还缺事实，没有结论。请先回答刚才的问题。")
        case Kind.CLASH | Kind.SILENT:
            whom = turn.plan.office_short or turn.plan.office
            return act(
                f"这种情况{notice_word(turn.plan)}没有定论，不能出书面意见。回复“请示”我帮您报{whom}。"
            )
    refused = _not_own(turn)
    if refused:
        return refused
    if turn.blobs is None:
        return act("现在是试答，不出文件。")
    number = turn.records.slips.next_number(turn.plan.id)
    slip = slip_of(turn, ruling, number)
    unit_id = turn.asker.unit_id
    if unit_id is None and turn.person_id is not None:
        unit_id = turn.records.roster.person(turn.person_id).unit_id
    turn.records.slips.add(
        turn.plan.id, number, slip.to_json(), unit_id=unit_id, by=turn.asker.userid, at=turn.now
    )
    words = f"已出具书面意见第{number}号（{slip.whom}：{slip.question}），文件随后发您。"
    return _handed_over(turn, slip, f"{words}以后要同一份，回复“再出一份第{number}号意见”。")


def _names_another(turn: TurnContext) -> bool:
    """The command names somebody who is not the one just ruled on."""
    return any(name.id != turn.person_id for name in turn.reading.people)


def _not_own(turn: TurnContext) -> Reply | None:
    """A clerk has slips only of people of the own unit or on secondment there."""
    if sees_county(turn):
        return None
    if turn.person_id is None:
        return act("书面意见要写明是谁。请用本单位人员的姓名再问一遍，然后回复“出个书面意见”。")
    person = turn.records.roster.person(turn.person_id)
    units = {person.unit_id, person.secondment.host_unit_id if person.secondment else None}
    if turn.asker.unit_id not in units:
        return act("您只能给本单位的人员出书面意见。")
    return None


def _handed_over(turn: TurnContext, slip: Slip, words: str) -> Reply:
    if turn.blobs is None:
        return act("现在是试答，不出文件。")
    # python-docx takes 0.1 s and 10 MB, which no other answer needs.
    from forms.decision_slip.page import written  # noqa: PLC0415

    blob = turn.blobs.put([written(slip)])
    return Reply(act(words).kind, words, files=(OutFile(slip.filename, blob.sha256),))
