"""Putting what the notice does not settle to the supervision section: shown, then filed."""

from collections.abc import Sequence
from typing import Final

from handlers.cases.open_issues import Matter, facts_kept, matter_in, open_twin
from handlers.cases.phrases import asked_words, case_line, fact_words, facts_words, matter_words
from handlers.cases.whose import about_case, about_words, asker_line
from handlers.turn.access import act, unless_office
from handlers.turn.case_commands import Petition
from handlers.turn.context import DeedContext
from handlers.turn.deeds import DeedService, Preview, always
from handlers.turn.permissions import Deed, Target
from handlers.turn.reply import Link, Push, Reply
from rules.plan.called import notice_word
from storage.views import Case, Member

OWN_PAGE: Final = Link("附上文件、看我的请示", "/cases")


def nothing_to_put(context: DeedContext) -> Reply:
    """There is no question before that the notice leaves open."""
    goes = unless_office(context, f"报给{context.plan.office}", "立成一件")
    return act(
        "还没有可以请示的问题。请先把情况问一遍；"
        f"{notice_word(context.plan)}没有写明或前后不一致的，再回复“请示”，我整理好{goes}。"
    )


def _targets(context: DeedContext, _: Petition) -> Sequence[Target]:
    return [Target(userid=context.asker.userid)]


def _show(context: DeedContext, command: Petition) -> Preview | Reply:
    matter = _matter(context, command)
    if matter is None:
        return nothing_to_put(context)
    twin = open_twin(context, matter, _person(command, matter))
    whom = _whom(context, _staff(context))
    head = f"请核对（还没有提交），报{whom}："
    if twin is not None:
        head = (
            f"同样的情况已经报了请示第{twin.number}号（{whom}），还没有批复。\n"
            "确认后加上您，批复后一并告诉您（还没有加）："
        )
    facts = facts_words(context.plan, matter.packed_facts, rests=bool(matter.rests))
    about = about_words(context, _person(command, matter), command.said)
    lines = [head, *about, f"问题：{matter_words(context.plan, matter.topic, matter.axes)}。"]
    lines.append(f"情况：{facts}。" if facts else "")
    lines.append(
        f"涉及：{notice_word(context.plan)}{'、'.join(matter.clauses)}。" if matter.clauses else ""
    )
    return Preview(
        command,
        "\n".join(line for line in lines if line),
        "加上您吗？" if twin else "提交吗？",
        "确认请示",
        "先不请示",
        "好的，没有提交请示。",
    )


def _do(context: DeedContext, command: Petition) -> Reply:
    matter = _matter(context, command)
    if matter is None:
        return nothing_to_put(context)
    twin = open_twin(context, matter, _person(command, matter))
    if twin is not None:
        context.records.cases.join(twin, by=context.asker.userid, at=context.now)
        return _joined(context, twin)
    case, is_new = context.records.cases.file(
        context.plan.id,
        matter.topic,
        axes=matter.axes,
        facts=matter.packed_facts,
        rests=[rest.to_json() for rest in matter.rests],
        clauses=matter.clauses,
        signatures=matter.signatures,
        person_id=_person(command, matter),
        by=context.asker.userid,
        at=context.now,
        said=command.said,
    )
    return _filed(context, case) if is_new else _joined(context, case)


def _person(command: Petition, matter: Matter) -> int | None:
    """Whom a matter that turns on facts is about."""
    return command.person_id if matter.rests else None


def _matter(context: DeedContext, command: Petition) -> Matter | None:
    """What is still open of what was asked; a ruling given meanwhile may have settled it."""
    if any(axis not in context.plan.axes for axis in command.axes):
        return None
    facts = facts_kept(context.plan, command.facts)
    return matter_in(context, command.topic, command.axes, facts)


def _filed(context: DeedContext, case: Case) -> Reply:
    staff = _staff(context)
    others = [member for member in staff if member.userid != context.asker.userid]
    head = f"已提交请示第{case.number}号，报{_whom(context, staff)}。"
    return act(
        "\n".join([head, *_told(context, case)]),
        links=(OWN_PAGE,),
        pushes=tuple(_push(context, case, member) for member in others),
    )


def _joined(context: DeedContext, case: Case) -> Reply:
    whom = _whom(context, _staff(context))
    head = f"同样的情况已经报了请示第{case.number}号（{whom}），还没有批复。"
    return act("\n".join([f"{head}已经加上您，不用重复提交。", *_told(context, case)]))


def _told(context: DeedContext, case: Case) -> list[str]:
    facts = fact_words(context.plan, case)
    lines = [f"问题：{asked_words(context.plan, case)}。", f"情况：{facts}。" if facts else ""]
    lines.append(
        f"涉及：{notice_word(context.plan)}{'、'.join(case.clauses)}。" if case.clauses else ""
    )
    return [line for line in (*lines, "批复后我会告诉您。") if line]


def _staff(context: DeedContext) -> list[Member]:
    return [member for member in context.records.members.supervisors() if member.reachable]


def _whom(context: DeedContext, staff: Sequence[Member]) -> str:
    names = "、".join(member.name for member in staff)
    return f"{context.plan.office}{f'（{names}）' if names else ''}"


def _push(context: DeedContext, case: Case, member: Member) -> Push:
    lines = [
        "有新的请示待批复。",
        case_line(context.plan, case),
        *about_case(context, case),
        asker_line(context, case),
        f"批复请回复“批复{case.number}号：结果，理由是……”；缺什么，回复“问{case.number}号：……”；看全部请回复“待批复”。",
    ]
    text = "\n".join(lines)
    key = f"case:{case.plan_id}:{case.number}:filed:{member.userid}"
    return Push(member.userid, text, key)


PETITION: Final = DeedService(
    Petition, always(Deed.PETITION), "petition", _targets, do=_do, show=_show
)
