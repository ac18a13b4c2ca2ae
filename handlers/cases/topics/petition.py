"""Putting what the notice does not settle to the supervision section."""

from handlers.cases.open_issues import matter_talked_about, open_twin
from handlers.cases.phrases import asked_words, case_line, fact_words
from handlers.turn.access import act
from handlers.turn.context import Desk
from handlers.turn.reply import Push, Reply
from handlers.turn.topic import topic
from storage.views import Case, Member


@topic("petition")
def petition(desk: Desk) -> Reply:
    matter = matter_talked_about(desk)
    if matter is None:
        return act(
            "还没有可以请示的问题。请先把情况问一遍，例如“省里下派挂职又脱产学习的，评优占谁的指标”；"
            "方案没有写明或前后不一致的，再回复“请示”，我整理好报给"
            f"{desk.plan.office}。"
        )
    twin = open_twin(desk, matter)
    if twin is not None:
        desk.records.cases.join(twin, by=desk.asker.userid, at=desk.now)
        return _joined(desk, twin)
    case, is_new = desk.records.cases.file(
        desk.plan.id,
        matter.topic,
        axes=matter.axes,
        facts=matter.packed_facts,
        rests=[rest.to_json() for rest in matter.rests],
        clauses=matter.clauses,
        signatures=matter.signatures,
        person_id=desk.person_id if matter.rests else None,
        by=desk.asker.userid,
        at=desk.now,
    )
    return _filed(desk, case) if is_new else _joined(desk, case)


def _filed(desk: Desk, case: Case) -> Reply:
    staff = [member for member in desk.records.members.supervisors() if member.reachable]
    others = [member for member in staff if member.userid != desk.asker.userid]
    return act(
        "\n".join([f"已提交请示第{case.number}号，报{_whom(desk, staff)}。", *_told(desk, case)]),
        pushes=tuple(_push(desk, case, member) for member in others),
    )


def _joined(desk: Desk, case: Case) -> Reply:
    staff = [member for member in desk.records.members.supervisors() if member.reachable]
    head = f"同样的情况已经报了请示第{case.number}号（{_whom(desk, staff)}），还没有批复。"
    return act("\n".join([f"{head}已经加上您，不用重复提交。", *_told(desk, case)]))


def _told(desk: Desk, case: Case) -> list[str]:
    facts = fact_words(desk.plan, case)
    lines = [f"问题：{asked_words(desk.plan, case)}。", f"情况：{facts}。" if facts else ""]
    lines.append(f"涉及：方案{'、'.join(case.clauses)}。" if case.clauses else "")
    return [line for line in (*lines, "批复后我会告诉您。") if line]


def _whom(desk: Desk, staff: list[Member]) -> str:
    names = "、".join(member.name for member in staff)
    return f"{desk.plan.office}{f'（{names}）' if names else ''}"


def _push(desk: Desk, case: Case, member: Member) -> Push:
    text = (
        f"有新的请示待批复。\n{case_line(desk.plan, case)}\n"
        f"批复请回复“批复{case.number}号：结果，理由是……”；看全部请回复“待批复”。"
    )
    key = f"case:{case.plan_id}:{case.number}:filed:{member.userid}"
    return Push(member.userid, text, key)
