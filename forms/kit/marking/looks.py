"""The styles part of a workbook, growing by the looks that marks and the sheet of faults need."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from forms.kit.package import MAIN, add, main, parse

# A shade beside the usual ones, so that what the user has coloured is not taken for ours.
RED: Final = "FFFFC7CD"
YELLOW: Final = "FFFFEB9B"
# Stands behind the colours of the sheet of faults: a program that loses it loses what stands
# behind the marks as well, and then nothing there is to be believed.
_KEPT: Final = "FF010203"
# The order of the parts of a styles part (ECMA-376, 18.8.39).
_ORDER: Final = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs")
_LINE: Final = f'<border xmlns="{MAIN}">%s<diagonal/></border>' % "".join(
    f'<{side} style="thin"><color rgb="FFBFBFBF"/></{side}>'
    for side in ("left", "right", "top", "bottom")
)


class Looks:
    """Every look is made once; `of` and `new` give its number for a cell's `s`."""

    def __init__(self, styles: Any) -> None:
        self._styles = styles
        self._formats = self._part("cellXfs")
        self._marked: dict[tuple[int, str], int] = {}
        self._made: dict[str, int] = {}
        self._take_off()

    def of(self, style: int, colour: str) -> int:
        """The look like `style`, but filled with `colour` (ARGB)."""
        if (style, colour) not in self._marked:
            new = deepcopy(self._formats[style])
            was = self._part("fills")[int(new.get("fillId", "0"))]
            new.set("fillId", str(self._fill(colour, _colour_of(was))))
            new.set("applyFill", "1")
            self._marked[style, colour] = self._grow("cellXfs", new)
        return self._marked[style, colour]

    def new(self, font: str, fill: str, align: str, *, lined: bool) -> int:
        """`font` and `align`: SpreadsheetML, as <b/> or horizontal="center"; `fill`: ARGB."""
        name = '<name val="宋体"/><family val="0"/><charset val="134"/>'
        fonts = self._one("fonts", f'<font xmlns="{MAIN}">{font}{name}</font>')
        borders = self._one("borders", _LINE) if lined else 0
        fills = self._fill(fill, {"rgb": _KEPT}) if fill else 0
        form = (
            f'<xf xmlns="{MAIN}" numFmtId="0" fontId="{fonts}" fillId="{fills}" '
            f'borderId="{borders}" xfId="0" applyFont="1" applyFill="1" applyBorder="1" '
            f'applyAlignment="1"><alignment vertical="center" {align}/></xf>'
        )
        return self._one("cellXfs", form)

    def _fill(self, colour: str, was: Mapping[str, str] | None = None) -> int:
        """The colour that was there is kept where a solid fill has a colour that does not show."""
        back = was or {"indexed": "64"}
        behind = " ".join(f"{key}={quoteattr(value)}" for key, value in back.items())
        pattern = f'<fgColor rgb="{colour}"/><bgColor {behind}/>'
        return self._one(
            "fills",
            f'<fill xmlns="{MAIN}"><patternFill patternType="solid">{pattern}</patternFill></fill>',
        )

    def _take_off(self) -> None:
        """Cells of a marked copy that comes back get the colour they had before it was marked."""
        ours = [
            each.find(main("patternFill"))
            for each in self._part("fills")
            if (_colour_of(each) or {}).get("rgb") in (RED, YELLOW)
        ]
        backs = [each.find(main("bgColor")) for each in ours]
        kept = any(back is not None and back.get("rgb") == _KEPT for back in backs)
        for solid, back in zip(ours, backs, strict=True):
            if (
                kept
                and back is not None
                and back.get("rgb") != _KEPT
                and back.get("indexed") != "64"
            ):
                solid[0].attrib.clear()
                solid[0].attrib.update(back.attrib)
            else:
                solid.set("patternType", "none")
                solid[:] = []

    def _one(self, part: str, said: str) -> int:
        if said not in self._made:
            self._made[said] = self._grow(part, parse(said.encode()))
        return self._made[said]

    def _grow(self, part: str, new: Any) -> int:
        """The number of the new one in its part."""
        held = self._part(part)
        held.append(new)
        held.set("count", str(len(held)))
        return len(held) - 1

    def _part(self, tag: str) -> Any:
        found = self._styles.find(main(tag))
        if found is None:
            found = add(self._styles, main(tag))
            behind = {main(each) for each in _ORDER[: _ORDER.index(tag)]}
            before = [each for each in self._styles if each.tag in behind]
            if before:
                before[-1].addnext(found)
            else:
                self._styles.insert(0, found)
        return found


def _colour_of(fill: Any) -> dict[str, str] | None:
    """What a solid fill shows; of a pattern or a gradient nothing is kept."""
    solid = fill.find(main("patternFill"))
    if solid is None or solid.get("patternType") != "solid":
        return None
    shown = solid.find(main("fgColor"))
    return None if shown is None else dict(shown.attrib)
