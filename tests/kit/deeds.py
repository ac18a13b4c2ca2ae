"""Every command, for own and other units, on a county in which each of them could be done."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from handlers.roster.service import effect
from handlers.submissions.service import merge_shown
from handlers.turn.case_commands import (
    AskBack,
    Petition,
)
from handlers.turn.commands import (
    Announce,
    Chase,
    ChasePeople,
    Command,
    DeadlineDay,
    EndLeave,
    MovePapers,
    NameContact,
    ReturnPaper,
    ReturnPapers,
    SetCeiling,
    SetDeadlines,
    SetWorkday,
    Snooze,
    TakeLeave,
    UndoMove,
    Wake,
    Withdraw,
)
from handlers.turn.context import Asker, DeedContext
from handlers.turn.date_commands import TakeBackDays
from handlers.turn.lesson_commands import ForgetLesson, Teach
from handlers.turn.people import member_asks
from handlers.turn.permissions import Deed, Reach
from handlers.turn.roster_commands import (
    CorrectRoster,
    EndSessions,
    MergeUnits,
    RemoveUnit,
    RestoreUnit,
)
from rules.roster import Role
from storage import Records
from storage.precedents import plan_in_force
from storage.views import Correction, Edit, Entity, HandIn
from tests.kit import case_deeds, matters, own_deeds
from tests.kit.web.county import County

# The asker of each role, all of 城关镇 or with it in their charge; nobody knows the last one.
ASKERS: Final = {
    Role.CLERK.value: "wangfang",
    Role.CADRE.value: "zhangwei",
    Role.GROUP.value: "kaohezu",
    Role.SUPERVISOR.value: "jiandu",
    "unknown": "stranger",
}
OWN, OTHER = "城关镇", "河口镇"


@dataclass(frozen=True)
class Try:
    """One command on its way: who would do it, and to what. `unit`: whose matter it is."""

    county: County
    records: Records
    userid: str
    unit: str

    @property
    def unit_id(self) -> int:
        return self.county.unit_id(self.unit)

    def handed_in(self, by: str = "lina", paper: str = "material_list") -> HandIn:
        """A paper of the unit; its content is its own."""
        blob = self.county.store.blobs.put([f"{self.unit}{paper}{by}".encode()])
        at = self.county.at - timedelta(hours=1)
        return self.records.handins.add(
            self.unit_id, paper, None, blob, "f.xlsx", "x", by, at, plan_id="2019"
        )

    def case(self, signature: str = "rounding") -> int:
        """An open case told in words."""
        case, _ = self.records.cases.file(
            "2019", "silence:rounding", axes=(), facts={}, rests=(), clauses=("一(二)1",),
            signatures=(signature,), person_id=None, by="lina", at=self.county.at,
        )  # fmt: skip
        return case.number


Made = Callable[[Try], Command]


@dataclass(frozen=True)
class Row:
    """A command as it would be sent. `of`: its row of the table; `aimed`: it names a unit.

    What is not aimed is the asker's `own` matter, or the county's.
    """

    name: str
    of: Deed
    made: Made
    aimed: bool = True
    own: bool = False


def _withdraw(on: Try) -> Command:
    return Withdraw(on.handed_in(on.userid if on.unit == OWN else "lina").receipt)


def _return_several(on: Try) -> Command:
    receipts = (on.handed_in().receipt, on.handed_in(paper="grade_proposals").receipt)
    return ReturnPapers(on.unit_id, receipts, "缺公章")


def _move(step: str) -> Made:
    def made(on: Try) -> Command:
        handin = on.handed_in()
        if step == "file":
            on.records.handins.pass_on(handin.id, "jiandu", on.county.at)
        return MovePapers("file" if step == "file" else "pass_on", on.unit_id)

    return made


def _undo(on: Try) -> Command:
    handin = on.handed_in()
    on.records.handins.pass_on(handin.id, on.userid, on.county.at)
    return UndoMove(handin.receipt)


def _people(on: Try) -> Command:
    name = "张伟" if on.unit == OWN else "何平"
    return ChasePeople("", (on.county.person_id(name),))


def _chase(on: Try) -> Command:
    return Chase("", (on.unit_id,))


def _end_leave(on: Try) -> Command:
    on.records.speaking.leave(on.userid, on.county.at.date(), on.county.at.date(), on.county.at)
    return EndLeave()


def _wake(on: Try) -> Command:
    day = on.county.at.date() + timedelta(days=2)
    on.records.speaking.snooze(on.county.unit_id(OWN), day, "wangfang", on.county.at)
    return Wake()


def _teach(on: Try) -> Command:
    on.records.unread.note("家属随军补贴怎么发", on.county.at)
    return Teach(1, "请问县人社局。")


def _forget(on: Try) -> Command:
    at = on.county.at
    lesson = on.records.lessons.teach("2019", "随军补贴", words="请问。", by="jiandu", at=at)
    return ForgetLesson(lesson.id)


def _correct(on: Try) -> Command:
    edit = Edit(on.userid, on.county.at)
    values = {"value": "张伟明"}
    wanted = Correction(Entity.PERSON, str(on.county.person_id("张伟")), "name", values)
    shown = effect(on.county.plan, on.records, wanted, edit).mark(wanted)
    return CorrectRoster(wanted.entity, wanted.id, wanted.field, values, shown)


def _merge(on: Try) -> Command:
    old, new = (on.records.roster.unit_named(name)[0] for name in ("河口镇", "城关镇"))
    _, shown = merge_shown(context(on.county, on.records, "jiandu"), old, new)
    return MergeUnits(old.id, new.id, shown)


def _empty_unit(on: Try) -> int:
    """A unit with nobody in it."""
    about = {"kind": "other", "short_names": "", "group": "", "superior": ""}
    new = Correction(Entity.UNIT, "", "new", {"name": "县档案馆", **about})
    on.records.roster.correct(new, Edit("jiandu", on.county.at), on.county.plan.facts)
    return on.records.roster.unit_named("县档案馆")[0].id


def _restore(on: Try) -> Command:
    id = _empty_unit(on)
    on.records.merging.remove(id, Edit("jiandu", on.county.at))
    return RestoreUnit(id)


def _end_sessions(on: Try) -> Command:
    on.records.sessions.begin(f"mark of {on.userid}", on.userid, "手机", on.county.at)
    return EndSessions(on.userid)


def _take_back(on: Try) -> Command:
    day = date(2020, 1, 10)
    on.records.dates.set("2019", "unit_to_group", day, by="jiandu", at=on.county.at)
    return TakeBackDays({"unit_to_group": day})


def _tomorrow(on: Try) -> date:
    return on.county.at.date() + timedelta(days=1)


ROWS: Final = (
    Row("withdraw", Deed.WITHDRAW, _withdraw),
    Row("return", Deed.RETURN_PAPER, lambda on: ReturnPaper(on.handed_in().receipt, "缺公章")),
    Row("return several", Deed.RETURN_PAPER, _return_several),
    Row("pass on", Deed.MOVE_PAPERS, _move("pass_on")),
    Row("file", Deed.FILE_PAPERS, _move("file")),
    Row("undo a move", Deed.MOVE_PAPERS, _undo),
    Row("chase", Deed.CHASE, _chase),
    Row("chase people", Deed.CHASE_PEOPLE, _people),
    Row("announce", Deed.ANNOUNCE, lambda on: Announce("明天交齐", (on.unit_id,))),
    Row(
        "set a deadline",
        Deed.SET_DEADLINES,
        lambda on: SetDeadlines((DeadlineDay("unit_to_group", date(2020, 1, 10)),)),
        aimed=False,
    ),
    Row("take back a day", Deed.SET_DEADLINES, _take_back, aimed=False),
    Row("set a workday", Deed.SET_WORKDAY, lambda on: SetWorkday(_tomorrow(on), "rest"), False),
    Row("set the ceiling", Deed.SET_CEILING, lambda on: SetCeiling(5), aimed=False),
    Row(
        "take leave",
        Deed.LEAVE,
        lambda on: TakeLeave(_tomorrow(on), _tomorrow(on)),
        aimed=False,
        own=True,
    ),
    Row("end leave", Deed.LEAVE, _end_leave, aimed=False, own=True),
    Row("snooze", Deed.REMIND_LESS, lambda on: Snooze(_tomorrow(on)), aimed=False, own=True),
    Row("wake", Deed.REMIND_LESS, _wake, aimed=False, own=True),
    Row("contact", Deed.NAME_CONTACT, lambda on: NameContact("wangfang"), aimed=False, own=True),
    Row("remind me", Deed.REMIND_ONESELF, own_deeds.remind_me, aimed=False, own=True),
    Row("move a reminder", Deed.REMIND_ONESELF, own_deeds.move_reminder, aimed=False, own=True),
    Row(
        "drop a reminder",
        Deed.REMIND_ONESELF,
        own_deeds.drop_reminder,
        aimed=False,
        own=True,
    ),
    Row("keep a reminder", Deed.REMIND_ONESELF, own_deeds.keep_reminder, aimed=False, own=True),
    Row("quiet hours", Deed.QUIET_HOURS, own_deeds.quiet_hours, aimed=False, own=True),
    Row(
        "petition",
        Deed.PETITION,
        lambda on: Petition("silence:rounding", (), {}),
        aimed=False,
        own=True,
    ),
    Row("answer a case", Deed.ANSWER_CASE, case_deeds.answer, aimed=False),
    Row("answer twins", Deed.ANSWER_CASE, case_deeds.twins, aimed=False),
    Row("ask back", Deed.ANSWER_CASE, lambda on: AskBack(on.case(), "哪天去的？"), aimed=False),
    Row("add to a case", Deed.PETITION, case_deeds.add_to_case, aimed=False, own=True),
    Row("call off a case", Deed.PETITION, case_deeds.call_off, aimed=False, own=True),
    Row(
        "withdraw a precedent", Deed.WITHDRAW_PRECEDENT, case_deeds.withdraw_precedent, aimed=False
    ),
    Row("ask for a later day", Deed.ASK_EXTENSION, matters.ask_extension),
    Row("rule on a later day", Deed.SETTLE_MATTER, matters.rule_extension, aimed=False),
    Row("hand over", Deed.HAND_OVER, matters.hand_over, aimed=False, own=True),
    Row("doubt an answer", Deed.DOUBT_ANSWER, matters.doubt_answer, aimed=False, own=True),
    Row("answer a matter", Deed.SETTLE_MATTER, matters.answer_matter, aimed=False),
    Row("withdraw a matter", Deed.DOUBT_ANSWER, matters.withdraw_matter, aimed=False, own=True),
    Row("teach", Deed.TEACH, _teach, aimed=False),
    Row("forget a lesson", Deed.FORGET_LESSON, _forget, aimed=False),
    Row("correct the roster", Deed.CORRECT_ROSTER, _correct, aimed=False),
    Row("merge units", Deed.MERGE_UNITS, _merge, aimed=False),
    Row("remove a unit", Deed.MERGE_UNITS, lambda on: RemoveUnit(_empty_unit(on)), aimed=False),
    Row("restore a unit", Deed.MERGE_UNITS, _restore, aimed=False),
    Row("end sessions", Deed.END_SESSIONS, _end_sessions, aimed=False, own=True),
)


def cases() -> Iterator[tuple[Row, str, str]]:
    """Every command, every role, the own unit and another one where it names a unit."""
    for row in ROWS:
        for role in ASKERS:
            for unit in (OWN, OTHER) if row.aimed else (OWN,):
                yield row, role, unit


def allowed(far: Reach, unit: str, *, theirs: bool = True) -> bool:
    """What the table says of it. `theirs`: the unit's or one's own, and not the county's matter."""
    return far is Reach.COUNTY or (far is not Reach.NOBODY and theirs and unit == OWN)


def context(county: County, records: Records, userid: str) -> DeedContext:
    """What this member's deeds are done with; strangers are nobody's members."""
    member = records.members.by_userid(userid)
    asker = member_asks(records, member) if member else Asker(userid, "", "unknown")
    return DeedContext(plan_in_force(county.plan, records), records, asker, county.at)
