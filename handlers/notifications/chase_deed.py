"""The deed of chasing: shown with counts first and folded where there are many, then sent."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from handlers.notifications.by_hand import note_sent
from handlers.notifications.chasing import Call, Chasing, calls_of, pushed
from handlers.roster.service import group_names
from handlers.submissions.service import MANY, by_paper, few, own_papers, paper_name, people_of
from handlers.turn.access import act
from handlers.turn.commands import Chase, ChasePeople
from handlers.turn.context import DeedContext
from handlers.turn.deeds import DeedService, Preview, always
from handlers.turn.namesakes import called_apart
from handlers.turn.people import sees_person
from handlers.turn.permissions import Deed, Target
from handlers.turn.reply import Link, Reply
from rules.plan.called import notice_word

_ONCE_A_DAY: Final = "同一件事一天只提醒一次。"


def _targets(context: DeedContext, command: Chase) -> Sequence[Target]:
    """Of nobody named: those in the actor's charge, whose they are by definition."""
    return [Target(unit_id=id) for id in command.units]


def _people_targets(context: DeedContext, command: ChasePeople) -> Sequence[Target]:
    papers = own_papers(context)
    own = {person.id for person in people_of(papers.items)} if papers else set()
    # Whoever is seen and owes nothing here is chased for nothing, and that may be told.
    mine = all(
        id in own or sees_person(context.records, context.asker, id) for id in command.people
    )
    return [Target(unit_id=context.asker.unit_id if mine and papers else 0)]


def _show(context: DeedContext, command: Chasing) -> Preview | Reply:
    """Whom and what, before anything is sent."""
    wrong = _wrong(context, command)
    if wrong:
        return wrong
    calls = calls_of(context, command)
    paper = context.plan.papers.get(command.paper)
    if not calls:
        called = paper_name(paper) if paper else "材料"
        if isinstance(command, ChasePeople) and command.people:
            whom = few([called_apart(context.records, one) for one in command.people], "人")
            return act(f"没有需要催的：{whom}在本单位没有还没交的{called}，没有发出提醒。")
        return act(f"没有需要催的：{called}都交齐了，或名册里没有要交的。")
    reachable = [call for call in calls if call.to]
    left_out = [call for call in calls if not call.to]
    if not reachable:
        return act("\n".join(["都没有可以发送的，没有发出提醒：", *_folded(left_out, command)]))
    ids = tuple(call.id for call in reachable)
    exact: Chasing = (
        replace(command, units=ids) if isinstance(command, Chase) else replace(command, people=ids)
    )
    many = len(calls) > MANY
    return Preview(
        exact,
        "\n".join(_told(reachable, left_out, command)),
        "发送吗？",
        "发送提醒",
        "不发",
        "好的，没有发出任何提醒。",
        links=(_board(command),) if many and isinstance(command, Chase) else (),
        lines=tuple(call.line for call in calls) if many else (),
        folds=_by_group(context, calls) if many and isinstance(command, Chase) else (),
    )


def _by_group(
    context: DeedContext, calls: Sequence[Call]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The lines of the units under the name of their group, in the order of the roster."""
    roster, names = context.records.roster, group_names(context.records)
    found: dict[str, list[str]] = {}
    for call in calls:
        name = names.get(roster.unit(call.id).group_id or 0, "未分考核组")
        found.setdefault(name, []).append(call.line)
    return tuple((name, tuple(lines)) for name, lines in found.items())


def _told(reachable: Sequence[Call], left_out: Sequence[Call], command: Chasing) -> list[str]:
    what, each = ("单位", "各一人") if isinstance(command, Chase) else ("人", "")
    number = len(reachable)
    head = f"将提醒下列{number}个{what}{each}（还没有发出）："
    lines = [head, *_folded(reachable, command)]
    if left_out:
        lines.append(f"下列{len(left_out)}个{what}不会发：")
    lines += _folded(left_out, command)
    return [*lines, f"消息里另外写明：{command.words}"] if command.words else lines


def _folded(calls: Sequence[Call], command: Chasing) -> list[str]:
    """A line a call; of many how much is missing, why nobody is written to, and first names."""
    if len(calls) <= MANY:
        return [call.line for call in calls]
    gaps = [item for call in calls for item in call.items]
    why = Counter(call.kind for call in calls if call.kind and not call.to)
    reasons = "、".join(f"{reason}{number}个" for reason, number in why.most_common())
    return [
        f"共缺{len(gaps)}份：{by_paper(gaps)}。",
        *([f"原因：{reasons}。"] if reasons else []),
        f"{_names(calls, command)}。",
    ]


def _names(calls: Sequence[Call], command: Chasing) -> str:
    return few([call.shown for call in calls], "个单位" if isinstance(command, Chase) else "人")


def _board(command: Chasing) -> Link:
    paper = f"&paper={command.paper}" if command.paper else ""
    return Link("在看板里看全部", f"/board?state=missing{paper}")


def _do(context: DeedContext, command: Chasing) -> Reply:
    """After the yes: what was closed meanwhile is left out."""
    wrong = _wrong(context, command)
    if wrong:
        return wrong
    found = calls_of(context, command)
    calls = [call for call in found if call.to]
    repeated = [call for call in found if call.again]
    again = _names(repeated, command)
    pushes = pushed(context, command, calls)
    if not pushes and repeated:
        return act(f"没有再发：{again}今天已经提醒过。{_ONCE_A_DAY}")
    if not pushes:
        return act("没有需要发的了：刚才的缺件已经交上来了。")
    own = context.asker.unit_id
    units = [call.id for call in calls] if isinstance(command, Chase) else [own] if own else []
    people = [] if isinstance(command, Chase) else [call.id for call in calls]
    note_sent(context, "催报", pushes, units, command.paper, people)
    left = f"{again}今天已经提醒过，没有再发。" if repeated else ""
    return act(f"已提醒{_names(calls, command)}。{left}{_ONCE_A_DAY}", pushes=pushes)


def _wrong(context: DeedContext, command: Chasing) -> Reply | None:
    if command.paper and command.paper not in context.plan.papers:
        return act(f"{notice_word(context.plan)}里没有这份材料，没有发出提醒。")
    return None


CHASE: Final = DeedService(Chase, always(Deed.CHASE), "chase", _targets, do=_do, show=_show)
CHASE_PEOPLE: Final = DeedService(
    ChasePeople, always(Deed.CHASE_PEOPLE), "chase", _people_targets, do=_do, show=_show
)
