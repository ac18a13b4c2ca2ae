"""What is said of another season than the one that runs: its year first, its own pages."""

from dataclasses import replace

from handlers.turn.buttons import CaseFileButton, FileButton, SeasonButton
from handlers.turn.reply import Kind, Link, Option, Push, Reply
from handlers.turn.season import season_path
from rules.plan import Plan
from storage import Records


def told_of(plan: Plan, reply: Reply, records: Records) -> Reply:
    """The reply with its year, its buttons and links those of that season."""
    over = "，已经结束" if records.seasons.closed_at(plan.id) else ""
    head = "" if reply.kind is Kind.OFF else f"【{plan.year}年度考核{over}】\n"
    return replace(
        reply,
        text=f"{head}{reply.text}",
        options=tuple(_its_own(plan, one) for one in reply.options),
        links=tuple(_there(plan, one) for one in reply.links),
        pushes=tuple(told_to(plan, one) for one in reply.pushes),
        batches=tuple(replace(one, season=plan.id) for one in reply.batches),
    )


def told_to(plan: Plan, push: Push) -> Push:
    """A message to somebody else about that season."""
    link = _there(plan, push.link) if push.link else None
    text = f"【{plan.year}年度考核】\n{push.text}"
    return replace(push, text=text, link=link, season=plan.id)


def _its_own(plan: Plan, option: Option) -> Option:
    """A file that waits knows its season by itself."""
    if isinstance(option.button, FileButton | CaseFileButton):
        return option
    return Option(option.label, SeasonButton(plan.id, option.key))


def _there(plan: Plan, link: Link) -> Link:
    return replace(link, path=f"{season_path(plan.id)}{link.path}")
