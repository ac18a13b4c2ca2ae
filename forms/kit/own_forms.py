"""The forms a county supplied itself: found in the plan's folder and tried before they are used."""

import importlib
import pkgutil
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

import forms
from forms.kit import workbook
from forms.kit.cell_map import FOLDER, CellMap, PlanError
from forms.kit.workbook import UnreadableWorkbook, position, tidy
from rules.plan import Plan


class Replaceable(Protocol):
    """What a package of `forms` offers as SHEET: a form whose template a county may replace."""

    @property
    def paper(self) -> str: ...

    def cell_map(self, plan: Plan) -> CellMap | None:
        """The map in force; raises PlanError where the county's own is wrong."""


def sheet_forms() -> Mapping[str, Replaceable]:
    """Forms whose template a county may replace, by paper."""
    modules = (
        importlib.import_module(f"forms.{module.name}")
        for module in pkgutil.iter_modules(forms.__path__)
        if module.name != "kit"
    )
    found: list[Replaceable] = [m.SHEET for m in modules if hasattr(m, "SHEET")]
    return {sheet.paper: sheet for sheet in found}


def own_forms(plan: Plan) -> tuple[str, ...]:
    """Papers with a form of the county's own. Raises PlanError where one cannot be used."""
    known = {id: sheet for id, sheet in sheet_forms().items() if id in plan.papers}
    found = []
    for file in sorted((plan.root / FOLDER).glob("*.yaml")):
        if file.stem not in known:
            can = "、".join(known)
            raise PlanError(file, 1, f"没有叫“{file.stem}”的表；可以换的有：{can}。")
        map = known[file.stem].cell_map(plan)
        if map is not None:
            _try(map, file)
        found.append(file.stem)
    return tuple(found)


def _try(map: CellMap, file: Path) -> None:
    """The mark must stand in the county's workbook, or every form handed in would be refused."""
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
