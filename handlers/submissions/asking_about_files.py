"""What is asked of a file that waits: which paper it is, whose, or which 请示 it goes with."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from forms.kit.safe import contents
from handlers.submissions.held_files import Held
from handlers.submissions.identify import Choice, Question
from handlers.submissions.owed import paper_name
from handlers.turn.buttons import CaseFileButton, FileButton
from handlers.turn.message import IncomingMessage
from handlers.turn.reply import Kind, Option, Reply
from handlers.turn.state import DialogueState
from language.normalise import normalise
from language.spotting import picked_in
from storage import Records
from storage.views import Case

OF_FILES: Final = ("file:", "case_file:")  # how keys of buttons about a file begin
_MOST_OPTIONS: Final = 6
_MOST_CASES: Final = 2  # buttons for a case; of more the newest, any other by its number
_LONGEST_LABEL: Final = 10  # characters of a button


def ask(
    records: Records,
    message: IncomingMessage,
    held: Held,
    asked: Question,
    cases: Sequence[Case] = (),
) -> Reply:
    """Which paper it is, then whose; by buttons where they are few.

    `cases`: open ones of the sender, which it may go with instead.
    """
    begin = f"收到文件“{held.name}”，还没有交上去。"
    with_case = _with_cases(held, cases)
    options = [*with_case, *_papers(held, asked)]
    words = f"{begin}{_asked(asked, cases)}"
    if len(options) > _MOST_OPTIONS:
        example = f"这是{whose(asked.choices[0])}"
        if not with_case:
            return Reply(Kind.ACTION, f"{words}请回复一句，例如“{example}”。")
        words, options = f"{words}是材料的，请回复一句，例如“{example}”。", with_case
    offer(records, message, tuple(options), held.season)
    return Reply(Kind.ACTION, words, options=tuple(options))


def _asked(asked: Question, cases: Sequence[Case]) -> str:
    text = asked.text.removesuffix("请选一项。")
    if not cases:
        return text
    if not asked.choices:
        return "是附到您的请示里的吗？"
    return f"是附到您的请示里的，还是要交的材料？{'' if '看不出' in text else text}"


def _with_cases(held: Held, cases: Sequence[Case]) -> list[Option]:
    newest = list(reversed(cases))[:_MOST_CASES]
    return [
        Option(f"附到请示第{case.number}号", CaseFileButton(held.id, case.number))
        for case in newest
    ]


def _papers(held: Held, asked: Question) -> list[Option]:
    papers = {one.target.paper: one.item.paper for one in asked.choices}
    if len(papers) == 1 and len(asked.choices) > 1:
        return [
            Option(label, FileButton(held.id, one.target.paper, one.target.person_id))
            for one, label in zip(asked.choices, _people(asked.choices), strict=True)
        ]
    return [
        Option(one.form or one.name[:_LONGEST_LABEL], FileButton(held.id, one.id))
        for one in papers.values()
    ]


def _people(choices: Sequence[Choice]) -> list[str]:
    """Their names; of people of one name with their posts."""
    people = [one.item.person for one in choices]
    many = Counter(person.name for person in people if person)
    return [
        f"{p.name}{p.post if many[p.name] > 1 else ''}"[:_LONGEST_LABEL] if p else c.unit.name
        for p, c in zip(people, choices, strict=True)
    ]


def whose(choice: Choice) -> str:
    """“张伟的述职报告”."""
    person = f"{choice.item.person.name}的" if choice.item.person else ""
    return f"{person}{paper_name(choice.item.paper)}"


def named_by_content(path: Path, at: datetime) -> str:
    """A name for what came without one, by what it really is."""
    kind = contents.real_type(path)
    return f"{'照片' if kind in ('jpg', 'png') else '文件'}{at:%m%d%H%M%S}.{kind}"


def offer(
    records: Records, message: IncomingMessage, options: tuple[Option, ...], season: str
) -> None:
    """So that a number picks one of these next."""
    state = DialogueState.from_json(records.talks.open(message.sender, message.at))
    state = state if state.season == season else DialogueState(season=season)
    offered = replace(state, options=tuple((one.key, one.label) for one in options))
    records.talks.save(message.sender, offered.to_json(), message.at)


def picked_key(records: Records, message: IncomingMessage) -> str:
    """The option about a file whose number or words were typed; "" for anything else."""
    state = DialogueState.from_json(records.talks.open(message.sender, message.at))
    if not any(key.startswith(OF_FILES) for key, _ in state.options):
        return ""
    key = picked_in(normalise(message.text or ""), state.options) or ""
    return key if key.startswith(OF_FILES) else ""
