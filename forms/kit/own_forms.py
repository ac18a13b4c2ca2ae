"""The forms a county supplied itself: found in the plan's folder and tried before they are used."""

import importlib
import pkgutil
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import forms
from forms.kit import workbook
from forms.kit.cell_map import FOLDER, CellMap, PlanError
from forms.kit.filled import UnreadableDocument
from forms.kit.safe import archive
from forms.kit.safe.refusals import Damaged, UnsafeFile
from forms.kit.word.filled import Written, written
from forms.kit.word_map import Place, WordMap, named
from forms.kit.workbook import UnreadableWorkbook, position, tidy
from rules.plan import Plan


class Replaceable(Protocol):
    """What a package of `forms` offers as SHEET: a form whose template a county may replace."""

    @property
    def read_as(self) -> str:
        """The kind of form a county's own is read as."""

    def cell_map(self, plan: Plan) -> CellMap | WordMap | None:
        """The map in force, None where the form has none; raises PlanError."""


def sheet_forms() -> Mapping[str, Replaceable]:
    """Forms whose template a county may replace, by kind."""
    modules = (
        importlib.import_module(f"forms.{module.name}")
        for module in pkgutil.iter_modules(forms.__path__)
        if module.ispkg and module.name != "kit"
    )
    found: list[Replaceable] = [m.SHEET for m in modules if hasattr(m, "SHEET")]
    return {sheet.read_as: sheet for sheet in found}


def own_forms(plan: Plan) -> tuple[str, ...]:
    """Kinds with a form of the county's own. Raises PlanError where one cannot be used."""
    kinds = {paper.read_as for paper in plan.papers.values()}
    known = {kind: sheet for kind, sheet in sheet_forms().items() if kind in kinds}
    found = []
    for file in sorted((plan.root / FOLDER).glob("*.yaml")):
        if file.stem not in known:
            can = "、".join(known)
            raise PlanError(file, 1, f"没有叫“{file.stem}”的表；可以换的有：{can}。")
        map = known[file.stem].cell_map(plan)
        if isinstance(map, WordMap):
            _try_word(map, file)
        elif map is not None:
            _try(map, file)
        found.append(file.stem)
    return tuple(found)


def _try(map: CellMap, file: Path) -> None:
    """The mark must stand in the county's form, or every form handed in would be refused."""
    if map.workbook is None:
        return
    name, (cell, words) = map.workbook.name, map.mark
    try:
        book = workbook.read(map.workbook)
    except UnreadableWorkbook as broken:
        raise PlanError(file, 1, f"“{name}”打不开，请用Excel另存为xlsx。") from broken
    if map.sheet and book.sheet(map.sheet) is None:
        raise PlanError(file, 1, f"“{name}”里没有叫“{map.sheet}”的工作表。")
    sheet = book.sheet(map.sheet) or book.sheets[0]
    for at, printed in ((cell, words), *map.labels.items()):
        there = sheet.text(*position(at))
        fits = tidy(printed) in tidy(there) if at == cell else tidy(printed) == tidy(there)
        if not fits:
            said = f"写的是“{there}”" if there else "是空的"
            raise PlanError(file, 1, f"“{name}”第{at}格{said}，对照表说应是“{printed}”。")
    if words := map.misfit(sheet):
        raise PlanError(file, 1, f"“{name}”{words}")


def _try_word(map: WordMap, file: Path) -> None:
    name = map.document.name
    try:
        archive.look(map.document, "docx")
        found = written(map.document)
    except (Damaged, UnreadableDocument) as broken:
        raise PlanError(file, 1, f"“{name}”打不开，请用Word或WPS另存为docx。") from broken
    except UnsafeFile as unsafe:
        raise PlanError(file, 1, f"“{name}”不能用：{unsafe.words}") from unsafe
    if found.tracked:
        words = f"“{name}”里有修订痕迹，请先在“审阅”里选“接受所有修订”，保存后再放。"
        raise PlanError(file, 1, words)
    if not found.holds(map.mark):
        raise PlanError(file, 1, f"“{name}”里没有“{map.mark}”，对照表靠它认出版本。")
    for cell, printed in map.labels.items():
        there = _there(found, cell, name, file)
        if tidy(there) != tidy(printed):
            said = f"写的是“{tidy(there)}”" if tidy(there) else "是空的"
            raise PlanError(file, 1, f"“{name}”{named(cell)}{said}，对照表说应是“{printed}”。")
    for place in map.fields.values():
        there = tidy(_there(found, place, name, file))
        if there:
            words = f"“{name}”{named(place)}已经印着“{there}”，填写的格子要空着，例如把它清空。"
            raise PlanError(file, 1, words)


def _there(found: Written, place: Place, name: str, file: Path) -> str:
    text = found.text(place)
    if text is not None:
        return text
    if isinstance(place, str):
        can = "、".join(found.controls)
        has = f"标记或标题可以写的有：{can}" if can else "里面没有带标记的内容控件"
    else:
        table, row, _ = place
        rows = [at[1] for at in found.cells if at[0] == table]
        many = sum(at[:2] == (table, row) for at in found.cells)
        tables = max((at[0] for at in found.cells), default=0)
        has = f"里面有{tables}个表格"
        if rows:
            has = f"表{table}第{row}行有{many}格" if row in rows else f"表{table}有{max(rows)}行"
    raise PlanError(file, 1, f"“{name}”里没有{named(place)}：{has}。")
