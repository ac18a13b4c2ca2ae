"""Whom a ruling is for: this case alone, or from now on whoever has certain facts of it."""

from handlers.cases.open_issues import facts_kept
from handlers.cases.phrases import told
from handlers.turn.case_commands import AnswerCase
from rules.engine.case_scope import Rest, counting
from rules.plan import Plan
from storage.facts import decoded
from storage.views import Case


def countable(plan: Plan, case: Case) -> dict[str, tuple[str, bool]]:
    """Facts of the case in words, and whether it rests on them: what a ruling for all may go by."""
    bound = {fact for rest in map(Rest.from_json, case.rests) for fact in rest.facts}
    found = {}
    for fact, given in case.facts.items():
        value = decoded(given["value"])
        if fact in plan.facts and plan.facts[fact].label and value is not None:
            found[fact] = (told(plan.facts[fact], value), fact in bound)
    return found


def counted(plan: Plan, case: Case, command: AnswerCase) -> tuple[str, ...]:
    """The facts that a ruling for all goes by."""
    known = countable(plan, case)
    if command.counts is None:
        return tuple(fact for fact, (_, bound) in known.items() if bound)
    return tuple(fact for fact in command.counts if fact in known)


def has_facts(plan: Plan, case: Case, command: AnswerCase) -> bool:
    """Whether it goes by any; a matter in words goes by its topic."""
    return not case.rests or all(rest.bounds for rest in _rests(plan, case, command))


def ruled_rests(plan: Plan, case: Case, command: AnswerCase) -> tuple[Rest, ...]:
    """Whom it is for where that was chosen; nothing where it is whom the case rests on."""
    if command.counts is None or command.scope != "all":
        return ()
    return _rests(plan, case, command)


def _rests(plan: Plan, case: Case, command: AnswerCase) -> tuple[Rest, ...]:
    rests = tuple(Rest.from_json(rest) for rest in case.rests)
    if command.counts is None:
        return rests
    chosen, facts = counted(plan, case, command), facts_kept(plan, case.facts, presumed=True)
    return tuple(counting(plan, rest, facts, chosen) for rest in rests)


def scope_words(plan: Plan, case: Case, command: AnswerCase) -> str:
    """Whom it will answer, before it does."""
    if command.scope == "all":
        known = countable(plan, case)
        words = "、".join(known[fact][0] for fact in counted(plan, case, command))
        whoever = f"凡是{words}的，" if words else "再问这件事的，"
        return f"范围：以后{whoever}都照此答复，注明是批复第{case.number}号。"
    if case.rests and case.person_id is None:
        return "范围：只答复请示的人。请示没有写明是名册上的谁，以后再问还是按方案没有写明答。"
    return (
        "范围：只批这一件，别人同样的情况不照此答。"
        f"要都照此，写“批复{case.number}号：……，以后都照此”。"
    )
