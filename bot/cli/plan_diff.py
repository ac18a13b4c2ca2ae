"""`kaohe plan diff`: whose ruling and which unit's quota two plans settle otherwise."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.plan_new import folder_of
from bot.opening import local_settings, opened, plan_in
from bot.wrong import Wrong
from plans import FOLDER as PLANS

if TYPE_CHECKING:
    from rules.plan import Fact, Plan
    from rules.plan.diff import TermChange
    from rules.roster import ImportRows
    from rules.roster_diff import Caps, PlanDiff, QuotaChange, Side, Who
    from rules.standing import Candidate, ThisUnit
    from storage import Records

    Loaded = tuple[tuple[Side, Side], list[ThisUnit]]

_MOST_NAMES = 12
_MOST_UNITS = 60


def diff(
    old: Annotated[str, typer.Argument(metavar="旧方案", help="年度，或一个文件夹。")] = "",
    new: Annotated[str, typer.Argument(metavar="新方案", help="年度，或一个文件夹。")] = "",
    roster: Annotated[
        Path | None, typer.Option("--roster", help="人员表（xlsx）；不写就用数据库里的名单。")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="输出 JSON，名单不省略。")] = False,
    folder: Annotated[
        Path, typer.Option("--folder", help="方案都放在哪个文件夹里。", show_default="本系统自带的")
    ] = PLANS,
) -> None:
    """Compare two plans on one roster."""
    from rules.roster_diff import plan_diff

    if not old or not new:
        raise Wrong("请写要比的两个方案，例如：kaohe plan diff 2019 2020 --roster 人员表.xlsx", 2)
    plans = (plan_in(folder_of(old, folder)), plan_in(folder_of(new, folder)))
    sides, units = _from_file(plans, roster) if roster else _from_database(plans)
    if not sides[0].people:
        raise Wrong("名单里一个人也没有，没有可比的。请先导入名单，或者写 --roster 人员表.xlsx。")
    found = plan_diff(*sides, units)
    if as_json:
        print(json.dumps(asdict(found), ensure_ascii=False))
        return
    for line in _told(found):
        print(line)


def _from_database(plans: tuple[Plan, Plan]) -> Loaded:
    from rules.roster_diff import Side

    with opened(local_settings()) as store, store.reading() as records:
        sides = (
            Side(plans[0], _people(plans[0], records)),
            Side(plans[1], _people(plans[1], records)),
        )
        return sides, _units(records)


def _from_file(plans: tuple[Plan, Plan], file: Path) -> Loaded:
    """Imported to be forgotten; once where both plans read the columns alike, else for each."""
    from rules.roster_diff import Side

    if not file.is_file():
        raise Wrong(f"没有 {file} 这个文件，请检查文件名和目录。", 2)
    old, new = plans
    with _imported(old, new, file) as records:
        before, units = Side(old, _people(old, records)), _units(records)
        if _columns(old) == _columns(new):
            return (before, Side(new, _people(new, records))), units
    with _imported(new, old, file) as records:
        return (before, Side(new, _people(new, records))), units


def _columns(plan: Plan) -> list[tuple[str, str, str, Mapping[str, str]]]:
    return [(each.id, each.label, each.kind, each.values) for each in plan.facts.values()]


@contextmanager
def _imported(plan: Plan, other: Plan, file: Path) -> Iterator[Records]:
    """The workbook in a database of its own; facts only the other plan knows are read as well."""
    from storage import Store

    own = {fact.label for fact in plan.facts.values()}
    further = {id: f for id, f in other.facts.items() if f.label not in own}
    facts = further | dict(plan.facts)
    rows = _rows(replace(plan, facts=facts), file)
    with tempfile.TemporaryDirectory() as held:
        store = Store(f"sqlite:///{held}/roster.sqlite3", Path(held))
        try:
            store.create()
            with store.transaction() as records:
                _import(records, rows, facts, file)
            with store.reading() as records:
                yield records
        finally:
            store.close()


def _rows(plan: Plan, file: Path) -> ImportRows:
    from forms import roster_import
    from forms.kit.safe.refusals import UnsafeFile
    from forms.kit.safe.safety import inspect

    try:
        inspect(file, file.name, ("xlsx",))
        return roster_import.read(file, plan)
    except UnsafeFile as error:
        raise Wrong(f"{file} 读不了：{error.words}") from None


def _import(records: Records, rows: ImportRows, facts: Mapping[str, Fact], file: Path) -> None:
    result = records.roster.import_rows(rows, facts)
    if result.problems:
        listed = "\n".join(f"  {one}" for one in result.problems)
        raise Wrong(f"{file} 有{len(result.problems)}处要改，没有比：\n{listed}")


def _people(plan: Plan, records: Records) -> Sequence[Candidate]:
    from handlers.roster.service import county_candidates

    return county_candidates(plan, records)


def _units(records: Records) -> list[ThisUnit]:
    from handlers.roster.service import this_unit

    return [this_unit(unit) for unit in records.roster.units()]


def _told(found: PlanDiff) -> Iterator[str]:
    rulings = f"{found.people}人中{len(found.changed)}人的结论有变"
    if not found.shared:
        rulings = f"{found.people}人的结论没法比（两个方案没有相同的结论项）"
    yield (
        f"{found.before} → {found.after}：{rulings}，"
        f"{found.units}个单位中{len({each.unit for each in found.quotas})}个的名额有变，"
        f"时间有变{_count(found, 'date')}处，比例有变{_count(found, 'share')}处，"
        f"条款原文有变{_count(found, 'clause')}条。"
    )
    yield "同一份名单，各按各的截止日算；已经答复的批复不计在内。"
    for plan, labels in (
        (found.before, found.alone["before"]),
        (found.after, found.alone["after"]),
    ):
        if labels:
            yield f"只有{plan}才有的结论，没有比：{'、'.join(labels)}。"
    yield from _dates(found.terms)
    yield from _rulings(found)
    yield from _quotas(found.quotas)
    for gap in found.missing:
        yield f"只在{gap.plan}缺“{gap.label}”：{len(gap.people)}人：{_names(gap.people)}"
    changed = [each.what for each in found.terms if each.kind == "clause"]
    if changed:
        yield f"原文有变的条款：{'、'.join(changed)}。"


def _count(found: PlanDiff, kind: str) -> int:
    return sum(each.kind == kind for each in found.terms)


def _dates(terms: Sequence[TermChange]) -> Iterator[str]:
    for kind, title in (("date", "时间："), ("share", "比例：")):
        some = [each for each in terms if each.kind == kind]
        if some:
            yield title
        for each in some:
            yield f"  {each.what}：{each.before} → {each.after}"


def _rulings(found: PlanDiff) -> Iterator[str]:
    label = ""
    for each in found.rulings:
        if each.label != label:
            label = each.label
            count = sum(len(one.people) for one in found.rulings if one.label == label)
            yield f"{label}：{count}人"
        was = f"{each.before.words}{_cited(each.before.clauses)}"
        now = f"{each.after.words}{_cited(each.after.clauses)}"
        yield f"  {was} → {now}：{len(each.people)}人：{_names(each.people)}"


def _cited(clauses: Sequence[str]) -> str:
    return f"（{'、'.join(clauses)}）" if clauses else ""


def _names(people: Sequence[Who]) -> str:
    shown = "、".join(f"{each.name}（{each.unit}）" for each in people[:_MOST_NAMES])
    return shown + (f"等，--json 有全部{len(people)}人" if len(people) > _MOST_NAMES else "")


def _quotas(quotas: Sequence[QuotaChange]) -> Iterator[str]:
    if quotas:
        yield f"名额：{len({each.unit for each in quotas})}个单位"
    for each in quotas[:_MOST_UNITS]:
        list_of = "" if each.kind == "members" else "（委托考核名单）"
        caps = "；".join(_cap(one) for one in each.caps if one.before != one.after)
        still = f"，没定下来的{each.open[0]} → {each.open[1]}人" if any(each.open) else ""
        base = f"基数{_number(each.base[0])} → {_number(each.base[1])}{still}"
        yield f"  {each.unit}{list_of}：{base}" + (f"；优秀{caps}" if caps else "；优秀不变")
    if len(quotas) > _MOST_UNITS:
        yield f"  还有{len(quotas) - _MOST_UNITS}个，--json 有全部。"


def _cap(caps: Caps) -> str:
    grade = f"（班子{caps.label}）" if caps.label else ""
    return f"{grade}最多{_most(caps.before)} → {_most(caps.after)}"


def _most(pair: tuple[int, int] | None) -> str:
    if pair is None:
        return "没有这一档"
    return f"{pair[0]}" if pair[0] == pair[1] else f"{pair[0]}至{pair[1]}"


def _number(number: int | None) -> str:
    return "没有" if number is None else str(number)
