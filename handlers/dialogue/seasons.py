"""Several seasons in use at once: which one a message is about, and what is answered from it.

The season that runs needs no mark. What is said of another begins with its year, its buttons name
it, and its links lead to its own pages.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from threading import Lock
from typing import Final

from handlers.turn.buttons import SeasonButton, UnknownButton, button_of
from handlers.turn.message import Choice, IncomingMessage
from handlers.turn.reply import VOID, Kind, Option, Reply
from handlers.turn.state import DialogueState
from language.reader import Reader
from language.season import records_named, season_named
from rules.plan import Plan
from storage import Store

_WHICH: Final = "which_season"  # the topic of a talk that waits to be told the year


class Seasons:
    """The season that runs, and the plans of others that are asked about. Shared by threads."""

    def __init__(
        self,
        plan: Plan,
        reader: Reader,
        others: Sequence[Plan] = (),
        make_reader: Callable[[Plan], Reader] = Reader,
    ) -> None:
        """Readers of other plans are made when they are first needed."""
        self.plan, self.others = plan, tuple(others)
        self._readers, self._make, self._lock = {plan.id: reader}, make_reader, Lock()

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """All of them, the one that runs first."""
        return (self.plan, *self.others)

    @cached_property
    def by_year(self) -> dict[int, Plan]:
        """Every plan by its year, the earliest first."""
        return {plan.year: plan for plan in sorted(self.plans, key=lambda each: each.year)}

    def of(self, id: str) -> Plan | None:
        """The plan of this id; None where it is not in use."""
        return next((plan for plan in self.plans if plan.id == id), None)

    def plan_of(self, id: str) -> Plan:
        """The same; the one that runs where it is not, or none was named."""
        return self.of(id) or self.plan

    def reader(self, plan: Plan) -> Reader:
        """Who reads messages under it."""
        with self._lock:
            if plan.id not in self._readers:
                self._readers[plan.id] = self._make(plan)
            return self._readers[plan.id]

    def elsewhere(self, store: Store, message: IncomingMessage) -> bool:
        """Whether a message is about another season, or which one it is has to be asked."""
        if not self.others:
            return False
        with store.reading() as records:
            state = DialogueState.from_json(records.talks.open(message.sender, message.at))
        found = season_of(self, message, state)
        return not isinstance(found, Meant) or found.plan is not self.plan


@dataclass(frozen=True)
class Meant:
    """The season of a message, the message for it, and what the talk knows of that season."""

    plan: Plan
    message: IncomingMessage
    state: DialogueState


def season_of(
    seasons: Seasons, message: IncomingMessage, state: DialogueState
) -> Meant | tuple[Reply, DialogueState]:
    """Which season the message is about; a reply where that is to be asked or cannot be."""
    if not seasons.others:
        gone = _not_kept(seasons, message) if message.choice is None else None
        return (gone, state) if gone else Meant(seasons.plan, message, state)
    if message.choice is not None:
        return _pressed(seasons, message, state)
    text = message.text or ""
    picked = _picked(state, text)
    if picked is not None:
        return _pressed(seasons, replace(message, text=None, choice=Choice(picked, "")), state)
    years = seasons.by_year
    named = season_named(
        text, running=seasons.plan.year, known=years.keys(), today=message.at.date()
    )
    if named is None:
        gone = _not_kept(seasons, message)
        if gone:
            return gone, state
        return _in(seasons, seasons.plan_of(state.season), message, state)
    question = named.rest or state.said
    if len(named.years) > 1:
        return _which(years, named.years, question, state)
    [year] = named.years
    if year not in years:
        return _not_here(seasons, year), state
    if not question:
        return _about_what(years[year]), _turned(seasons, years[year], state)
    if years[year] is seasons.plan and named.rest:
        return _in(seasons, seasons.plan, message, state)
    return _in(seasons, years[year], replace(message, text=question), state)


def _pressed(
    seasons: Seasons, message: IncomingMessage, state: DialogueState
) -> Meant | tuple[Reply, DialogueState]:
    """A button of another season says so; any other is of the one that runs."""
    choice = message.choice
    try:
        button = button_of(choice.key) if choice else None
    except UnknownButton:  # of an older release, or nobody's: looked at where buttons are
        button = None
    if not isinstance(button, SeasonButton) or choice is None:
        return _in(seasons, seasons.plan, message, state)
    plan = seasons.of(button.season)
    if plan is None or (button.key is None and state.topic != _WHICH):
        return Reply(Kind.ACTION, str(UnknownButton.__doc__), card=VOID), state
    if button.key is not None:
        inner = replace(message, choice=replace(choice, key=button.key))
        return _in(seasons, plan, inner, state)
    if not state.said:
        return _about_what(plan), _turned(seasons, plan, state)
    return _in(seasons, plan, replace(message, choice=None, text=state.said), state)


def _picked(state: DialogueState, text: str) -> str | None:
    """The key of the year whose number was typed where years were offered."""
    number = text.strip(" .。、")
    if state.topic == _WHICH and number in ("1", "2"):
        return state.options[int(number) - 1][0]
    return None


def _in(seasons: Seasons, plan: Plan, message: IncomingMessage, state: DialogueState) -> Meant:
    return Meant(plan, message, _turned(seasons, plan, state))


def _turned(seasons: Seasons, plan: Plan, state: DialogueState) -> DialogueState:
    """What was said of one season is not carried over to another."""
    season = "" if plan is seasons.plan else plan.id
    same = state.season == season and state.topic != _WHICH
    return state if same else DialogueState(season=season)


def _which(
    years: dict[int, Plan], meant: Sequence[int], question: str, state: DialogueState
) -> tuple[Reply, DialogueState]:
    options = tuple(Option(f"{year}年度", SeasonButton(years[year].id)) for year in sorted(meant))
    reply = Reply(Kind.CHOICES, "您问的是哪一年度的考核？", options=options)
    kept = tuple((option.key, option.label) for option in options)
    return reply, DialogueState(topic=_WHICH, said=question, options=kept, season=state.season)


def _not_here(seasons: Seasons, year: int) -> Reply:
    here = "、".join(f"{each}年度" for each in seasons.by_year)
    return Reply(
        Kind.SILENT,
        f"这里没有{year}年度的考核方案，不能照它答；有的是{here}的。"
        f"{year}年度的请问{seasons.plan.office}。",
    )


def _not_kept(seasons: Seasons, message: IncomingMessage) -> Reply | None:
    """“2018年的考核结果导出来”: what is on record is of the years there are, and of no other."""
    text, today = message.text or "", message.at.date()
    years = records_named(text, running=seasons.plan.year, today=today)
    if years is None:
        return None
    [*known] = (year for year in years if year in seasons.by_year)
    here = "、".join(f"{each}年度" for each in seasons.by_year)
    if known:
        return Reply(
            Kind.SILENT,
            f"{known[0]}年度的请把年份写在前面再问，例如“{known[0]}年的材料怎么交”；这里有{here}的。",
        )
    asked = "、".join(f"{year}年度" for year in years) or "以前年度"
    return Reply(
        Kind.SILENT,
        f"这里没有{asked}的材料和结果，没有导出，也没有动什么；有的是{here}的。"
        f"要{seasons.plan.year}年度的，请去掉年份再说一遍。",
    )


def _about_what(plan: Plan) -> Reply:
    paper = next(iter(plan.papers.values()), None)
    example = f"{plan.year}年的{paper.name}怎么交" if paper else f"{plan.year}年的考核范围"
    return Reply(Kind.ANSWER, f"您要问{plan.year}年度考核的什么？例如“{example}”。")
