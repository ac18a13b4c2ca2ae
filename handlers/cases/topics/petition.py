"""Putting what the notice does not settle to the supervision section."""

from handlers.cases.open_issues import matter_talked_about, open_twin
from handlers.cases.phrases import asked_words, case_line, fact_words
from handlers.turn.access import act
from handlers.turn.context import TurnContext
from handlers.turn.reply import Push, Reply
from handlers.turn.topic import topic
from storage.views import Case, Member


@topic("petition")
def petition(turn: TurnContext) -> Reply:
    matter = matter_talked_about(turn)
    if matter is None:
        return act(
            "还没有可以请示的问题。请先把情况问一遍；"
            "方案没有写明或前后不一致的，再回复“请示”，我整理好报给"
            f"{turn.plan.office}。"
        )
    twin = open_twin(turn, matter)
    if twin is not None:
        turn.records.cases.join(twin, by=turn.asker.userid, at=turn.now)
        return _joined(turn, twin)
    case, is_new = turn.records.cases.file(
        turn.plan.id,
        matter.topic,
        axes=matter.axes,
        facts=matter.packed_facts,
        rests=[rest.to_json() for rest in matter.rests],
        clauses=matter.clauses,
        signatures=matter.signatures,
        person_id=turn.person_id if matter.rests else None,
        by=turn.asker.userid,
        at=turn.now,
    )
    return _filed(turn, case) if is_new else _joined(turn, case)


def _filed(turn: TurnContext, case: Case) -> Reply:
    staff = [member for member in turn.records.members.supervisors() if member.reachable]
    others = [member for member in staff if member.userid != turn.asker.userid]
    return act(
        "\n".join([f"已提交请示第{case.number}号，报{_whom(turn, staff)}。", *_told(turn, case)]),
        pushes=tuple(_push(turn, case, member) for member in others),
    )


def _joined(turn: TurnContext, case: Case) -> Reply:
    staff = [member for member in turn.records.members.supervisors() if member.reachable]
    head = f"同样的情况已经报了请示第{case.number}号（{_whom(turn, staff)}），还没有批复。"
    return act("\n".join([f"{head}已经加上您，不用重复提交。", *_told(turn, case)]))


def _told(turn: TurnContext, case: Case) -> list[str]:
    facts = fact_words(turn.plan, case)
    lines = [f"问题：{asked_words(turn.plan, case)}。", f"情况：{facts}。" if facts else ""]
    lines.append(f"涉及：方案{'、'.join(case.clauses)}。" if case.clauses else "")
    return [line for line in (*lines, "批复后我会告诉您。") if line]


def _whom(turn: TurnContext, staff: list[Member]) -> str:
    names = "、".join(member.name for member in staff)
    return f"{turn.plan.office}{f'（{names}）' if names else ''}"


def _push(turn: TurnContext, case: Case, member: Member) -> Push:
    text = (
        f"有新的请示待批复。\n{case_line(turn.plan, case)}\n"
        f"批复请回复“批复{case.number}号：结果，理由是……”；看全部请回复“待批复”。"
    )
    key = f"case:{case.plan_id}:{case.number}:filed:{member.userid}"
    return Push(member.userid, text, key)
