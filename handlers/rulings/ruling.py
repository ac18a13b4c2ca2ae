"""From facts and asked axes to the reply: decide, then say it in the kind the engine found."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from handlers.rulings.earlier_facts import roster_changed
from handlers.rulings.phrases import cited, differing, facts_used, presumptions, settled
from handlers.turn.buttons import FactButton, TopicButton
from handlers.turn.context import TurnContext
from handlers.turn.reply import Kind, Option, Reply
from language.thresholds import thresholds
from rules.engine.counterfactual import side_words
from rules.engine.decide import Clash, Ruling, decide
from rules.plan import Fact, Plan
from storage.deadlines import deadlines_in_force

_WITH_FORM = ("takes_part", "where_assessed", "which_form")
_UNWRITTEN = "方案没有写"


def rule_on(
    turn: TurnContext, axes: Sequence[str], *, needs: Collection[str] = (), about: str | None = None
) -> Reply:
    """The reply to a question about one person or team."""
    if not axes:
        return silent(turn.plan, f"{_UNWRITTEN}这一项。")
    about = about or turn.plan.subjects[0]
    # A talk may turn from a team to a person: each is ruled on by its own facts.
    facts = {k: v for k, v in turn.facts.items() if turn.plan.facts[k].about == about}
    ruling = decide(turn.plan, facts, axes, needs=needs, about=about)
    match ruling.kind.value:
        case "ask":
            return ask_fact(turn, ruling.asks or "", ruling.clauses)
        case "clash":
            return _clash(turn, ruling)
        case "silent":
            return _silent(turn, ruling)
    return _answer(turn, ruling, axes)


def ask_fact(turn: TurnContext, fact_id: str, clauses: Collection[str] = ()) -> Reply:
    """Asks for one fact, with its possible answers to pick from."""
    fact = turn.plan.facts[fact_id]
    who = f"{turn.who}：" if turn.who else ""
    tail = "" if fact.values or fact.kind in {"bool", "number"} else "直接回复就行。"
    return Reply(
        Kind.ASK,
        f"{who}{fact.question}{tail}",
        clauses=tuple(clauses),
        asks=fact_id,
        options=tuple(_options(turn.plan, fact)),
    )


def _options(plan: Plan, fact: Fact) -> list[Option]:
    if fact.kind == "bool":
        return [
            Option("是", FactButton(fact.id, "true")),
            Option("不是", FactButton(fact.id, "false")),
        ]
    if fact.kind == "choice":
        return [Option(label, FactButton(fact.id, value)) for value, label in fact.values.items()]
    lines = thresholds(plan, fact.id) if fact.kind == "number" else ()
    if len(lines) == 1:
        line = lines[0]
        words = side_words(line.at, fact.unit, above=line.above)
        numbers = (line.high, line.low)
        return [
            Option(said, FactButton(fact.id, f"{number:g}"))
            for said, number in zip(words, numbers, strict=True)
        ]
    return []


def _answer(turn: TurnContext, ruling: Ruling, axes: Sequence[str]) -> Reply:
    plan, who = turn.plan, f"{turn.who}，" if turn.who else ""
    lines = settled(plan, ruling, axes, who)
    if ruling.silent_axes:
        lines += [note.says for note in ruling.silent_notes if note.says]
    lines.append(cited(plan, ruling.clauses))
    lines.append(facts_used(plan, ruling, turn.facts))
    lines.append(differing(plan, turn.on_roster, ruling))
    lines.append(roster_changed(turn, ruling, axes))
    lines.append(presumptions(plan, ruling))
    if ruling.rival:
        lines.append(ruling.rival.words + _turning(ruling.rival.on))
    lines.append(_paper(turn, ruling, axes))
    text = "\n".join(line for line in lines if line)
    clauses = (*ruling.clauses, *_of_the_form(plan, ruling, axes))
    return Reply(
        Kind.ANSWER,
        text,
        clauses=tuple(dict.fromkeys(clauses)),
        decision=dict(ruling.values),
    )


def _of_the_form(plan: Plan, ruling: Ruling, axes: Sequence[str]) -> tuple[str, ...]:
    """The clauses that name the form that is to be filled, where it was asked for."""
    asked = plan.dialogue.questions.get("which_form")
    form = ruling.values.get(asked or "") if asked in axes else None
    named = (one.clauses for one in plan.topics.values() if form and one.form == form)
    return next(named, ())


def with_place(turn: TurnContext, reply: Reply) -> Reply:
    """Who takes part is told where, too, if that is not their own unit."""
    questions = turn.plan.dialogue.questions
    place = questions.get("where_assessed")
    if reply.kind is not Kind.ANSWER or place is None or place in turn.axes:
        return reply
    plan, about = turn.plan, turn.plan.subjects[0]
    facts = {k: v for k, v in turn.facts.items() if plan.facts[k].about == about}
    ruling = decide(plan, facts, (place,), about=about)
    value = ruling.values.get(place)
    if ruling.kind.value != "answer" or value is None or plan.owing.places.get(value) == "own":
        return reply
    line = "".join(settled(plan, ruling, (place,), ""))
    return replace(
        reply,
        text=f"{reply.text}\n{line}{cited(plan, ruling.clauses)}",
        clauses=tuple(dict.fromkeys([*reply.clauses, *ruling.clauses])),
    )


def _turning(on: date | None) -> str:
    """The day on which a length of time would flip the ruling."""
    return f"（以{on.year}年{on.month}月{on.day}日为界）" if on else ""


def _paper(turn: TurnContext, ruling: Ruling, axes: Sequence[str]) -> str:
    """What follows: the form to fill, in how many copies, by when."""
    dialogue = turn.plan.dialogue
    form = ruling.values.get(dialogue.questions.get(_WITH_FORM[-1], ""))
    if not form or not set(dialogue.axes_of(_WITH_FORM)) & set(axes):
        return ""
    for paper in turn.plan.papers.values():
        if paper.form == form:
            copies = f"，一式{paper.copies}份" if paper.copies else ""
            return f"填《{paper.name}》（{form}）{copies}。{_when(turn, paper.deadline)}"
    return ""


def _when(turn: TurnContext, deadline_id: str | None) -> str:
    deadline = deadlines_in_force(turn.plan, turn.records).get(deadline_id or "")
    if deadline is None:
        return ""
    if deadline.effective is None:
        return "报送日期方案空着没有写。"
    sure = "" if deadline.binds else "（待确认）"
    return f"报送：{deadline.effective.month}月{deadline.effective.day}日前{sure}。"


def _clash(turn: TurnContext, ruling: Ruling) -> Reply:
    plan = turn.plan
    lines = ["这种情况两条规定给出的结果不一样，方案没有写明以哪条为准："]
    for clash in ruling.clashes:
        lines += _sides(plan, clash)
    lines.append(f"需要{plan.office}裁定，我不能替您选。回复“请示”我帮您整理上报。")
    lines.append(facts_used(plan, ruling, turn.facts))
    clauses = [side.clause for clash in ruling.clashes for side in clash.sides]
    return Reply(
        Kind.CLASH,
        "\n".join(line for line in lines if line),
        clauses=tuple(dict.fromkeys([*clauses, *ruling.clauses])),
        options=(petition(plan),),
    )


def _sides(plan: Plan, clash: Clash) -> list[str]:
    axis = plan.axes[clash.axis]
    lines = []
    for side in clash.sides:
        told = axis.values.get(side.value or "", side.says)
        lines.append(
            f"· 方案{side.clause}（{plan.clauses[side.clause].title}）→ {axis.label}：{told}"
        )
    return lines


def _silent(turn: TurnContext, ruling: Ruling) -> Reply:
    plan = turn.plan
    notes = "".join(dict.fromkeys(note.says for note in ruling.silent_notes if note.says))
    labels = "、".join(plan.axes[axis].label for axis in ruling.silent_axes if axis in plan.axes)
    said = notes or f"方案没有写这种情况{labels}。"
    return silent(plan, said, clauses=ruling.clauses)


def silent(plan: Plan, said: str, clauses: Collection[str] = ()) -> Reply:
    """The notice does not say: no ruling, and whom to ask."""
    unsaid = said.removeprefix(_UNWRITTEN)
    head = f"方案未写明{unsaid}" if unsaid != said else f"方案未写明：{said}"
    text = f"{head}\n请向{plan.office}请示，以他们的答复为准；回复“请示”我帮您整理。"
    return Reply(Kind.SILENT, text, clauses=tuple(clauses), options=(petition(plan),))


def petition(plan: Plan) -> Option:
    """The button that puts what is left open to the office."""
    return Option(f"请示{plan.office_short}", TopicButton("petition"))
