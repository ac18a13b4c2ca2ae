"""What a command is about: which unit, group, paper and person of the roster it names."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from rules.names import named_in
from rules.plan import Paper, Plan
from rules.roster import UnitKind
from storage.views import Group, Person, Unit

_OWN: Final = re.compile(
    r"(?:我们?|咱们?|本|俺们?|全)(?:这个?|们)?的?(?:单位|镇|乡|局|委|办|院|校|中心|部门?|股|所|站|园区)"
    r"|(?:我们?|咱们?|本)县"
)
# Something that looks like a unit's name, known to us or not.
_LIKE_UNIT: Final = re.compile(
    r"[\u4e00-\u9fff]{1,8}?"
    r"(?:镇|乡|街道|局|委员会|政府|法院|检察院|医院|中学|小学|学校|公司|联合会|妇联|团委)"
)
# What is called a unit only where its papers or places are asked for: “党校还差什么”, “隔壁交了没”.
_MATTERS_OF: Final = re.compile(
    r"(?:(?:县委|政府|府|人大|政协|编|网信|信访)办|人大|政协|党校|纪检?委|监委|政法委|团县委|宣传部|统战部|武装部"
    r"|管委会|园区|开发区|[一二三四五六]中|职中|工会|工商联|科协|残联|文联|[一-鿿]{1,4}(?:中心|大队|管理所)"
    r"|(?:别的?|其[他它余]|人家|兄弟|隔壁|邻近|周边|旁边)的?(?:单位|乡镇?|镇|局|部门|学校|医院|家)|别家|隔壁)"
    r"(?:的|今年|那边|现在|都)*(?:材料|优秀|附件|进度|名额|名单|还差|还欠|还能|报了|交|齐|评了|走到)"
)
_NOT_A_UNIT: Final = re.compile(r"乡镇|各|哪|几个|全县|十二|所有|多少|每|其他|别的|考核")
_SEVERAL: Final = re.compile(
    "各单位|所有单位|全部单位|哪些单位|哪几个单位|哪几家|全县|各乡镇|哪些乡镇|哪个单位"
)
_FORM: Final = re.compile(r"附件\s*([0-9一二三四五六七八九]+)")
_FIGURES: Final = {char: str(number) for number, char in enumerate("一二三四五六七八九", 1)}
_GROUP: Final = re.compile(r"第?([0-9一二三四五六七八九十]+)(?:考核)?组")
_KINDS: Final = (
    ("乡镇", {UnitKind.TOWNSHIP}),
    ("县直", {UnitKind.COUNTY_DEPARTMENT, UnitKind.DIRECTLY_AFFILIATED_INSTITUTION}),
    ("学校", {UnitKind.SCHOOL}),
    ("医院", {UnitKind.HOSPITAL}),
    ("企业", {UnitKind.ENTERPRISE}),
)


def units_in(text: str, units: Iterable[Unit]) -> list[Unit]:
    """Units of the roster the text names, by full or short name, in the order of the roster."""
    said = without_blanks(text)
    found: list[tuple[Unit, str]] = []
    for unit in units:
        name = max((n for n in _names(unit) if n in said), key=len, default="")
        if name:
            found.append((unit, name))
    # 县教育局 is not also named by 教育局机关 … a name inside a longer named one does not count.
    return [
        unit
        for unit, name in found
        if not any(name != longer and name in longer for _, longer in found)
    ]


def names_a_unit(text: str) -> bool:
    """Whether the text seems to name some unit, other than as “our unit”."""
    rest = _OWN.sub("，", without_blanks(text))
    named = (match.group(0) for match in _LIKE_UNIT.finditer(rest))
    return any(not _NOT_A_UNIT.search(name) for name in named) or bool(_MATTERS_OF.search(rest))


def names_several(text: str) -> bool:
    """Whether the text asks about several units at once."""
    return bool(_SEVERAL.search(text))


def kinds_in(text: str) -> frozenset[UnitKind] | None:
    """Kinds of units a question is narrowed to, None where it is not."""
    for word, kinds in _KINDS:
        if word in text:
            return frozenset(kinds)
    return None


def group_in(text: str, groups: Sequence[Group]) -> Group | None:
    """The assessment group the text names."""
    said = without_blanks(text)
    for group in groups:
        if group.name in said:
            return group
    number = _GROUP.search(said)
    if number:
        for group in groups:
            own = _GROUP.search(group.name)
            if own and _figures(own.group(1)) == _figures(number.group(1)):
                return group
    return None


def paper_in(text: str, plan: Plan, named: Sequence[str] = ()) -> Paper | None:
    """The paper the text names; `named` are ids the reader found."""
    for id in named:
        if id in plan.papers:
            return plan.papers[id]
    form = _FORM.search(text)
    if form:
        wanted = f"附件{_figures(form.group(1))}"
        return next((paper for paper in plan.papers.values() if paper.form == wanted), None)
    # How people call papers without their number; the longer words first.
    called = [(word, one) for one in plan.papers.values() for word in (*one.called, one.name)]
    called.sort(key=lambda pair: -len(pair[0]))
    return next((one for word, one in called if word in text), None)


def papers_with_form(plan: Plan) -> list[Paper]:
    """The papers that have a form of their own to ask for."""
    return [paper for paper in plan.papers.values() if paper.form]


def paper_among(text: str, papers: Iterable[Paper]) -> Paper | None:
    """The only one of `papers` that the text names by words no other has: “挂职的那个”."""
    pairs = {paper.id: _pairs(paper.name) for paper in papers}
    said = _pairs(text)
    found = [
        paper
        for paper in papers
        if said & pairs[paper.id].difference(*(p for id, p in pairs.items() if id != paper.id))
    ]
    return found[0] if len(found) == 1 else None


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def people_in(text: str, people: Iterable[Person]) -> list[Person]:
    """People whose full name the text holds, none whose name is only part of another's."""
    return named_in(text, people, lambda person: person.name)


def without_blanks(text: str) -> str:
    """Text as names are compared in it."""
    return "".join(text.split())


def _names(unit: Unit) -> tuple[str, ...]:
    # People leave the 县 of 县财政局 out.
    bare = (unit.name[1:],) if unit.name.startswith("县") and len(unit.name) > 3 else ()
    return (unit.name, *unit.short_names, *bare)


def _figures(number: str) -> str:
    return "".join(_FIGURES.get(char, char) for char in number)
