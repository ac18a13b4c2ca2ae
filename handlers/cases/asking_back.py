"""A case between the section and who put it: what is missing is asked for, and told."""

from collections.abc import Sequence
from typing import Final

from handlers.cases.phrases import case_line, day_words, member_words
from handlers.cases.whose import about_case
from handlers.turn.access import act
from handlers.turn.case_commands import AddToCase, AskBack
from handlers.turn.context import DeedContext
from handlers.turn.deeds import DeedService, Preview, always
from handlers.turn.permissions import OF_COUNTY, Deed, Target
from handlers.turn.reply import Push, Reply
from storage.views import Case, CaseState

_LONGEST: Final = 300


def notes_told(context: DeedContext, case: Case) -> list[str]:
    """“孙正（12月26日）：哪天去的”, a line for each."""
    return [
        f"{member_words(context, each.by)}（{day_words(each.at)}）：{each.text}"
        for each in context.records.case_notes.of(case)
    ]


def _of_county(_context: DeedContext, _command: AskBack) -> Sequence[Target]:
    return [OF_COUNTY]


def _own(context: DeedContext, _command: AddToCase) -> Sequence[Target]:
    return [Target(userid=context.asker.userid)]


def _open_case(context: DeedContext, number: int, text: str) -> Case | Reply:
    case = context.records.cases.numbered(context.plan.id, number)
    if case is None:
        return act(f"没有第{number}号请示。回复“待批复”看有哪些。")
    if case.state is CaseState.CALLED_OFF:
        return act(f"第{number}号请示已经由请示人撤回。")
    if case.state is not CaseState.OPEN:
        return act(f"第{number}号请示已经批复，不用再问。")
    if not text.strip():
        return act(f"请写明要问什么，例如“问{number}号：哪天到岗的？”。")
    if len(text) > _LONGEST:
        return act(f"请控制在{_LONGEST}字以内，再发一遍。")
    return case


def _show(context: DeedContext, command: AskBack) -> Preview | Reply:
    case = _open_case(context, command.number, command.text)
    if isinstance(case, Reply):
        return case
    names = "、".join(member_words(context, one) for one in context.records.cases.askers(case))
    lines = [
        f"请确认向第{case.number}号请示的{names}追问（还没有发）：",
        *about_case(context, case),
        f"要问的：{command.text}",
    ]
    dropped = "好的，没有发。"
    return Preview(command, "\n".join(lines), "发吗？", "发出追问", "先不发", dropped)


def _ask(context: DeedContext, command: AskBack) -> Reply:
    case = _open_case(context, command.number, command.text)
    if isinstance(case, Reply):
        return case
    context.records.case_notes.add(case, command.text, by=context.asker.userid, at=context.now)
    pushes = tuple(
        Push(
            userid,
            f"您请示的第{case.number}号（{case_line(context.plan, case).partition('：')[2]}），"
            f"{context.plan.office}问：{command.text}\n"
            f"回复“补充{case.number}号：……”，我转给他们。",
            _key(context, case, "asked", userid),
        )
        for userid in context.records.cases.askers(case)
        if userid != context.asker.userid
    )
    return act(f"已向请示人追问第{case.number}号，答了我告诉您。", pushes=pushes)


def _add(context: DeedContext, command: AddToCase) -> Reply:
    case = context.records.cases.numbered(context.plan.id, command.number)
    own = case is not None and context.asker.userid in context.records.cases.askers(case)
    if case is None or not own:
        # The same words whether there is none or it is somebody else's.
        return act(f"您没有请示过第{command.number}号。写“我请示的有回复没”看有哪些。")
    found = _open_case(context, command.number, command.text)
    if isinstance(found, Reply):
        return found
    context.records.case_notes.add(case, command.text, by=context.asker.userid, at=context.now)
    told = f"第{case.number}号请示，{context.asker.name}补充：{command.text}"
    pushes = tuple(
        Push(one.userid, told, _key(context, case, "told", one.userid))
        for one in context.records.members.supervisors()
        if one.reachable and one.userid != context.asker.userid
    )
    return act(f"已补充到第{case.number}号请示，并告诉了{context.plan.office}。", pushes=pushes)


def _key(context: DeedContext, case: Case, what: str, userid: str) -> str:
    """One a note: the number of notes so far tells them apart."""
    number = len(context.records.case_notes.of(case))
    return f"case:{case.plan_id}:{case.number}:{what}:{number}:{userid}"


ASK_BACK: Final = DeedService(
    AskBack, always(Deed.ANSWER_CASE), "ask_back", _of_county, do=_ask, show=_show
)
ADD_TO_CASE: Final = DeedService(AddToCase, always(Deed.PETITION), "add_to_case", _own, do=_add)
