"""How each kind of deed is undone: by another deed, by a topic, or not, and what comes nearest."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from handlers.deadlines.service import days_set
from handlers.turn.case_commands import (
    AddToCase,
    AnswerCase,
    AnswerTwins,
    AskBack,
    CallOffCase,
    Petition,
    WithdrawPrecedent,
)
from handlers.turn.commands import (
    Announce,
    Chase,
    ChasePeople,
    Command,
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
from handlers.turn.context import TurnContext
from handlers.turn.date_commands import TakeBackDays
from handlers.turn.lesson_commands import ForgetLesson, Teach
from handlers.turn.matter_commands import (
    AnswerMatter,
    AskExtension,
    DoubtAnswer,
    HandOver,
    Matters,
    RuleExtension,
    WithdrawMatter,
)
from handlers.turn.own_commands import (
    DropReminders,
    KeepReminders,
    MoveReminder,
    RemindMe,
    SetQuiet,
)
from handlers.turn.roster_commands import (
    CorrectRoster,
    EndSessions,
    MergeUnits,
    RemoveUnit,
    RestoreUnit,
)
from storage.views import Act, AuditEntry, MatterKind


@dataclass(frozen=True)
class Undo:
    """A kind of deed. `named`: what people call it; `traces`: the line it leaves in the trail.

    `back` gives the deed that undoes it, from that line. `topic`: what answers instead where a
    topic does that already. `words`: why it stands and what comes nearest; `{number}` is the
    deed's own, `{office}` the section.
    """

    commands: tuple[type[Command], ...]
    named: str
    traces: tuple[str, ...]
    words: str = ""
    back: Callable[[TurnContext, AuditEntry], Command | None] | None = None
    topic: str = ""

    def is_called(self, names: tuple[str, ...]) -> bool:
        """Whether all that was named is this; nothing named is whatever was done last."""
        return all(re.fullmatch(self.named, name) for name in names)


def _days(turn: TurnContext, entry: AuditEntry) -> Command | None:
    """All days set in the same moment."""
    same = turn.records.audit.entries(act=Act.SET_DATE, by=entry.by, since=entry.at)
    return days_set(turn, [one.subject for one in same if one.at == entry.at])


def _move(_turn: TurnContext, _entry: AuditEntry) -> Command:
    return UndoMove()


def _matter(_turn: TurnContext, entry: AuditEntry) -> Command:
    of: Matters = "extension"
    if entry.subject == MatterKind.HUMAN.value:
        of = "human"
    elif entry.subject == MatterKind.DOUBT.value:
        of = "doubt"
    return WithdrawMatter(of, int(str(entry.detail["number"])))


def _lesson(_turn: TurnContext, entry: AuditEntry) -> Command | None:
    if entry.detail.get("withdrawn"):
        return None
    return ForgetLesson(int(entry.subject.removeprefix("lesson:")))


def _workday(_turn: TurnContext, entry: AuditEntry) -> Command | None:
    if entry.detail.get("works") is None:
        return None
    return SetWorkday(date.fromisoformat(str(entry.detail["day"])), "usual")


def _leave(_turn: TurnContext, entry: AuditEntry) -> Command | None:
    return EndLeave() if entry.detail else None


def _snooze(_turn: TurnContext, entry: AuditEntry) -> Command | None:
    return Wake() if entry.detail else None


_PUT: Final = "再写一遍就行，会另立一件。"
TABLE: Final[tuple[Undo, ...]] = (
    Undo(
        (SetDeadlines, TakeBackDays),
        "截止|日期|时间|时限|期限",
        ("set_date",),
        "现在没有定过、还可以撤的日期。要定，请说“把{paper}截止时间定为{day}”。",
        back=_days,
    ),
    Undo(
        (Announce,),
        "通知|公告|发[的错]|份",
        ("chased:通知",),
        "通知已经发给单位了，收不回来。可以再发一条更正：“通知各单位：更正，……”，核对后我发给那里的政工人事。",
    ),
    Undo(
        (Chase, ChasePeople),
        "催报|催办|催|提醒|通知|发[的错]|催[的错]",
        ("chased:催报",),
        "提醒已经发出去了，收不回来。要说明情况，请当面或电话说一声；材料交上来以后，这里就不再提醒。",
    ),
    Undo(
        (ReturnPaper, ReturnPapers),
        "退回|打回|退|退[的错]|材料|份",
        ("returned",),
        topic="undo_return",
    ),
    Undo(
        (MovePapers,), "接收|签收|收到|转交|移交|归档|核对|材料|收[的错]|份", ("moved",), back=_move
    ),
    Undo(
        (UndoMove,),
        "接收|签收|收到|转交|移交|归档|核对|材料|收[的错]|份",
        (),
        "刚才那一步已经撤销了。要重新记，请再说一遍，例如“收到某某单位材料”。",
    ),
    Undo(
        (Withdraw,),
        "材料|上报|上传|交[的错]|份",
        ("withdrawn",),
        "撤回的那一版不能恢复。请把它再交一次，会给新的回执号。",
    ),
    Undo((), "材料|上报|上传|交[的错]|份", ("handed_in",), topic="withdraw"),
    Undo(
        (),
        "材料|上报|交[的错]|份",
        ("given_on",),
        "已经交到单位政工人事手里了。要改，请在“在手机上填表”里改好再交一次，或者请政工人事先不要上报。",
    ),
    Undo(
        (TakeLeave, EndLeave),
        "请假|休假|假",
        ("changed:leave",),
        "请假已经取消了。要再登记，请说“我1月3日到6日请假”。",
        back=_leave,
    ),
    Undo(
        (Snooze, Wake),
        "提醒|催报|催办|催",
        ("changed:snooze",),
        "提醒已经恢复了。要再停，请说“三天后再提醒我们”。",
        back=_snooze,
    ),
    Undo(
        (NameContact,),
        "联系人|负责人",
        ("changed:contact",),
        "要改回来，请说“本单位由某某负责”。",
    ),
    Undo(
        (RemindMe, MoveReminder, DropReminders, KeepReminders),
        "提醒",
        ("changed:own_reminder",),
        topic="my_reminders",
    ),
    Undo(
        (SetQuiet,),
        "免打扰|勿扰|提醒",
        ("changed:own_quiet",),
        "要恢复，请说“恢复提醒”；要另定时段，请说“晚上9点以后别给我发消息”。",
    ),
    Undo(
        (Petition,),
        "请示|份",
        ("case_filed",),
        topic="call_off_case",
    ),
    Undo(
        (CallOffCase,),
        "请示",
        ("case_called_off",),
        "撤回的请示不能恢复。还要请示，请把情况再问一遍，再回复“请示”。",
    ),
    Undo(
        (AskBack, AddToCase),
        "请示|答复",
        ("case_noted",),
        "这句话对方已经看得到，收不回来。要更正，请再补一句。",
    ),
    Undo(
        (AnswerCase, AnswerTwins),
        "批复|请示|答复",
        ("case_answered",),
        "批复要写明理由才能撤：“撤销批复{number}号，理由是……”。按它答复过的人会收到一次通知。",
    ),
    Undo(
        (WithdrawPrecedent,),
        "批复",
        ("precedent_withdrawn",),
        "批复撤销以后不能恢复。还要这样定，请等这种情况再请示上来时重新批复。",
    ),
    Undo((AskExtension,), "延期|宽限", ("matter_put:extension",), back=_matter),
    Undo((HandOver,), "留言|人工", ("matter_put:human",), back=_matter),
    Undo((DoubtAnswer,), "反馈", ("matter_put:doubt",), back=_matter),
    Undo(
        (RuleExtension, AnswerMatter),
        "延期|宽限|留言|反馈|答复|批复",
        ("matter_settled",),
        "答复已经发给对方了，收不回来。要更正，请直接联系对方；延期要另定的，请对方重新申请。",
    ),
    Undo(
        (WithdrawMatter,),
        "延期|宽限|留言|人工|反馈",
        ("matter_withdrawn",),
        f"已经撤回的不能恢复，{_PUT}",
    ),
    Undo(
        (Teach, ForgetLesson),
        "答法|口径",
        ("taught",),
        "那条答法已经撤了。要重新定，请再说一遍“以后有人问……，统一答……”。",
        back=_lesson,
    ),
    Undo(
        (SetWorkday,),
        "上班|休息|放假|日期|时间",
        ("changed:workday",),
        "那一天现在照全国日历。要另定，请在网页“时间节点”里改。",
        back=_workday,
    ),
    Undo(
        (SetCeiling,),
        "上限",
        ("changed:ceiling",),
        "要改回原来的条数，请说“每个单位今年最多发30条消息”，写上原来的数。",
    ),
    Undo(
        (CorrectRoster, MergeUnits, RemoveUnit, RestoreUnit, EndSessions),
        "名册|名单|人员|更正|合并|并入|导入",
        ("changed", "imported"),
        "名册的改动不在聊天里撤：个人、单位、账号改错了，在网页“更正名册”里改回来，历史里有原来的值；"
        "单位撤销可以在“单位并入和撤销”里恢复，并入了的不能拆回。",
    ),
    Undo((), "", ("season",), "结束和归档由管理员在服务器上办，这里撤不了。"),
)
