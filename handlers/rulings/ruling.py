"""From facts and asked axes to the reply: decide, then say it in the kind the engine found."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from handlers.rulings.earlier_facts import roster_changed
from handlers.rulings.follows import form_to_fill, otherwise
from handlers.rulings.phrases import cited, differing, presumptions
from handlers.rulings.sentences import ONESELF, because, sentences, told, whom
from handlers.turn.access import sees_county, unless_office
from handlers.turn.buttons import FactButton, TopicButton
from handlers.turn.context import TurnContext
from handlers.turn.reply import Kind, Option, Reply
from language.thresholds import thresholds
from rules.engine.counterfactual import side_words
from rules.engine.decide import Clash, Ruling, decide
from rules.plan import Fact, Given, Plan
from rules.plan.called import notice_word

_UNWRITTEN = "方案没有写"


def rule_on(
    turn: TurnContext,
    axes: Sequence[str],
    *,
    asked: Sequence[str] = (),
    needs: Collection[str] = (),
    about: str | None = None,
) -> Reply:
    """The reply to a question about one person or team; `asked`: the questions it answers."""
    if not axes:
        return silent(turn, f"{_UNWRITTEN}这一项。")
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
    return _answer(turn, ruling, axes, asked)


def ask_fact(turn: TurnContext, fact_id: str, clauses: Collection[str] = ()) -> Reply:
    """Asks for one fact, with its possible answers to pick from."""
    fact = turn.plan.facts[fact_id]
    called = whom(turn)
    who = f"{called}：" if called not in {"", ONESELF} else ""
    tail = "" if fact.values or fact.kind in {"bool", "number"} else "直接回复就行。"
    same = (turn.state.label, turn.state.person_id) == (turn.who, turn.person_id)
    if turn.state.open_fact == fact_id and turn.button is None and same:
        # The reply to it was not understood: asked the same way it would not be the next time.
        tail = f"刚才的回复我没有看懂，请照这样回复：{_right_reply(turn.plan, fact)}。"
    return Reply(
        Kind.ASK,
        f"{who}{fact.question}{tail}",
        clauses=tuple(clauses),
        asks=fact_id,
        options=tuple(_options(turn.plan, fact, turn.facts.get(fact_id))),
    )


def _right_reply(plan: Plan, fact: Fact) -> str:
    """What answers the question for a fact: “9月1日”, “8个月”."""
    if fact.kind == "choice":
        return f"“{next(iter(fact.values.values()))}”，或者序号"
    if fact.kind == "number":
        lines = thresholds(plan, fact.id)
        return f"“{round(lines[0].high) if lines else 6}{fact.unit}”"
    return {"bool": "“是”或“不是”", "date": f"“{plan.cutoff.year}年9月1日”"}.get(
        fact.kind, "单位的全称"
    )


def _options(plan: Plan, fact: Fact, hint: Given | None) -> list[Option]:
    if fact.kind == "bool":
        return [
            Option("是", FactButton(fact.id, "true")),
            Option("不是", FactButton(fact.id, "false")),
        ]
    if fact.kind == "choice":
        among = (hint and hint.among) or fact.values
        return [Option(fact.values[v], FactButton(fact.id, v)) for v in fact.values if v in among]
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


def _answer(turn: TurnContext, ruling: Ruling, axes: Sequence[str], asked: Sequence[str]) -> Reply:
    plan = turn.plan
    lines = sentences(turn, ruling, axes, asked)
    if ruling.silent_axes:
        lines += [note.says for note in ruling.silent_notes if note.says]
    taken, form = _taken_for_granted(turn, ruling), form_to_fill(turn, ruling, axes)
    lines += [
        cited(plan, ruling.clauses),
        differing(plan, turn.on_roster, ruling),
        roster_changed(turn, ruling, axes),
        presumptions(plan, taken),
        otherwise(turn, ruling),
        form.line,
    ]
    clauses = (*ruling.clauses, *_of_the_form(plan, ruling, axes))
    return Reply(
        Kind.ANSWER,
        "\n".join(line for line in lines if line),
        clauses=tuple(dict.fromkeys(clauses)),
        decision=dict(ruling.values),
        told=(*(_presumed_of(turn, fact) for fact in taken), *form.told),
    )


def _taken_for_granted(turn: TurnContext, ruling: Ruling) -> list[str]:
    """Presumptions the ruling hangs on that were not told of this person yet.

    Of somebody on the roster it is the roster that says nothing of a status.
    """
    listed, judged = turn.person_id is not None, turn.plan.wording.judged
    return [
        fact
        for fact in ruling.presumed
        if (fact in judged or not listed) and turn.plan.facts[fact].presume_words
        if _presumed_of(turn, fact) not in turn.state.told
    ]


def _presumed_of(turn: TurnContext, fact: str) -> str:
    return f"presumed:{fact}:{turn.person_id or turn.who}"


def _of_the_form(plan: Plan, ruling: Ruling, axes: Sequence[str]) -> tuple[str, ...]:
    """The clauses that name the form that is to be filled, where it was asked for."""
    asked = plan.dialogue.questions.get("which_form")
    form = ruling.values.get(asked or "") if asked in axes else None
    named = (one.clauses for one in plan.topics.values() if form and one.form == form)
    return next(named, ())


def with_place(turn: TurnContext, reply: Reply) -> Reply:
    """Who takes part is told where, too, if that is not their own unit."""
    plan, about = turn.plan, turn.plan.subjects[0]
    place = plan.dialogue.questions.get("where_assessed")
    if reply.kind is not Kind.ANSWER or place is None or place in turn.axes:
        return reply
    facts = {k: v for k, v in turn.facts.items() if plan.facts[k].about == about}
    ruling = decide(plan, facts, (place,), about=about)
    value = ruling.values.get(place)
    # Of who takes no part the place is none: that was said.
    elsewhere = plan.owing.places.get(value or "", "own") != "own" or _by_a_scheme(plan, value)
    if ruling.kind.value != "answer" or value is None or not elsewhere:
        return reply
    new = [one for one in ruling.clauses if one not in reply.clauses]
    basis = f"（{notice_word(plan)}{'、'.join(new)}）" if new else ""
    return replace(
        reply,
        text=f"{reply.text}\n{told(turn, place, value, ruling.used)}{basis}。",
        clauses=tuple(dict.fromkeys([*reply.clauses, *ruling.clauses])),
    )


def _by_a_scheme(plan: Plan, value: str | None) -> bool:
    """A place that is no unit and that no other result brings with it."""
    brought = (
        gate.sets.get(plan.owing.axis)
        for axis in plan.axes.values()
        for gate in axis.gates.values()
    )
    return value is not None and value not in plan.owing.places and value not in set(brought)


def _clash(turn: TurnContext, ruling: Ruling) -> Reply:
    who, notice = whom(turn), notice_word(turn.plan)
    axes = [clash.axis for clash in ruling.clashes]
    why = because(turn, ruling, axes)
    about = f"{who}（{why}）" if who and why else who or why
    lines = [f"{about}：两条规定的结果不一样，{notice}没有写明以哪条为准。".lstrip("：")]
    for clash in ruling.clashes:
        lines += _sides(turn, ruling, clash)
    lines.append(whom_to_ask(turn))
    clauses = [side.clause for clash in ruling.clashes for side in clash.sides]
    return Reply(
        Kind.CLASH,
        "\n".join(line for line in lines if line),
        clauses=tuple(dict.fromkeys([*clauses, *ruling.clauses])),
        options=(petition(turn),),
    )


def _sides(turn: TurnContext, ruling: Ruling, clash: Clash) -> list[str]:
    """A line for each of the results, with all clauses that come to it."""
    found: dict[str, list[str]] = {}
    for side in clash.sides:
        is_value = side.value is not None
        said = told(turn, clash.axis, side.value or "", ruling.used) if is_value else side.says
        found.setdefault(said, []).append(side.clause)
    notice = notice_word(turn.plan)
    return [f"· {notice}{'、'.join(clauses)}：{said}" for said, clauses in found.items()]


def _silent(turn: TurnContext, ruling: Ruling) -> Reply:
    plan = turn.plan
    notes = "".join(dict.fromkeys(note.says for note in ruling.silent_notes if note.says))
    labels = "、".join(plan.axes[axis].label for axis in ruling.silent_axes if axis in plan.axes)
    said = notes or f"方案没有写这种情况{labels}。"
    return silent(turn, said, clauses=ruling.clauses)


def silent(turn: TurnContext, said: str, clauses: Collection[str] = ()) -> Reply:
    """The notice does not say: no ruling, and whom to ask."""
    unsaid = said.removeprefix(_UNWRITTEN)
    notice = notice_word(turn.plan)
    head = f"{notice}未写明{unsaid}" if unsaid != said else said
    if unsaid == said and "没有写" not in said and not said.startswith(notice):
        head = f"{notice}未写明：{said}"
    text = "\n".join(one for one in (head, whom_to_ask(turn)) if one)
    return Reply(Kind.SILENT, text, clauses=tuple(clauses), options=(petition(turn),))


def whom_to_ask(turn: TurnContext) -> str:
    """What stands over the button that puts the question to the section."""
    return "要立一件请示吗？" if sees_county(turn) else "要请示吗？"


def petition(turn: TurnContext) -> Option:
    """The button that puts what is left open to the office; the office lays it down as a case."""
    label = unless_office(turn, f"请示{turn.plan.office_short}", "立一件请示")
    return Option(label, TopicButton("petition"))
