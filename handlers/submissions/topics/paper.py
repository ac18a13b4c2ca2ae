"""A paper named: what its entry has on what is asked, or what there is to be asked."""

from collections.abc import Sequence
from dataclasses import replace

from handlers.rulings.service import cited, day, quoted
from handlers.submissions.owed import paper_name
from handlers.submissions.unknown_forms import not_in_notice
from handlers.turn.buttons import HandInButton, PaperButton
from handlers.turn.context import TurnContext
from handlers.turn.reply import Kind, Option, Reply
from handlers.turn.topic import topic
from language.of_paper import aspects, known_of
from language.own_texts import untold_in
from language.tables import shape
from rules.plan import Deadline, Paper
from rules.plan.called import notice_word
from storage.deadlines import all_deadlines, deadlines_in_force, extensions


@topic("paper")
def paper(turn: TurnContext) -> Reply:
    """What the notice has on a paper: what it is, when it is due, how it is filled in."""
    match turn.button:
        case PaperButton(about, id) if id in turn.plan.papers:
            found = turn.plan.papers[id]
            return _due(turn, found) if about == "due" else _is(turn, found)
    forms = turn.reading.forms
    named = [one for one in turn.plan.papers.values() if one.form in forms]
    named += [turn.plan.papers[one] for one in turn.reading.papers if not forms]
    if not named:
        return not_in_notice(turn, forms)
    asked = aspects(turn.reading.text)
    return _told(turn, named[0], asked) if asked else _which(named[0])


def _told(turn: TurnContext, found: Paper, asked: Sequence[str]) -> Reply:
    """Each thing asked that the entry has; where it has none, what there is to be asked."""
    if "due" in asked and len(asked) == 1:
        due = _due(turn, found)
        rest = _of_the_clause(turn, found, due.text)
        return replace(due, text=f"{due.text}\n{rest}") if rest else due
    clean = turn.reading.text
    parts = [words for one in asked if one != "due" and (words := known_of(found, one, clean))]
    if not parts and "due" not in asked:
        return _which(found)
    lines = [f"{paper_name(found)}{'：' if parts else ''}{'，'.join(dict.fromkeys(parts))}。"]
    clauses = (found.clause,) if found.clause else ()
    deadline = deadlines_in_force(turn.plan, turn.records).get(found.deadline or "")
    if "due" in asked and deadline is not None:
        lines.append(f"{day(deadline, turn.plan, turn.now.date())}。")
        clauses = tuple(dict.fromkeys((*clauses, deadline.clause)))
    lines.append(_of_the_clause(turn, found, "".join(lines)))
    text = "\n".join(line for line in (*lines, cited(turn.plan, clauses)) if line)
    return Reply(Kind.ANSWER, text, clauses=clauses)


def _of_the_clause(turn: TurnContext, found: Paper, told: str) -> str:
    """The paper's own clause, where it answers a part of the message that its entry does not.

    “考评表用什么笔填，交几份”, “事迹材料写多少字，什么时候报”.
    """
    clause = turn.plan.clauses.get(found.clause or "")
    for part in shape("parts").split(turn.reading.text) if clause else ():
        asks = aspects(part)
        known = asks and all(one == "due" or known_of(found, one, part) for one in asks)
        rest = part
        for name in (found.name, *found.called, found.form or ""):
            rest = rest.replace(name, " ") if name else rest
        if clause and not known and untold_in(clause.text, rest, told):
            return quoted(turn.plan, clause.id)
    return ""


def _which(found: Paper) -> Reply:
    name = found.form or found.name
    options = (
        Option(f"{name}是什么", PaperButton("is", found.id)),
        Option("什么时候交", PaperButton("due", found.id)),
        Option("怎么交", HandInButton(found.id)),
    )
    return Reply(Kind.CHOICES, f"{paper_name(found)}，您想问什么？", options=options)


def _is(turn: TurnContext, found: Paper) -> Reply:
    details = [f"一式{found.copies}份" if found.copies else "", found.sheet, found.hands_in]
    details.append(known_of(found, "where"))
    known = "；".join(detail for detail in details if detail)
    words = f"{paper_name(found)}{f'：{known}' if known else ''}。"
    clauses = (found.clause,) if found.clause else ()
    text = "\n".join(line for line in (words, cited(turn.plan, clauses)) if line)
    return Reply(Kind.ANSWER, text, clauses=clauses)


def _due_of_unit(turn: TurnContext, found: Paper) -> Deadline | None:
    """The deadline of everybody, or a later one that was granted to the asker's unit."""
    of_all = deadlines_in_force(turn.plan, turn.records).get(found.deadline or "")
    if turn.asker.unit_id is None or of_all is None:
        return of_all
    own = extensions(turn.plan, turn.records).deadline_id(
        turn.asker.unit_id, found.id, turn.asker.person_id, of_all.id
    )
    return all_deadlines(turn.plan, turn.records).get(own or "", of_all)


def _due(turn: TurnContext, found: Paper) -> Reply:
    deadline = _due_of_unit(turn, found)
    clauses = (found.clause,) if found.clause else ()
    if deadline is None:
        unset = f"{notice_word(turn.plan)}未写明{paper_name(found)}的报送日期"
        words = f"{unset}，请以{turn.plan.office}通知的为准。"
        return Reply(Kind.SILENT, words, clauses=clauses)
    kind = Kind.SILENT if deadline.effective is None else Kind.ANSWER
    words = f"{paper_name(found)}：{day(deadline, turn.plan, turn.now.date())}。"
    return Reply(kind, f"{words}\n{cited(turn.plan, clauses)}", clauses=clauses)
