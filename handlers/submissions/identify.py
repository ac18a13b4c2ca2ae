"""Which paper, and whose, a file is: read from the file first, asked only if it is unclear."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from forms.kit.form import Seen
from forms.kit.registry import recognise
from handlers.roster.service import this_unit
from handlers.submissions.intake import Target
from handlers.submissions.owed import Item, paper_name, people_of
from handlers.submissions.own_views import own_views
from handlers.turn.entity_extraction import paper_in, people_in
from rules.names import meant
from rules.plan import Paper, Plan
from storage import Records, Store
from storage.views import Member, Unit

_YEAR: Final = re.compile(r"(?<!\d)(20\d\d)(?!\d)")


@dataclass(frozen=True)
class Choice:
    """A paper that a member may hand in. `value` names it in forms and buttons."""

    unit: Unit
    item: Item

    @property
    def target(self) -> Target:
        """Where the file goes if this is chosen: unit, paper and person."""
        person = self.item.person.id if self.item.person else None
        return Target(self.unit.id, self.item.paper.id, person)

    @property
    def value(self) -> str:
        """What stands for this choice in a form on a page."""
        return f"{self.target.paper}:{self.target.person_id or ''}"

    @property
    def label(self) -> str:
        """What is shown for this choice: the form and whose it is."""
        if self.item.person is None:
            return paper_name(self.item.paper)
        return f"{self.item.paper.form or self.item.paper.name} · {self.item.person.name}"


@dataclass(frozen=True)
class Question:
    """Not clear, or not to be taken. `choices`: what it may be; none where it is refused."""

    text: str
    choices: tuple[Choice, ...] = ()


def open_to(plan: Plan, records: Records, member: Member) -> list[Choice]:
    """Everything this member may hand in: a clerk the unit's papers, a cadre their own."""
    return [Choice(v.unit, item) for v in own_views(plan, records, member) for item in v.items]


def identify(
    store: Store, plan: Plan, member: Member, path: Path, kind: str, hint_text: str = ""
) -> Target | Question:
    """`kind`: the file's true type; `hint_text`: its name and what was said beside it.

    The file has to have been found safe (`forms.kit.safe.safety.inspect`) before.
    """
    with store.reading() as records:
        choices = open_to(plan, records, member)
    found = which(plan, choices, recognise(path, kind, plan), hint_text)
    return found.target if isinstance(found, Choice) else found


def which(
    plan: Plan, choices: Sequence[Choice], seen: Seen | None, hint_text: str
) -> Choice | Question:
    """The one of these that a file is which shows itself to be `seen`."""
    if not choices:
        return Question("名单上没有需要您上交的材料，这个文件没有收。")
    if seen is None:
        return _by_hint(plan, choices, hint_text)
    paper = _seen_paper(plan, seen)
    if paper is None:
        return Question("这份表不在这次考核要交的材料里，没有收。请打开清单核对要交什么。")
    wrong = _of_another_year(plan, seen, paper)
    if wrong:
        return Question(wrong)
    of_paper = [each for each in choices if each.item.paper.read_as == seen.read_as]
    if not of_paper:
        return Question(f"这份是{paper_name(paper)}，按名单您不用交这份材料，没有收。")
    if of_paper[0].item.person is None:
        return _of_unit(of_paper, seen)
    return _of_person(of_paper, seen, hint_text)


def differs(plan: Plan, chosen: Choice, seen: Seen | None) -> str:
    """Why a file is not the paper that was chosen for it, empty where it may be."""
    if seen is None:
        return ""
    found = which(plan, [chosen], seen, "")
    if isinstance(found, Choice):
        return ""
    paper = _seen_paper(plan, seen)
    if paper and seen.read_as != chosen.item.paper.read_as:
        shown = paper_name(paper)
        whose = f"（{seen.person}）" if seen.person else ""
        return f"这份是{shown}{whose}，选的却是“{chosen.label}”，没有收。请改选这一项再交。"
    if (
        not found.choices
        and chosen.item.person
        and not (paper and _of_another_year(plan, seen, paper))
    ):
        form = chosen.item.paper.form or chosen.item.paper.name
        return (
            f"这份{form}的姓名是“{seen.person}”，选的却是“{chosen.label}”，没有收。"
            f"请改选这一位再交；姓名写错了的，请改成“{chosen.item.person.name}”再交。"
        )
    return found.text if not found.choices else ""


def _seen_paper(plan: Plan, seen: Seen) -> Paper | None:
    """The paper that such a form is read as; None where the notice has none."""
    return next((one for one in plan.papers.values() if one.read_as == seen.read_as), None)


def _of_another_year(plan: Plan, seen: Seen, paper: Paper) -> str:
    year = _YEAR.search(seen.year)
    if year is None or int(year[1]) == plan.year:
        return ""
    form = paper.form or paper.name
    return (
        f"这份{form}写的是{year[1]}年度，现在收的是{plan.year}年度的，没有收。"
        f"请用{plan.year}年度的表：在聊天里写“发我{form}”，或者在清单、上交页下载空表。"
    )


def _of_unit(of_paper: Sequence[Choice], seen: Seen) -> Choice | Question:
    fits = [each for each in of_paper if not seen.unit or this_unit(each.unit).is_meant(seen.unit)]
    if fits:
        return fits[0]
    own = of_paper[0].unit.name
    return Question(
        f"表上“单位”写的是“{seen.unit}”，您只能交{own}的，没有收。"
        f"请交本单位的表；如果单位名写错了，请改成“{own}”再交。"
    )


def _of_person(of_paper: Sequence[Choice], seen: Seen, hint_text: str) -> Choice | Question:
    form = of_paper[0].item.paper.form or of_paper[0].item.paper.name
    if not seen.person:
        return _named(of_paper, hint_text, f"这份{form}上没有写姓名，是哪一位的？")
    same, _ = meant(seen.person, of_paper, whose_name)
    if len(same) == 1:
        return same[0]
    if same:
        return Question(f"名单上有{len(same)}位{seen.person}，这份{form}是哪一位的？", tuple(same))
    return Question(
        f"这份{form}的姓名是“{seen.person}”，不在您要交{form}的名单里，没有收。"
        f"请核对姓名，例如“{whose_name(of_paper[0])}”。"
    )


def _by_hint(plan: Plan, choices: Sequence[Choice], hint_text: str) -> Choice | Question:
    paper = paper_in(hint_text, plan)
    of_paper = [c for c in choices if paper is None or c.item.paper.id == paper.id]
    if paper is not None and not of_paper:
        return Question(f"按名单您不用交{paper_name(paper)}，这个文件没有收。")
    if paper is not None and of_paper[0].item.person is None:
        return of_paper[0]
    called = paper_name(paper) if paper else ""
    ask = f"这份{called}是哪一位的？" if paper else "看不出这是哪份材料，请选一项。"
    return _named(of_paper, hint_text, ask)


def _named(choices: Sequence[Choice], hint_text: str, ask: str) -> Choice | Question:
    """The paper of the one person the words name; a question where that leaves several."""
    people = people_in(hint_text, people_of(each.item for each in choices))
    named = {person.id for person in people}
    mine = [each for each in choices if each.item.person and each.item.person.id in named]
    if len(mine) == 1:
        return mine[0]
    rest = mine or choices
    if len(rest) == 1 and rest[0].item.person is not None:
        return rest[0]
    return Question(ask, tuple(rest))


def whose_name(choice: Choice) -> str:
    """The name of the person whose paper it would be, empty for a unit's."""
    return choice.item.person.name if choice.item.person else ""
