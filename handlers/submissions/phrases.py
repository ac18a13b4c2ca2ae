"""How the state of papers is told: one unit's, many units', one person's. Never ranked."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from handlers.submissions.folding import MANY, NAMED, by_paper, few
from handlers.submissions.owed import (
    Item,
    UnitPapers,
    item_lines,
    item_names,
    paper_name,
    returned_words,
)
from rules.plan import Deadline, Paper

_ON_THE_BOARD: Final = "全部在看板里逐个查看。"


def unit_gaps(papers: UnitPapers) -> str:
    """What a unit still owes, by paper and person."""
    name = papers.unit.name
    if not papers.items:
        return f"{name}：名册里没有需要上报的材料。"
    if not papers.gaps:
        return f"{name}要交的{len(papers.items)}件材料都收到了。"
    lines = item_lines(papers.gaps, most=NAMED)
    return "\n".join([f"{name}还有{len(papers.gaps)}件材料没有交：", *lines])


def unit_gaps_of(papers: UnitPapers, paper: Paper) -> str:
    """Whether a unit handed in one paper, and for whom not."""
    items = [item for item in papers.items if item.paper.id == paper.id]
    name, called = papers.unit.name, paper_name(paper)
    if not items:
        return f"按名册，{name}不用交{called}。"
    gaps = [item for item in items if item.missing]
    if not gaps:
        return f"{name}的{called}已经收到。"
    if gaps[0].person is None:
        back = returned_words(gaps[0])
        return f"{name}的{called}{f'{back}，还没有重交' if back else '还没有交'}。"
    return f"{name}的{called}还差{len(gaps)}份：{item_names(gaps, most=NAMED)}。"


def late_only(papers: UnitPapers, in_force: Mapping[str, Deadline], today: date) -> UnitPapers:
    """Of a unit's papers those that are missing past a deadline that binds."""
    late = [
        gap
        for gap in papers.gaps
        if (deadline := in_force.get(gap.deadline_id or "")) and deadline.days_over(today) > 0
    ]
    return UnitPapers(papers.unit, tuple(late))


def with_overdue(
    words: str, gaps: Iterable[Item], in_force: Mapping[str, Deadline], today: date
) -> str:
    """The words, and last which of the missing papers are past a deadline that binds."""
    late: dict[str, dict[str, str]] = {}
    for gap in gaps:
        deadline = in_force.get(gap.deadline_id or "")
        if deadline and deadline.days_over(today) > 0:
            named = late.setdefault(deadline.id, {})
            named[gap.paper.id] = gap.paper.form or f"《{gap.paper.name}》"
    told = [_late(in_force[id], papers.values(), today) for id, papers in late.items()]
    return f"{words}\n已过截止时间：{'；'.join(told)}。" if told else words


def _late(deadline: Deadline, papers: Iterable[str], today: date) -> str:
    day = deadline.effective
    on = f"{day.month}月{day.day}日，" if day else ""
    return f"{'、'.join(papers)}（{on}已过{deadline.days_over(today)}天）"


def unit_progress(papers: UnitPapers, now: datetime) -> str:
    """What arrived, with receipts, and what did not."""
    done = [item for item in papers.items if not item.missing]
    if not done:
        return unit_gaps(papers)
    lines = [f"{papers.unit.name}已交{len(done)}件："]
    lines += [_received(item, now) for item in done]
    return "\n".join([*lines, unit_gaps(papers)])


def person_papers(items: Sequence[Item], now: datetime, head: str = "您个人的材料：") -> str:
    """A person's own papers, received or not; `head`: whose they are."""
    lines = [head]
    for item in items:
        state = "还没有收到" if item.missing else ""
        called = paper_name(item.paper)
        lines.append(f"· {called}：{state}" if state else _received(item, now))
    return "\n".join(lines)


def lacking(units: Iterable[UnitPapers], paper: Paper, among: str) -> str:
    """How many of one paper are missing, and of which units, in the order of the roster."""
    owing = [papers for papers in units if any(i.paper.id == paper.id for i in papers.items)]
    gaps = {papers.unit.id: _gaps_of(papers, paper) for papers in owing}
    missing = [papers for papers in owing if gaps[papers.unit.id]]
    called = paper_name(paper)
    if not owing:
        return f"按名册，{among}没有单位要交{called}。"
    if not missing:
        return f"{among}要交{called}的{len(owing)}个单位都已交齐。"
    number = sum(map(len, gaps.values()))
    head = (
        f"{among}还差{called}{number}份：{len(missing)}个单位没有交齐（共{len(owing)}个单位要交）"
    )
    if len(missing) <= MANY:
        return "\n".join([f"{head}：", *(_of_paper(papers, paper) for papers in missing)])
    each = paper.owed_by == "person"
    names = [
        f"{papers.unit.name}{f'{len(gaps[papers.unit.id])}份' if each else ''}"
        for papers in missing
    ]
    return f"{head}：\n{few(names, '个单位')}。{_ON_THE_BOARD if len(names) > NAMED else ''}"


def _gaps_of(papers: UnitPapers, paper: Paper) -> list[Item]:
    return [item for item in papers.gaps if item.paper.id == paper.id]


def owing_words(owing: int, of: int) -> str:
    """“共40个单位要报材料，名册上另有6个没有要报的”: the same number in chat and on the board."""
    rest = f"，名册上另有{of - owing}个没有要报的" if of > owing else ""
    return f"共{owing}个单位要报材料{rest}"


def incomplete(units: Iterable[UnitPapers], among: str) -> str:
    """Which units still owe anything, and which papers."""
    looked_at = list(units)
    owing = [papers for papers in looked_at if papers.items]
    missing = [papers for papers in owing if papers.gaps]
    if not owing:
        return f"按名册，{among}没有单位要报材料。"
    if not missing:
        return f"{among}{len(owing)}个单位的材料都交齐了。"
    of = owing_words(len(owing), len(looked_at))
    head = f"{among}还有{len(missing)}个单位的材料没有交齐（{of}）"
    if len(missing) > MANY:
        return "\n".join([f"{head}，{_lacked(missing)}", *_in_short(missing)])
    return "\n".join([f"{head}：", *(f"· {p.unit.name}：{_short(p.gaps)}" for p in missing)])


def progress(units: Iterable[UnitPapers], among: str) -> str:
    """How far each unit is, in the order of the roster."""
    looked_at = list(units)
    owing = [papers for papers in looked_at if papers.items]
    if not owing:
        return f"按名册，{among}没有单位要报材料。"
    done = sum(papers.complete for papers in owing)
    head = f"{among}{owing_words(len(owing), len(looked_at))}，已交齐{done}个"
    if len(owing) > MANY:
        lacked = _lacked(owing) if done < len(owing) else ""
        return "\n".join([f"{head}{f'，{lacked}' if lacked else '。'}", *_in_short(owing)])
    lines = [f"{head}："]
    for papers in owing:
        received = len(papers.items) - len(papers.gaps)
        rest = f"，还差{_short(papers.gaps)}" if papers.gaps else "，已齐"
        lines.append(f"· {papers.unit.name}：已交{received}件{rest}")
    return "\n".join(lines)


def _lacked(units: Iterable[UnitPapers]) -> str:
    gaps = [gap for papers in units for gap in papers.gaps]
    return f"还差{len(gaps)}份：{by_paper(gaps)}。"


def _in_short(owing: Sequence[UnitPapers]) -> list[str]:
    """Of many units only how many papers are in, so that it is one message; the board has all."""
    begun = [p for p in owing if p.gaps and len(p.gaps) < len(p.items)]
    lines = [
        f"· {p.unit.name}：已交{len(p.items) - len(p.gaps)}件，还差{len(p.gaps)}件"
        for p in begun[:MANY]
    ]
    for words, some in (
        ("· 还交了一部分", begun[MANY:]),
        ("· 已交齐", [p for p in owing if not p.gaps]),
        ("· 一件也没有交", [p for p in owing if len(p.gaps) == len(p.items)]),
    ):
        if some:
            names = [p.unit.name for p in some]
            told = few(names) if len(names) <= NAMED else f"{few(names).rpartition('等')[0]}等"
            lines.append(f"{words}的{len(some)}个：{told}")
    return [*lines, _ON_THE_BOARD] if len(begun) > MANY or len(owing) > NAMED else lines


def _short(items: Iterable[Item]) -> str:
    """附件1（2人）、附件8: enough for a list of many units."""
    counts: dict[str, tuple[Paper, int]] = {}
    for item in items:
        count = counts.get(item.paper.id, (item.paper, 0))[1]
        counts[item.paper.id] = (item.paper, count + (item.person is not None))
    return "、".join(
        f"{paper.form or paper.name}{f'（{people}人）' if people else ''}"
        for paper, people in counts.values()
    )


def _of_paper(papers: UnitPapers, paper: Paper) -> str:
    gaps = [item for item in papers.gaps if item.paper.id == paper.id]
    names = few([item.person.name for item in gaps if item.person], "人")
    returned = "（已退回，待重交）" if any(item.handin for item in gaps) and not names else ""
    return f"· {papers.unit.name}{f'：{names}' if names else ''}{returned}"


def _received(item: Item, now: datetime) -> str:
    who = f"（{item.person.name}）" if item.person else ""
    if item.handin is None:
        return f"· {paper_name(item.paper)}{who}"
    at = item.handin.at.astimezone(now.tzinfo)
    return (
        f"· {paper_name(item.paper)}{who}：{at.month}月{at.day}日{at:%H:%M}收到，"
        f"第{item.handin.version}版，回执号{item.handin.receipt}"
    )
