"""What has to be mended: the cells of a paper that came back, or of one that failed its checks."""

from collections.abc import Sequence
from typing import Final

from forms.kit.problem import from_json
from handlers.submissions.comments import return_of, signed
from handlers.submissions.owed import Item, paper_name, people_of
from handlers.submissions.own_views import View, own_views
from handlers.submissions.versions import marked_as
from handlers.turn.access import act, asks_elsewhere, no_record, sees_several
from handlers.turn.context import TurnContext
from handlers.turn.entity_extraction import paper_in, people_in
from handlers.turn.refusals import not_yours
from handlers.turn.reply import Link, Reply
from handlers.turn.topic import topic
from rules.papers import for_example
from storage.views import HandIn, HandInStatus, Part

_MOST_PAPERS: Final = 3
_MOST_FAULTS: Final = 5
_WRONG: Final = (HandInStatus.FAULTY, HandInStatus.RETURNED)


@topic("whats_wrong")
def whats_wrong(turn: TurnContext) -> Reply:
    """What has to be mended in the asker's own papers."""
    if sees_several(turn):
        return act("要看一份材料哪里有错，请在看板里打开那个单位，点开那一版的回执。")
    if asks_elsewhere(turn):
        return not_yours(turn)
    member = turn.records.members.by_userid(turn.asker.userid)
    views = own_views(turn.plan, turn.records, member) if member else []
    if not views:
        return no_record(turn)
    wrong = [each for view in views for each in _wrong(turn, view)]
    if not wrong:
        return act("没有退回的，也没有检查没通过的材料。填好的表交上来，当场告诉您哪里要改。")
    lines, links = [], []
    for item, handin in wrong[:_MOST_PAPERS]:
        lines += _told(turn, item, handin)
        links += _links(item, handin)
    if len(wrong) > _MOST_PAPERS:
        example, rest = for_example(turn.plan, "person"), len(wrong) - _MOST_PAPERS
        lines.append(f"还有{rest}份，请说是哪一份，例如“{example}哪里错了”。")
    return act("\n".join(lines), links=tuple(links))


def _wrong(turn: TurnContext, view: View) -> list[tuple[Item, HandIn]]:
    """The papers asked about, or all, with the newest version where that does not count."""
    items = _asked(turn, view.items)
    handins = turn.records.handins.all_of(view.unit.id, plan_id=turn.plan.id)
    newest = {(h.paper, h.person_id): h for h in handins if h.part is Part.DATA}
    found = []
    for item in items:
        handin = newest.get((item.paper.id, item.person.id if item.person else None))
        if handin is not None and handin.status in _WRONG:
            found.append((item, handin))
    return sorted(found, key=lambda pair: pair[1].at, reverse=True)


def _asked(turn: TurnContext, items: Sequence[Item]) -> list[Item]:
    paper = paper_in(turn.reading.text, turn.plan, turn.reading.papers)
    named = {person.id for person in people_in(turn.reading.text, people_of(items))}
    return [
        item
        for item in items
        if (paper is None or item.paper.id == paper.id)
        and (not named or (item.person and item.person.id in named))
    ]


def _told(turn: TurnContext, item: Item, handin: HandIn) -> list[str]:
    whose = f"（{item.person.name}）" if item.person else ""
    head = f"{paper_name(item.paper)}{whose}第{handin.version}版"
    if handin.status is HandInStatus.RETURNED:
        return [f"{head}已退回。{_returned(turn, handin)}"]
    must = [problem for problem in from_json(handin.findings) if problem.must]
    lines = [f"{head}有{len(must)}处必须改："]
    lines += [f"· {problem}" for problem in must[:_MOST_FAULTS]]
    more = len(must) - _MOST_FAULTS
    return [*lines, f"还有{more}处，在回执和批注版里。"] if more > 0 else lines


def _returned(turn: TurnContext, handin: HandIn) -> str:
    said = return_of(turn.records, handin)
    if said is None:
        return f"原因：{handin.reason}。"
    where = f"要改的地方：{'、'.join(said.cells)}。" if said.cells else ""
    who = signed(turn.plan, turn.records, said.name, said.role, said.by)
    return f"原因：{said.text}。{where}退回人：{who}。"


def _links(item: Item, handin: HandIn) -> list[Link]:
    called = item.paper.form or item.paper.name
    links = [Link(f"查看{called}的回执", f"/receipt/{handin.receipt}")]
    if handin.findings and (kind := marked_as(handin)):
        links.append(Link(f"下载{called}的批注版", f"/marked/{handin.receipt}.{kind}"))
    return links
