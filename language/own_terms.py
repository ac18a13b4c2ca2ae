"""What a notice calls by another name than most: its A级 is 优秀, its 等级 is 等次.

Read off the labels of its results. The questions people ask are known by the usual names.
"""

import re
from typing import Final

from rules.plan import Plan
from rules.plan.letters import plain_letters

_BEST: Final = re.compile(
    r"^(?:能不能|能否|可不可以|是否|可否)(?:参评|评为|评上|评|定为|确定为|得)(?P<n>.{1,6})$"
)
_GRADE: Final = re.compile(r"^(?:定|评|给|确定)?(?:什么|哪个|哪一?级|何)(?P<n>[一-鿿]{2,4})$")
_LETTER: Final = re.compile("^“([一-鿿])”")
_BEST_USUAL: Final = "优秀"
_USUAL: Final = {"eligible": (_BEST, _BEST_USUAL, "优"), "grade": (_GRADE, "等次", "等次")}


def asks_for_the_best(label: str) -> bool:
    """Whether a result is on the best grade alone, as 能不能评优秀 is: its values say yes or no."""
    return _BEST.match(label) is not None


class OwnTerms:
    """The names of one plan, worked out once."""

    def __init__(self, plan: Plan) -> None:
        self._names = _names(plan)
        self._called = [
            (_pattern(plain_letters(name)), usual) for usual, name in self._names.items()
        ]

        letters = "".join(one[0] for one in map(_LETTER.findall, _titles(plan)) if one)
        self._of_list = _of_a_list(re.escape(letters)) if len(letters) > 2 else None

    def of_list(self, clean: str) -> str:
        """Of a list of single letters the one that is asked for: “德能勤绩廉里的勤”."""
        if self._of_list is None:
            return clean
        return self._of_list.sub(lambda one: f'"{one["quoted"] or one["bare"]}"', clean)

    def usual(self, text: str) -> str:
        """Cleaned text with the notice's names in the usual words."""
        for called, usual in self._called:
            text = called.sub(usual, text)
        return text


def in_its_terms(plan: Plan, text: str) -> str:
    """A sentence of ours with 优秀 and 等次 as the notice calls them; no quotation of it."""
    for usual, name in _names(plan).items():
        if usual == _BEST_USUAL:
            text = text.replace("评优", f"评{usual}").replace(f"评{usual}秀", f"评{usual}")
        text = text.replace(usual, name)
    return text


def _names(plan: Plan) -> dict[str, str]:
    """By the usual name the notice's own, where it is another."""
    found: dict[str, str] = {}
    for question, (label, usual, short) in _USUAL.items():
        axis = plan.axes.get(plan.dialogue.questions.get(question, ""))
        match = label.match(axis.label) if axis else None
        if match and match["n"] not in {usual, short}:
            found[usual] = match["n"]
    return found


def _titles(plan: Plan) -> list[str]:
    return [one.title for one in plan.topics.values()]


def _of_a_list(letters: str) -> re.Pattern[str]:
    """The list, what leads to the one letter, and that letter, quoted or with a word after it."""
    quote = "[\"'“”‘’]"
    lead = "里[头面边]?|[中当]?中|中间|的|这?[几五][个项样]字?|这|那|个|[, ]"
    after = r"这|是|指|的|方面|具体|主要|咋|怎|都|[看考要讲](?=[^,]{0,3}[哪什啥些])|[, ]|$"
    return re.compile(
        rf"{quote}?[{letters}、]{{3,}}{quote}?(?:{lead})+"
        rf"(?:{quote}(?P<quoted>[{letters}]){quote}|(?P<bare>[{letters}])(?={after}))"
    )


def _pattern(name: str) -> re.Pattern[str]:
    """A级 is said A as well, where no other letter or figure stands beside it.

    “好” stands in quotation marks or after what grades: 评好, 评为好, 几个好.
    """
    name = name.strip('"')
    if len(name) == 1:
        one = re.escape(name)
        graded = rf"(?<=评){one}|(?<=评[为上成个得]){one}|(?<=[几\d一两]个){one}"
        return re.compile(rf'"{one}"|(?:{graded})(?![一-鿿](?<![吗的么不呢吧]))')
    letter = re.fullmatch(r"([a-z])(级|等|档)", name)
    if letter is None:
        asked = "|(?<=什么)级|(?<=哪个)级" if name.endswith("级") else ""
        return re.compile(re.escape(name) + asked)
    return re.compile(rf"(?<![a-z\d]){letter[1]}(?:{letter[2]})?(?![a-z\d等级档类])")
