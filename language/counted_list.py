"""A list of counted groups in words: “名册36人:局长1;驻村工作队3人;9月退休1人;其余在岗”.

The grammar only: what is said of each number, which one is the whole, and who stands outside it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

HEAD: Final = r"(?<!副)(?:书记|镇长|乡长|局长|主任|部长|正职|一把手|主要负责人|主要领导|负责人)"
_MARKS: Final = re.compile(r"[,;:?!、() ]|(?<!\d)-|-(?!\d)|\.(?!\d)|(?<!\d)\.")
_BEGINS: Final = re.compile(
    r"(?=(?:其中|里面|里头|当中|内含|内有|包括|包含|(?<![不没未内包都])含|拟报了?优秀|(?<!拟)报了?优秀))"
)
_NUMBER: Final = re.compile(
    r"(?<![\d.%第件/×xX*乘+=-])(?P<n>\d{1,3})"
    r"(?P<m>个人|[名位]|人(?!大(?!多)|均|次|月)|个(?![多把]?月|季度|优|乡镇|单位|部门|班子|组|百分|小时|名额|指标|字|半))?"
    r"(?(m)|(?![\d%×xX*乘人个名位]|\.\d|[月年日号分级次份天元岁点页时届中高]))"
)
_LEADS: Final = re.compile(
    r"^(?:另外?|还有?|其中|里面|里头|当中|内|有|含|又|再|也|共|那|这|且|和|与|及|了|包括|包含|的?里|是|都|漏了?|少算了?|多|加上?|都是|名|个)*$"
)
REST: Final = re.compile(
    r"其余|余者|余下|剩下|剩余|其他|其它|别的|余的|剩的|^(?:都|全|均|在|是)*(?:正常|在岗|上班)"
)
_ASKS: Final = re.compile(
    r"[几哪怎咋吗么谁]|多少|最多|上限|顶格|封顶|基数|分母|名额|指标|20%|超|对不对|能不能|行不行|核一下|核基数|优秀|请核|合[成并起]"
    r"|一锅|拼|[报评推定]\d"
)
_OUTSIDE: Final = re.compile(
    r"另册|不在(?:这|那)?\d*(?:个|人|名)?(?:里|内|其中|数|册|当中)|[没未](?:有)?(?:算|在|含|列|计|包|放)|不(?:含|包括|算)"
    r"|[之以除]外|另算|另外算|单算|已经?(?:剔|扣|减|去|刨|除)"
)
_BESIDE: Final = re.compile(r"另外|另有|外加|再加")
_BESIDE_ALONE: Final = re.compile(r"(?:^|,)另外?$")
_IN_IT: Final = re.compile(
    r"其中|里面|里头|当中|[内包]含|含|内有|包括|[里内]有?$|里(?:还|又)?有\d|(?:在|算)(?:这|那)?\d*(?:里|内)|:"
)
_SUBSET: Final = re.compile(
    r"其中|里头|里面|当中|^里(?:还|又)?有|(?<![省市县局镇乡委院])里(?:还|又)?有"
)
STATUS: Final = re.compile(
    rf"挂|驻村|队[长员]|督导员|退|学习|培训|党校|进修|借|抽调|立案|第一书记|兼|法庭|所长|{HEAD}"
)
DELEGATED: Final = re.compile(
    r"学校|[中小]学|校领导|院领导|校长|[一二三四五六七八九]中(?!心)|县[一二三四五]高|职[高中]|高中|幼儿园|医院|卫生院|妇幼|企业|公司|集团|城投|委托|受托|校级|代考"
)
_WHOLE: Final = re.compile(
    r"名[册单]|花名册|在册|科级|县管|编制|[一总合]共|[总合]计|全[局镇乡委]|基数|分母|干部|在编|成员|副科|副职|机关|[局委办院镇乡]里|我们?[局委办院镇乡单]|单位|总数|总?人头|总人|本级|共|应计"
)
_ONLY_HEADS: Final = re.compile(
    r"^(?:其中|内|里面?|里头|含|包括|包含|连|算上|有|带|连同|都|也|了|党委|党组|党政|乡镇|县直"
    rf"|除[去开掉]|[刨抛][开去掉]|[减扣去]掉|减去|扣除|[不没][含算]|不包括)*{HEAD}"
    rf"(?:[和跟与及]?(?:党委|党组)?{HEAD})*(?:都|也|2个|俩|2人|2位|算|在|内|里|其中|数|头|含|进|去|面|本人|自己|已经?|剔除?|扣除?|除外|不|没|了|,)*$"
)
_A_HEAD: Final = re.compile(HEAD)
_NONE: Final = re.compile(r"没有?(?:人)?$|^(?:也|都)?(?:没|无)|[都也]没|没有?(?:挂|驻|退)")
_LED_BY: Final = re.compile(
    r"^(?:另外?|还有?|其中|里面|里头|当中|内|有|含|又|再|也|了|包括|包含|连|算上|除[去开掉]|[刨抛][开去掉]|[不没][含算]|[,的是])+|[的是,]+$"
)
_AND_IN_IT: Final = re.compile(r"算?在(?:这|那)?\d*(?:个|人)?(?:里|内|其中)")
_ALL_ARE: Final = re.compile(r"^[-—]*(?P<who>[一-鿿]{2,4}?)的?(?:都|全|均)(?:是|由|从)")
_SAYS_SOMETHING: Final = 3  # characters
_ELSE_TOLD: Final = re.compile(r"^(?:我|都|正常|班子|全|请|麻烦|急|就|按|这|以|那|所以|说是)")


@dataclass(frozen=True)
class Item:
    """`n` people and what is said of them. `rest`: those of whom nothing special is told.

    `outside`: they are not in the whole; `inside`: it is said that they are. `subset`: they are
    some of those told before. `beside`: they are told as more, which is more of the list inside it.
    """

    n: int
    words: str
    start: int
    outside: bool = False
    inside: bool = False
    rest: bool = False
    subset: bool = False
    beside: bool = False


@dataclass(frozen=True)
class Clause:
    """Words between two marks, where they begin, and the mark behind them."""

    text: str
    start: int
    mark: str


def clauses(text: str) -> Iterator[Clause]:
    """The clauses; what sets somebody apart of a number begins one of its own."""
    cuts = sorted({*(found.start() for found in _BEGINS.finditer(text)), len(text)})
    start = 0
    marks = {found.start(): found.group() for found in _MARKS.finditer(text)}
    for at in sorted({*marks, *cuts}):
        if text[start:at].strip():
            yield Clause(text[start:at].strip(), start, marks.get(at, ""))
        start = at + 1 if at in marks else at


def items(text: str) -> list[Item]:
    """The counted groups in the order in which they are told, the whole among them."""
    found: list[Item] = []
    heads, loose = "", ""
    inside, closed = False, False
    for clause in clauses(text):
        before = inside
        inside = inside or bool(_IN_IT.search(clause.text + clause.mark))
        told = [_in_or_out(one, before, inside) for one in _counted(clause, closed=closed)]
        closed = clause.mark == ")"
        if told:
            told, heads, loose = _led_up_to(found, told, heads, loose)
            found += told
        elif _ONLY_HEADS.match(clause.text) and (heads or clause.mark == "、"):
            heads = f"{heads}、{_bare(clause.text)}".lstrip("、")
            if clause.mark != "、":
                found.append(_heads(heads, clause.start, inside=inside))
                heads = ""
        elif _ONLY_HEADS.match(clause.text):
            found.append(_heads(clause.text, clause.start, inside=inside))
        else:
            loose = f"{loose},{clause.text}".lstrip(",")
    if heads:
        found.append(_heads(heads, len(text), inside=inside))
    _going_on(found, loose)
    return [one for at, one in enumerate(found) if not _is_sum(one, found[:at])]


def _is_sum(one: Item, before: Sequence[Item]) -> bool:
    """“21人一锅算” after 9 and 12 are no others."""
    whole = sum(each.n for each in before)
    return len(before) > 1 and one.n == whole and not STATUS.search(one.words)


def _led_up_to(
    found: list[Item], told: list[Item], heads: str, loose: str
) -> tuple[list[Item], str, str]:
    """The items of a clause with the words before it that belong to them, else to those before."""
    first = told[0]
    if heads and _ONLY_HEADS.match(first.words):
        first = replace(first, words=f"{heads}、{first.words}")
    elif heads:
        found.append(_heads(heads, first.start, inside=first.inside))
    if loose and not first.words:
        first = replace(first, words=_bare(loose.replace(",", "")))
    else:
        _going_on(found, loose)
    beside = bool(_BESIDE_ALONE.search(loose))
    return [replace(first, outside=first.outside or beside), *told[1:]], "", ""


def _going_on(found: list[Item], loose: str) -> None:
    """What is said on, of the group told last."""
    for words in loose.split(",") if found else ():
        at = next((n for n, one in enumerate(found) if _told_again(one, words)), len(found) - 1)
        found[at] = _gone_on(found[at], words)


def _told_again(one: Item, words: str) -> bool:
    """“驻村的都是县派的队员”: more of a group told before."""
    again = _ALL_ARE.match(words)
    return again is not None and again["who"] in one.words


def _in_or_out(one: Item, before: bool, inside: bool) -> Item:
    """Who is told as more (“另有2人”) is no part, unless it goes on a list of parts."""
    outside = one.outside or (one.beside and not before)
    return replace(one, inside=inside or one.subset, outside=outside)


def _heads(words: str, start: int, *, inside: bool) -> Item:
    """Heads named without a number are as many as their posts, and 党政正职 are two."""
    many = len({one.group() for one in _A_HEAD.finditer(words)})
    two = "党政" in words or "俩" in words or "2" in words
    outside = bool(_OUTSIDE.search(words))
    return Item(max(many, 2 if two else 1), _bare(words), start, outside=outside, inside=inside)


def _counted(clause: Clause, *, closed: bool) -> Iterator[Item]:
    """The numbers of one clause, each with the words before or after it.

    `closed`: what stands before was put in brackets, and the number is of what stood before those.
    """
    found = _NUMBER.finditer(clause.text)
    numbers = [one for one in found if _counts(one, clause.text, closed=closed)]
    if not numbers:
        return
    text = clause.text
    first = numbers[0]
    after = bool(_LEADS.match(text[: first.start()])) and first.end() < len(text)
    ends = [one.start() for one in numbers[1:]] + [len(text)]
    begins = [0] + [one.end() for one in numbers[:-1]]
    for one, begin, end in zip(numbers, begins, ends, strict=True):
        before = text[begin : one.start()] if not after or one is first else ""
        behind = text[one.end() : end] if after or one is numbers[-1] else ""
        words = f"{before}{behind}"
        yield Item(
            int(one["n"]),
            _bare(words),
            clause.start + one.start(),
            outside=bool(_OUTSIDE.search(without_heads(words))),
            beside=bool(_BESIDE.search(words)),
            rest=bool(REST.search(words)),
            subset=bool(_SUBSET.search(before)),
        )


def _counts(found: re.Match[str], text: str, *, closed: bool) -> bool:
    """A bare number counts people only at the end of words: “局长1”; “那5人” counts nobody anew."""
    before = text[: found.start()]
    if re.search(r"[这那在进入]$|合[成并起]来?[^,]{0,3}$|加起来[^,]{0,3}$|凑[成]?$", before):
        return False
    if found["m"]:
        return not re.match(r"(?:份|的?份)", text[found.end() :])
    return (
        found.end() == len(text)
        and (closed or bool(re.search(r"[一-鿿]$", before)))
        and (not before or any(one.search(before) for one in (STATUS, _WHOLE, REST)))
    )


def _gone_on(item: Item, text: str) -> Item:
    """What is said on of the group told last; a question and the rest are of nobody."""
    if _AND_IN_IT.search(text) and not _OUTSIDE.search(text):
        return replace(item, outside=False, inside=True)
    empty = len(text) < _SAYS_SOMETHING and not STATUS.search(text)
    none = _NONE.search(text) and STATUS.search(text) and not _OUTSIDE.search(text)
    if none or empty or REST.search(text) or _ASKS.search(text) or _ELSE_TOLD.match(text):
        return item
    outside = item.outside or bool(_OUTSIDE.search(text))
    if _A_HEAD.search(text) and not _A_HEAD.search(item.words):
        return item  # “局长已经扣了” is of the head
    return replace(item, words=f"{item.words},{text}", outside=outside)


def _bare(words: str) -> str:
    """What somebody is, without the words that lead up to it."""
    return _LED_BY.sub("", words).strip()


def whole_of(found: Sequence[Item]) -> int | None:
    """Which of the items is the whole that the others are part of; None where none is told."""
    sized = [at for at, one in enumerate(found) if not one.rest]
    named = [at for at in sized if is_whole(found[at])]
    for at in (*named[:1], *sized[:1]):
        others = [one for n, one in enumerate(found) if n != at and not one.rest]
        # A first number that is called no whole is one where the others are said to be in it.
        if at not in named and not all(one.inside or one.outside for one in others):
            continue
        parts = [one for one in others if one.inside or not DELEGATED.search(one.words)]
        most = max((one.n for one in parts if not one.outside), default=1)
        plain = not STATUS.search(without_heads(found[at].words))
        if plain and not found[at].outside and found[at].n > most:
            return at
    return None


def is_whole(item: Item) -> bool:
    """Whether its words are those of a whole: “名册36人”, “基数15”."""
    words = without_heads(item.words)
    plain = not (STATUS.search(words) or DELEGATED.search(words) or item.outside)
    return plain and bool(_WHOLE.search(words))


def without_heads(words: str) -> str:
    """“除书记乡长外…科级” are members, whoever is taken off."""
    heads = rf"{HEAD}(?:[和跟与及、]?{HEAD})*"
    taken = rf"(?:除开?了?|不[含算]|不包括|扣除?|抛开|去掉)[^,]{{0,4}}?{heads}[以之]?外?"
    return re.sub(rf"{taken}|{heads}[^,]{{0,4}}(?:不算|除外|不在内|剔)[^,]{{0,2}}", "", words)
