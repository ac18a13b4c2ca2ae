"""What a person must decide in a plan copied from another year's, as a page to tick off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from rules.plan.copy import CLAUSES, DEADLINES, HEAD, PATTERNS, Spot, spots
from rules.plan.deadlines import Deadline, Status
from rules.plan.schema import Plan

FILE: Final = "待定.md"
OF_A_NOTICE: Final = (
    "# 由人来定"  # the head of a list made of the notice itself, not of an old plan
)
OPEN_MARK: Final = "- [ ] "
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_VALUE: Final = re.compile(r"-?\d+(?:\.\d+)?|\d{4}-\d{2}-\d{2}")
_FIGURE: Final = re.compile(
    r"\d+(?:\.\d+)?%|\d+月\d+日|\d+(?:\.\d+)?\s*(?:个月|分(?!管)|天|人|份|字|名|张)|(?<!\d)\d{1,2}年"
)
_LONGEST: Final = 60


@dataclass(frozen=True)
class Section:
    """Things of one kind to decide."""

    title: str
    note: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Copied:
    """A plan and its files, before and after it was moved to the new year."""

    old: Plan
    new: Plan
    before: Mapping[str, str]
    after: Mapping[str, str]


def todo(
    copied: Copied, precedents: Sequence[str], is_rest_day: Callable[[date], bool]
) -> tuple[Section, ...]:
    """`precedents`: those in force under the old plan, in words."""
    found = [spot for file, text in copied.after.items() for spot in spots(file, text)]
    old = {
        (spot.file, spot.path): spot
        for file, text in copied.before.items()
        for spot in spots(file, text)
    }
    changed = [each for each in found if _was(old, each) not in {None, each.value}]
    return (
        _clauses(copied.new, found),
        _values(found),
        _figures(found),
        _deadlines(copied, found, is_rest_day),
        _questions(found, changed),
        _left_open(copied.new, found),
        Section(
            "批复",
            f"批复只在{copied.old.year}年度的方案里有效，不会带过来；还要照办的，写成规则或者重新批复。",
            tuple(precedents),
        ),
        _left_years(found, changed),
        Section(
            "已经自动改的，请核对一遍",
            "",
            tuple(f"{_named(each)}：{_was(old, each)} → {each.value}" for each in changed),
        ),
    )


def page(copied: Copied, sections: Iterable[Section]) -> str:
    """The list as Markdown; what is settled is ticked off or struck out by hand."""
    shown = [each for each in sections if each.items]
    total = sum(len(each.items) for each in shown)
    lines = [
        f"# {copied.new.year}年度的方案：还要由人来定的事",
        "",
        f"从{copied.old.year}年度的方案复制，一共{total}项。办好一项，把 [ ] 改成 [x]。",
        f"全部办好之前，方案里的原文和数仍是{copied.old.year}年度的，不要拿来答复。",
        "",
        *(f"- {each.title}：{len(each.items)}项" for each in shown),
    ]
    for each in shown:
        lines += ["", f"## {each.title}（{len(each.items)}项）", ""]
        lines += [each.note, ""] if each.note else []
        lines += [f"{OPEN_MARK}{_one_line(item)}" for item in each.items]
    lines += ["", "改完后运行 `kaohe plan lint`、`kaohe plan verify --write`、`kaohe plan diff`。"]
    return "\n".join(lines) + "\n"


def still_open(text: str) -> int:
    """How many items of such a page are not ticked off."""
    return sum(line.startswith(OPEN_MARK) for line in text.splitlines())


def _was(old: Mapping[tuple[str, tuple[str, ...]], Spot], spot: Spot) -> str | None:
    """What stood there; a `why` that is new stood nowhere."""
    found = old.get((spot.file, spot.path))
    return found.value if found else None


def _clauses(plan: Plan, found: Iterable[Spot]) -> Section:
    items = []
    for spot in found:
        if spot.file == CLAUSES and spot.path[-1] == "text":
            clause = plan.clauses[spot.path[0]]
            figures = _figures_in(spot.value)
            named = f"；里面有{figures}" if figures else ""
            items.append(f"{spot.place} {clause.id}（{clause.title}）{named}")
    note = "原文是旧通知的，一字未改。逐条换成新通知的原文；新增、删去、改号的条款，规则要跟着改。"
    return Section("条款原文", note, tuple(items))


def _values(found: Iterable[Spot]) -> Section:
    own = {(HEAD, ("id",)), (HEAD, ("year",))}
    items = [
        f"{_named(spot)}：{spot.value}"
        for spot in found
        if spot.plain
        and _VALUE.fullmatch(spot.value)
        and not spot.is_verbatim
        and spot.file != DEADLINES
        and (spot.file, spot.path) not in own
    ]
    items += [
        f"{_named(spot)}：空着（旧通知没有写小数怎么取整）"
        for spot in found
        if spot.file == "quotas.yaml" and spot.path == ("rounding",) and spot.value in {"null", "~"}
    ]
    return Section("比例、门槛、份数、日期", "照新通知核对每一个数。", tuple(items))


def _figures(found: Iterable[Spot]) -> Section:
    items = [
        f"{_named(spot)}：{figures}"
        for spot in found
        if spot.file not in {CLAUSES, DEADLINES}
        and not (spot.plain and _VALUE.fullmatch(spot.value))
        and not _is_pattern(spot)
        and (figures := _figures_in(spot.value))
    ]
    return Section("文字里写着的数和日期", "上面的数改了，这些说法要跟着改。", tuple(items))


def _figures_in(text: str) -> str:
    return "、".join(dict.fromkeys(_FIGURE.findall(text)))


def _is_pattern(spot: Spot) -> bool:
    """Words by which questions are recognised; the same key in quotas.yaml quotes the notice."""
    return spot.file in PATTERNS or ("words" in spot.path and spot.file != "quotas.yaml")


def _deadlines(
    copied: Copied, found: Iterable[Spot], is_rest_day: Callable[[date], bool]
) -> Section:
    places = {s.path[0]: s.place for s in reversed(list(found)) if s.file == DEADLINES}
    items = [
        f"{places[each.id]} {each.label}（{each.clause}）："
        + _of_deadline(copied.old.deadlines[each.id], each, is_rest_day)
        for each in copied.new.deadlines.values()
    ]
    note = "日期顺延而来，一律算推定，要由人照新通知定；printed、printed_date 照新通知印的抄。"
    return Section("时限", note, tuple(items))


def _of_deadline(old: Deadline, new: Deadline, is_rest_day: Callable[[date], bool]) -> str:
    if new.status is Status.BLANK or new.effective is None:
        return f"旧通知空着（{old.printed}），新通知写了就填"
    words = f"{old.effective} → {new.effective}（推定；旧通知印的是“{old.printed}”）"
    weekday = "星期" + "一二三四五六日"[new.effective.weekday()]
    rest = f"；{weekday}，是休息日" if is_rest_day(new.effective) else ""
    return words + rest


def _questions(found: Iterable[Spot], changed: Sequence[Spot]) -> Section:
    items = [
        f"{_named(spot)}：{spot.value}" + ("（已改年份）" if spot in changed else "")
        for spot in found
        if _asks(spot) and (spot in changed or _YEAR.search(spot.value))
    ]
    return Section("问法里写着年份的", "看看还顺不顺。", tuple(items))


def _asks(spot: Spot) -> bool:
    return spot.path[-1] == "question" or "examples" in spot.path


def _left_open(plan: Plan, found: Sequence[Spot]) -> Section:
    """The old notice's silences: the new one may have closed them."""
    silent = {rule.id: rule for rule in plan.rules if rule.silent_on}
    items = [
        f"{spot.place} {plan.silences[spot.path[0]].title}"
        for spot in found
        if spot.file == "silences.yaml" and spot.path[-1] == "title"
    ]
    items += [
        f"{spot.place} 规则“{silent[spot.path[0]].title}”（{silent[spot.path[0]].clause}）"
        for spot in found
        if spot.file == "rules.yaml" and spot.path[-1] == "title" and spot.path[0] in silent
    ]
    items += [
        f"{spot.place} “{spot.value}”没有定义"
        for spot in found
        if spot.file == "terms.yaml" and spot.path[-1] == "text"
    ]
    return Section("旧通知没有写的", "新通知写了的，改成规则或答复，从这里删去。", tuple(items))


def _left_years(found: Iterable[Spot], changed: Sequence[Spot]) -> Section:
    items = [
        f"{_named(spot)}：{_around(spot.value)}"
        for spot in found
        if spot.file not in {CLAUSES, DEADLINES, HEAD}
        and spot not in changed
        and not _asks(spot)
        and not (spot.plain and _VALUE.fullmatch(spot.value))
        and _YEAR.search(spot.value)
    ]
    note = "文号、答复用的原文、识别问题用的词，没有自动改。"
    return Section("还写着年份、没有动的", note, tuple(items))


def _around(text: str) -> str:
    """Each year with some words on both sides."""
    return "；".join(_excerpts(text)) if len(text) > _LONGEST else text


def _excerpts(text: str) -> Iterator[str]:
    end = 0
    for year in _YEAR.finditer(text):
        if year.start() >= end:
            end = year.end() + 12
            yield f"…{text[max(0, year.start() - 10) : end]}…"


def _named(spot: Spot) -> str:
    return f"{spot.place} {' › '.join(spot.path)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
