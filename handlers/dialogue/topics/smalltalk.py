"""What is not a matter of the appraisal, thanks, and what can be asked."""

from collections.abc import Mapping

from handlers.dialogue.introduction import examples, introduction
from handlers.dialogue.introduction import hello as said_hello
from handlers.dialogue.topics.choosing import named
from handlers.rulings.service import petition, whom_to_ask
from handlers.turn.access import unless_office
from handlers.turn.buttons import TopicButton
from handlers.turn.context import TurnContext
from handlers.turn.reply import Kind, Option, Reply
from handlers.turn.topic import topic
from rules.plan.answers import answered_by_plan
from rules.plan.called import notice_word
from rules.roster import Role

_CAN: Mapping[str, Mapping[str, str]] = {
    Role.CLERK: {
        "missing": "还差什么材料",
        "deadlines": "什么时候截止",
        "where_assessed": "在哪考核",
        "whose_quota": "占谁的指标",
        "eligible": "能不能评优秀",
        "quota_count": "最多报几个",
    },
    Role.CADRE: {
        "missing": "我还差什么材料",
        "deadlines": "什么时候截止",
        "where_assessed": "我在哪考核",
        "which_form": "我填哪张表",
    },
    Role.GROUP: {"missing": "哪些没交齐", "deadlines": "什么时候截止", "overdue": "哪些超期"},
    Role.SUPERVISOR: {
        "missing": "哪些没交齐",
        "overdue": "哪些超期",
        "open_cases": "待批复",
        "unread_questions": "没答上来的",
    },
}


@topic("off")
def off(turn: TurnContext) -> Reply:
    """What is not a matter of the appraisal."""
    return Reply(
        Kind.OFF,
        f"这个我帮不上忙，我只管{turn.plan.year}年度考核的事。",
    )


@topic("thanks")
def thanks(turn: TurnContext) -> Reply:
    """Thanks said."""
    return Reply(Kind.OFF, "不客气。")


@topic("noted")
def noted(_turn: TurnContext) -> Reply:
    """A remark: it asks nothing, and nothing is read out once more."""
    return Reply(Kind.OFF, "好的。还有要问的、要办的，直接说。")


@topic("end")
def end(turn: TurnContext) -> Reply:
    """The asker is done; what was talked of is left."""
    return Reply(Kind.OFF, "好的，刚才的就到这里。")


@topic("hello")
def hello(turn: TurnContext) -> Reply:
    """A greeting, and what can be asked."""
    return Reply(Kind.OFF, said_hello())


@topic("who_answers")
def who_answers(turn: TurnContext) -> Reply:
    """“你是真人吗”: a program, which says so, and how to reach a person."""
    person = unless_office(turn, "要找人，说“转人工：……”，把事情写在后面，我转给{office}。")
    said = person.format(office=turn.plan.office)
    return Reply(
        Kind.OFF,
        f"我不是真人，是考核助手，一个程序：照{notice_word(turn.plan)}和名册答，{notice_word(turn.plan)}没写的不猜。"
        f"{said}要问什么，直接说，例如{examples(turn.asker.role)}。",
    )


@topic("help")
def help_(turn: TurnContext) -> Reply:
    """What this asker may ask; the buttons are questions this notice has an answer to."""
    role = turn.asker.role
    shown = _CAN.get(role, _CAN[Role.CLERK])
    options = tuple(
        Option(label, TopicButton(id))
        for id, label in shown.items()
        if answered_by_plan(turn.plan, id)
    )
    text = f"我答年度考核的问题、收材料、报进度。{introduction(role)}"
    return Reply(Kind.CHOICES, text, options=options, question="点一个也行：")


@topic("unclear")
def unclear(turn: TurnContext) -> Reply:
    """Nothing that could be read as a question, or as news on the person under discussion."""
    return Reply(Kind.OFF, f"这句我没有看懂要问什么。可以这样问：{examples(turn.asker.role)}。")


@topic("nothing_open")
def nothing_open(turn: TurnContext) -> Reply:
    """A bare yes or number where we asked nothing."""
    return Reply(
        Kind.OFF,
        "现在没有等您答复的事（可能已经办完，或者隔得久了）。"
        f"要问什么、办什么，请直接说，例如{examples(turn.asker.role)}。",
    )


@topic("unread")
def unread(turn: TurnContext) -> Reply:
    """A question about the appraisal that no clause and no topic answers."""
    near = named(turn, turn.reading.near)
    text = f"{notice_word(turn.plan)}未写明这个问题，或者我没有读懂，不敢随便答。"
    question = "您是不是想问：" if near else ""
    tail = question or f"换个说法再问一次，或者{whom_to_ask(turn)}"
    return Reply(Kind.SILENT, f"{text}{tail}", options=(*near, petition(turn)), question=question)
