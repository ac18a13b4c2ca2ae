"""How a deed is done: said to whoever only asked about it, supposed it, or tapped “怎么……”."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from handlers.submissions.service import papers_of_person
from handlers.turn.access import act, sees_self_only, units_in_charge, unless_office
from handlers.turn.context import TurnContext
from handlers.turn.examples import due_day, later_day, somebody
from handlers.turn.permissions import Deed, may
from handlers.turn.refusals import refusal_words
from handlers.turn.reply import Link, Reply
from rules.papers import for_example, grade_list
from rules.plan import Plan
from rules.plan.called import notice_word

_NOTHING: Final = "现在我什么也没有动。"
_NOTICE: Final = "《》"  # stands for what the notice calls itself
_SHOWN: Final = "我先列出来给您核对，您确认了才办。"


@dataclass(frozen=True)
class Way:
    """How one role does a deed: in words, and a sentence that orders it."""

    deed: Deed
    how: str
    example: str = ""
    links: tuple[Link, ...] = ()


# The first way that the role may go is told; who may go none is told who does it.
_WAYS: Final[Mapping[str, Sequence[Way]]] = {
    "chase": (
        Way(
            Deed.CHASE,
            f"催报：说清催谁、催哪一份，{_SHOWN}同一件事一天只催一次。",
            "催一下没交{paper}的单位",
        ),
        Way(
            Deed.CHASE_PEOPLE,
            f"催本单位的人：说清催谁或者催哪一份，{_SHOWN}同一件事一天只催一次。",
            "催一下没交{persons}的人",
        ),
    ),
    "announce": (
        Way(
            Deed.ANNOUNCE,
            f"发通知：说清通知谁、通知什么，{_SHOWN}",
            "通知各单位：明天下午3点前交齐{paper}",
        ),
    ),
    "return_paper": (
        Way(
            Deed.RETURN_PAPER,
            f"退回材料：说清哪个单位、哪一份、缺什么，{_SHOWN}退回的原因会告诉单位的政工人事。",
            "退回{unit}的{paper}，缺公章",
        ),
    ),
    "undo_return": (
        Way(
            Deed.RETURN_PAPER,
            "退回当时就通知了单位，收不回来。原来那份还留着：单位在清单上把它原样重新交一次就行，"
            "可以发个通知告诉他们。",
            "通知{unit}：{paper}不用改了，请在清单上重新交一次",
        ),
    ),
    "withdraw": (
        Way(
            Deed.WITHDRAW,
            f"撤回自己交的材料：说清哪一份，{_SHOWN}撤回以后改好再交；只是有改动的，直接重新交一版也行。",
            "撤回{paper}",
        ),
    ),
    "confirm_deadline": (
        Way(
            Deed.SET_DEADLINES,
            f"定报送日期：说清哪一份、定在几月几日，{_SHOWN}确认{_NOTICE}印的日子，说“确认1月5日的期限”。",
            "把{paper}截止时间定为{day}",
        ),
    ),
    "roster_change": (
        Way(
            Deed.CORRECT_ROSTER,
            "改名册：一个人、一个单位或一个账号，点“更正名册”；单位合并、撤销，点“单位并入和撤销”；改得多，"
            "在人员表里改好再导入。几处都先列出会改什么，确认了才改。调走、退休、改职务也可以直接说。",
            "{person}调到县水利局了",
            (
                Link("更正名册", "/roster/edit"),
                Link("单位并入和撤销", "/roster/merge"),
                Link("导入全县名册", "/roster"),
            ),
        ),
    ),
    "leave": (
        Way(
            Deed.LEAVE,
            "登记请假：说清哪天到哪天。这几天的提醒不发给您，改发给本单位另一位政工人事；随时可以说“取消请假”。",
            "我12月30日到1月2日请假",
        ),
    ),
    "remind_less": (
        Way(
            Deed.REMIND_LESS,
            "少收提醒：说停几天，本单位的提醒就停几天，要恢复说“恢复提醒”。",
            "这两天别提醒我",
        ),
    ),
    "unit_contact": (
        Way(
            Deed.NAME_CONTACT,
            "换联系人：说以后由谁联系，本单位的提醒就先发给那一位，一键可以撤销。",
            "以后由{clerk}联系",
        ),
    ),
    "custody": (
        Way(
            Deed.FILE_PAPERS,
            f"接收、转交、归档：说清哪个单位的材料，{_SHOWN}",
            "接收{unit}的材料",
        ),
        Way(
            Deed.MOVE_PAPERS,
            f"接收、核对、转交：说清哪个单位的材料，{_SHOWN}",
            "接收{unit}的材料",
        ),
    ),
    "petition": (
        Way(
            Deed.PETITION,
            f"请示：先把情况问一遍；{_NOTICE}没有写明或前后不一致的，再回复“请示”，"
            f"{_SHOWN}提交以后、批复之前，可以补充，也可以撤回。",
            "替我请示：借调到省厅的在哪考核",
        ),
    ),
    "answer_case": (
        Way(
            Deed.ANSWER_CASE,
            f"批复请示：写清几号、结果和理由，{_SHOWN}有哪些没批，回复“待批复”。",
            "批复{case}号：在原单位考核，理由是借调不转关系",
        ),
    ),
    "withdraw_precedent": (
        Way(
            Deed.WITHDRAW_PRECEDENT,
            f"撤销批复：写清几号和理由，{_SHOWN}按它答复过的人会收到一次通知。",
            "撤销批复{case}号，理由是省里另有规定",
        ),
    ),
    "ask_extension": (
        Way(
            Deed.ASK_EXTENSION,
            f"申请延期：说清哪一份、延到哪天、为什么，{_SHOWN}没有批之前仍按原来的时间。",
            "{paper}申请延期到{later}，因为还有人出差没有回来",
        ),
    ),
    "teach": (
        Way(
            Deed.TEACH,
            f"定一个答法：说清问什么、统一怎么答，{_SHOWN}",
            "以后有人问加班算不算考核，统一答：加班不算考核内容",
        ),
    ),
    "forget_lesson": (
        Way(
            Deed.FORGET_LESSON,
            f"撤掉答法：说清第几条，{_SHOWN}定了哪些，回复“谁问了什么没答上来”能看到。",
            "撤掉第1条的答法",
        ),
    ),
    "change_proposal": (
        Way(
            Deed.CHANGE_PROPOSAL,
            "改等次建议：在等次建议的表格里改好，再上传一次；当场检查名额，新的一版代替旧版，旧版保留备查。"
            "在聊天里还不能直接改。",
            "",
            (Link("重新上传等次建议", "/upload"),),
        ),
    ),
}


def how_to(turn: TurnContext, deed: str) -> Reply:
    """How it is done by whoever asks, or who does it; nothing is done."""
    ways = _WAYS.get(deed, ())
    if not ways:
        other = unless_office(turn, f"，或者联系{turn.plan.office}")
        return act(f"{_NOTHING}要办什么请直接说{other}。")
    way = next((one for one in ways if may(turn.asker.role, one.deed)), None)
    if way is None:
        return act(refusal_words(ways[0].deed, turn.plan))
    example = f"例如“{_filled(turn, way.example)}”。" if way.example else ""
    how = way.how.replace(_NOTICE, notice_word(turn.plan))
    return act(f"{how}{example}{_NOTHING}", links=_links(turn, way))


def _filled(turn: TurnContext, example: str) -> str:
    """The example with a paper, a unit, a colleague and a case that there are."""
    units, cases = units_in_charge(turn), turn.records.cases.open(turn.plan.id)
    colleagues = turn.records.members.clerks_of(turn.asker.unit_id or 0)
    other = next((one.name for one in colleagues if one.userid != turn.asker.userid), "某某")
    return example.format(
        paper=_own_paper(turn) or for_example(turn.plan),
        unit=units[0].name if units else "某某单位",
        clerk=other,
        person=somebody(turn),
        persons=_of_a_person(turn.plan),
        case=cases[0].number if cases else 1,
        day=due_day(turn.plan),
        later=later_day(turn.plan),
    )


def _of_a_person(plan: Plan) -> str:
    """A paper that is owed for a person, by its number or name."""
    owed = (one for one in plan.papers.values() if one.owed_by == "person")
    return next((one.form or one.name for one in owed), "")


def _own_paper(turn: TurnContext) -> str:
    """A paper that is owed for whoever asks, where they see their own only."""
    if not sees_self_only(turn) or turn.asker.person_id is None:
        return ""
    items = papers_of_person(turn, turn.records.roster.person(turn.asker.person_id))
    return next((one.paper.form for one in items if one.paper.form), "")


def _links(turn: TurnContext, way: Way) -> tuple[Link, ...]:
    """The pages it is done on; the upload opens at the paper that is meant."""
    paper = grade_list(turn.plan)
    at = f"?paper={paper.id}" if paper else ""
    return tuple(
        Link(one.label, f"{one.path}{at}") if one.path == "/upload" else one for one in way.links
    )
