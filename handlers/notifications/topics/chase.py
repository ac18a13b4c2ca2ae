"""Chasing, as staff and clerks say it: which units or people, and for which paper."""

import re
from collections.abc import Sequence
from typing import Final

from handlers.notifications.chase_words import extra_words
from handlers.notifications.narrowing import Narrowing
from handlers.submissions.service import own_papers, people_of
from handlers.turn.access import act, asks_elsewhere, names_nobody_known, no_record, units_in_charge
from handlers.turn.commands import Chase, ChasePeople
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import paper_in, people_in, units_in
from handlers.turn.examples import a_unit, somebody
from handlers.turn.exclusions import taken_out
from handlers.turn.looked_at import looked_at_nobody_known, names_them, said_of_units
from handlers.turn.permissions import Deed, may
from handlers.turn.refusals import not_in_charge, not_yours, refused
from handlers.turn.reply import Reply, order
from handlers.turn.topic import topic
from rules.names import named_in
from rules.plan import Paper
from storage.views import Person

_HIM: Final = re.compile(r"[他她](?!们)|这个人|这位|那位")

# “催一下，松林也加上” after a look at others.
_TOGETHER: Final = re.compile(r"(?:也|再|把)[^,，。]{0,6}(?:加上|算上|带上)|一起|一并|连同")
# “催 法检”: whom it says is not all, though nobody knows the word.
_WHOM: Final = re.compile(
    r"^(?:再|也|就|那|先|好|行|请|帮我|麻烦|[,， ])*(?:催|提醒)"
    r"(?:一?催|一下|一声|一?遍|一轮|一波|下)?+(?P<whom>[ \u4e00-\u9fff]{2,8})$"
)
_NOT_A_NAME: Final = re.compile(
    r"[没未还差欠缺各全所每都齐交报完附件表材料单位乡镇家人的了吧呢啊呀他她它们这那剩其大谁哪几赶紧快抓]|[通办报]$"
)
_PRONOUN: Final = re.compile(rf"{_HIM.pattern}|[他她]们|这几[个位]")


@topic("chase")
def chase(turn: TurnContext) -> Reply:
    """Chase units, for staff, or the people of one's own unit, for clerks."""
    paper = paper_in(turn.reading.text, turn.plan, turn.reading.papers)
    if may(turn.asker.role, Deed.CHASE):
        return _of_units(turn, paper)
    paper_id = paper.id if paper else ""
    no = refused(turn, Deed.CHASE_PEOPLE)
    if no:
        return no
    if asks_elsewhere(turn):
        return not_yours(turn)
    papers = own_papers(turn)
    if papers is None:
        return no_record(turn)
    owing = people_of(papers.items)
    named = people_in(turn.reading.text, owing)
    if not named and _PRONOUN.search(turn.reading.text):
        named = _talked_of(turn, owing)
        if not named and _HIM.search(turn.reading.text):
            return act(f"催哪一位？请写姓名，例如“催一下{somebody(turn)}”。没有发出提醒。")
    if not named and _somebody(turn):
        return act("您说的这位没有要交的材料，没有发出提醒。要催全部，请说“催一下没交的人”。")
    ids = tuple(person.id for person in named)
    return order(ChasePeople(paper_id, ids, extra_words(turn.said)))


def _talked_of(turn: TurnContext, owing: Sequence[Person]) -> list[Person]:
    """“催他” after a look at somebody's papers: whom the talk is about, else the last look."""
    found = [person for person in owing if person.id == turn.state.person_id]
    last = turn.state.lately[-1] if turn.state.lately else None
    return found or (people_in(last.said, owing) if last else [])


def _somebody(turn: TurnContext) -> bool:
    """Whether one person is named, be it a clerk, who owes nothing."""
    clerks = turn.records.members.clerks_of(turn.asker.unit_id or 0)
    said = turn.reading
    return bool(said.people or said.strangers or named_in(said.text, clerks, lambda one: one.name))


def _of_units(turn: TurnContext, paper: Paper | None) -> Reply:
    """Those named, else those looked at just before, else all in the asker's charge."""
    in_charge = units_in_charge(turn)
    if not in_charge:
        return no_record(turn)
    roster = turn.records.roster
    text, out = taken_out(turn.reading.text, roster.units())
    named = units_in(text, roster.units())
    if any(unit not in in_charge for unit in (*named, *out)):
        return not_in_charge(turn)
    wrong = None if named or out else _unknown(turn)
    if wrong:
        return wrong
    narrowing = Narrowing.said(text, roster.groups())
    if named and _TOGETHER.search(text):
        with_them = units_in(said_of_units(turn), in_charge)
        named = [unit for unit in in_charge if unit in named or unit in with_them]
    if not named and narrowing == Narrowing():
        before = said_of_units(turn)
        named = units_in(before, in_charge)
        narrowing = Narrowing.said(before, roster.groups())
        paper = paper or (paper_in(before, turn.plan) if before else None)
    paper_id = paper.id if paper else ""
    if not named and not out and narrowing == Narrowing():
        return order(Chase(paper_id, words=extra_words(turn.said)))
    some = [unit for unit in named or in_charge if unit not in out]
    meant = [unit.id for unit in some if narrowing.fits(unit)]
    if not meant:
        return act("没有需要催的：您说的范围里没有归您管的单位，没有发出提醒。")
    return order(Chase(paper_id, tuple(meant), extra_words(turn.said)))


def _unknown(turn: TurnContext) -> Reply | None:
    """A name that narrows nothing must not chase the whole county."""
    text = turn.reading.text
    nobody = names_nobody_known(turn, text) and not (names_them(text) and said_of_units(turn))
    somebody_named = turn.reading.people or turn.reading.strangers
    if nobody or (not somebody_named and (looked_at_nobody_known(turn) or _calls_whom(turn))):
        return act(
            f"没有找到您说的单位，没有发出提醒。请写单位全称或常用简称，例如“催一下{a_unit(turn)}”；"
            "要催全部，请说“催一下没交的”。"
        )
    if somebody_named:
        return act(f"催报按单位发，没有发出提醒。请说是哪个单位的，例如“催一下{a_unit(turn)}”。")
    return None


def _calls_whom(turn: TurnContext) -> bool:
    """Whether words stand for whom to chase that name no unit, no kind and no group."""
    found = _WHOM.match(turn.said.strip())
    if found is None or _NOT_A_NAME.search(found["whom"]):
        return False
    return Narrowing.said(found["whom"], turn.records.roster.groups()) == Narrowing()
