"""Of several who retire: how many take part, and who."""

from collections.abc import Mapping, Sequence

from handlers.rulings.service import cited
from handlers.turn.context import TurnContext
from handlers.turn.reply import Kind, Reply
from handlers.turn.topic import topic
from rules.engine.decide import decide
from rules.engine.ruling import Ruling


@topic("retired_listed")
def retired_listed(turn: TurnContext) -> Reply:
    """Who of those listed takes part, who does not, and of whom the notice does not say."""
    plan = turn.plan
    axes = plan.dialogue.axes_of(("takes_part",))
    if not axes:
        return Reply(Kind.SILENT, "方案没有写参不参加考核这一项。")
    found: dict[str | None, list[str]] = {}
    rulings: list[Ruling] = []
    for label, words, facts in turn.reading.retired:
        ruling = decide(plan, facts, axes)
        rulings.append(ruling)
        called = f"{label}（{words}）" if label else words
        found.setdefault(ruling.values.get(axes[0]), []).append(called)
    lines = list(_told(plan.axes[axes[0]].values, found, _notes(rulings)))
    clauses = tuple(dict.fromkeys(clause for one in rulings for clause in one.clauses))
    return Reply(Kind.ANSWER, "\n".join([*lines, cited(plan, clauses)]), clauses=clauses)


def _told(
    values: Mapping[str, str], found: Mapping[str | None, Sequence[str]], notes: str
) -> list[str]:
    """One line for each result, in the plan's order; what is not settled stands last."""
    settled = [
        f"{values[value]}的{len(found.get(value, ()))}人：{'、'.join(found[value])}。"
        for value in values
        if value in found
    ]
    unsettled = found.get(None, ())
    open_ones = [f"没有写明的{len(unsettled)}人：{'、'.join(unsettled)}。{notes}"]
    return settled + (open_ones if unsettled else [])


def _notes(rulings: Sequence[Ruling]) -> str:
    notes = (note.says for one in rulings for note in one.silent_notes if note.says)
    return "".join(dict.fromkeys(notes))
