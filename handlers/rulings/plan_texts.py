"""Answers that are text of the plan: topics, with their deadlines, and silences."""

from collections.abc import Sequence

from handlers.cases.service import answer_words
from handlers.rulings.by_text import in_time, same_score
from handlers.rulings.phrases import cited, day
from handlers.rulings.ruling import petition, silent, whom_to_ask
from handlers.rulings.told_numbers import copies_of_all, filled_in
from handlers.turn.context import TurnContext
from handlers.turn.reply import Kind, Reply
from rules.plan import Deadline, Status
from rules.plan.called import notice_word
from storage.deadlines import deadlines_in_force


def answer_text(turn: TurnContext, topic_id: str) -> Reply:
    """A topic of the plan; a blank deadline makes it a silence."""
    plan = turn.plan
    said = plan.topics[topic_id]
    dates = [deadlines_in_force(plan, turn.records)[one] for one in said.deadlines]
    if dates and all(_blank(date) for date in dates):
        ruled = _ruled_on(turn, f"plan:{topic_id}", said.clauses)
        return ruled or _blank_reply(turn, said.text, said.clauses)
    today = turn.now.date()
    told = [f"{day(date, plan, today, said=said.text)}。" for date in dates]
    first = [*in_time(turn, dates), *same_score(turn, said.text)]
    worked_out = [copies_of_all(turn, said), *filled_in(turn, said)]
    lines = [*first, said.text, *worked_out, *told, cited(plan, said.clauses)]
    text = "\n".join(one for one in lines if one)
    axis = plan.dialogue.questions.get("which_form", "")
    names_one = said.form and axis and said.form in plan.axes[axis].values
    decision = {axis: said.form} if names_one and said.form else {}
    decision |= said.tells
    return Reply(Kind.ANSWER, text, clauses=said.clauses, decision=decision)


def answer_texts(turn: TurnContext, topic_ids: Sequence[str]) -> Reply:
    """Several questions of one message, answered one after the other."""
    replies = [answer_text(turn, one) for one in topic_ids]
    if len(replies) == 1:
        return replies[0]
    answered = [reply for reply in replies if reply.kind is Kind.ANSWER] or replies
    decision = {
        axis: value for reply in reversed(answered) for axis, value in reply.decision.items()
    }
    return Reply(
        answered[0].kind,
        "\n\n".join(reply.text for reply in replies),
        clauses=tuple(dict.fromkeys(clause for reply in replies for clause in reply.clauses)),
        decision=decision,
        options=answered[0].options,
    )


def _blank(deadline: Deadline) -> bool:
    return deadline.status is Status.BLANK or deadline.effective is None


def _blank_reply(turn: TurnContext, text: str, clauses: tuple[str, ...]) -> Reply:
    plan = turn.plan
    words = f"{notice_word(plan)}未写明：{text}\n{cited(plan, clauses)}\n{whom_to_ask(turn)}"
    return Reply(Kind.SILENT, words, clauses=clauses, options=(petition(turn),))


def silence_text(turn: TurnContext, silence_id: str) -> Reply:
    """A matter the notice says nothing on."""
    said = turn.plan.silences[silence_id]
    ruled = _ruled_on(turn, f"silence:{silence_id}", said.clauses)
    return ruled or silent(turn, said.text, said.clauses)


def _ruled_on(turn: TurnContext, topic: str, clauses: tuple[str, ...]) -> Reply | None:
    """What the supervision section has ruled on a matter without rules of its own."""
    case = turn.records.cases.on_topic(turn.plan.id, topic, turn.asker.userid)
    if case is None or case.answer is None:
        return None
    near = f"\n相关条款：{notice_word(turn.plan)}{'、'.join(clauses)}" if clauses else ""
    text = answer_words(turn.plan, case) + near
    return Reply(Kind.ANSWER, text, clauses=clauses, decision=dict(case.answer.values))
