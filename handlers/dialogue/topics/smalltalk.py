"""What is not a matter of the appraisal, thanks, and what can be asked."""

from collections.abc import Mapping
from dataclasses import replace

from handlers.dialogue.topics.choosing import named
from handlers.rulings.service import petition
from handlers.turn.buttons import TopicButton
from handlers.turn.context import TurnContext
from handlers.turn.reply import Kind, Option, Reply
from handlers.turn.topic import topic
from rules.plan import Plan
from rules.plan.answers import answered_by_plan
from rules.roster import Role

_ASK = "可以这样问："
_CAN: Mapping[str, str] = {
    "where_assessed": "在哪考核",
    "whose_quota": "占谁的指标",
    "eligible": "能不能评优秀",
    "quota_count": "最多报几个",
    "deadlines": "时间节点",
    "missing": "我们还差什么",
}
# For a plan that has no questions of its own to show.
_EXAMPLES = ("我在哪考核？", "最多报几个优秀？", "材料什么时候交？", "我们还差什么材料？")

_ASK_ME: Mapping[str, tuple[str, ...]] = {
    Role.SUPERVISOR: ("哪些单位的材料没交齐", "催一下没交的", "谁问了什么没答上来"),
    Role.GROUP: ("哪些单位的材料没交齐", "催一下没交的"),
    Role.CLERK: ("我们单位还差什么材料", "发我一张登记表", "最多报几个优秀"),
    Role.CADRE: ("我的材料收到没", "我填哪张表", "我在哪考核"),
}


@topic("off")
def off(turn: TurnContext) -> Reply:
    return Reply(
        Kind.OFF,
        f"这个我帮不上忙，我只管{turn.plan.year}年度考核的事；考核上有什么要问的，随时说。",
    )


@topic("thanks")
def thanks(turn: TurnContext) -> Reply:
    return Reply(Kind.OFF, "不客气，考核上还有什么要问的，随时说。")


@topic("end")
def end(turn: TurnContext) -> Reply:
    return Reply(Kind.OFF, "好的，刚才的就到这里。要问别的人、别的事，直接说就行。")


@topic("hello")
def hello(turn: TurnContext) -> Reply:
    return replace(help_.answer(turn), kind=Kind.OFF)


@topic("help")
def help_(turn: TurnContext) -> Reply:
    examples = turn.plan.dialogue.welcome or _EXAMPLES
    text = "\n".join(["您好，我可以答年度考核的问题、收材料、报进度。可以这样问：", *examples])
    return Reply(Kind.CHOICES, text, options=_can(turn.plan), question=_ASK)


def _can(plan: Plan) -> tuple[Option, ...]:
    """Buttons for what this notice has an answer to."""
    return tuple(
        Option(label, TopicButton(id)) for id, label in _CAN.items() if answered_by_plan(plan, id)
    )


@topic("unclear")
def unclear(turn: TurnContext) -> Reply:
    """Nothing that could be read as a question, or as news on the person under discussion."""
    can = help_.answer(turn)
    text = can.text.partition("\n")[2]
    return replace(can, kind=Kind.OFF, text=f"这句我没有看懂要问什么。可以这样问：\n{text}")


@topic("nothing_open")
def nothing_open(turn: TurnContext) -> Reply:
    """A bare yes or number where we asked nothing."""
    examples = "".join(f"“{one}”" for one in _ASK_ME.get(turn.asker.role, _ASK_ME[Role.CLERK]))
    return Reply(
        Kind.OFF,
        "现在没有等您答复的事（可能已经办完，或者隔得久了）。要问什么、办什么，请直接说，"
        f"例如{examples}。",
    )


@topic("unread")
def unread(turn: TurnContext) -> Reply:
    """A question about the appraisal that no clause and no topic answers."""
    near = named(turn, turn.reading.near)
    asked = "您是不是想问：" if near else "可以换个说法再问我一次。"
    text = f"方案未写明这个问题，或者我没有读懂，不敢随便答。请向{turn.plan.office}请示。{asked}"
    question = "您是不是想问：" if near else ""
    return Reply(Kind.SILENT, text, options=(*near, petition(turn.plan)), question=question)
