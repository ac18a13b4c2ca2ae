"""What of a story is told of the one it asks about, and holds at its end.

A story has other people in it, plans that came to nothing, slips that are put right, years that are
over. What is left is read as if nothing else had been told.
"""

import re
from collections.abc import Sequence
from typing import Final

from language.subject import labels
from language.tables import shape

_CLAUSE: Final = re.compile(r"(?<=[,.;:?!])")
_BOTH: Final = "*"
# “我是县里派的”, “我占谁的”: who writes is one of them, and not only who asks.
_SELF: Final = re.compile(
    r"我(?:本人|自己|呢)?(?:是(?!把|说|想|问|不|要|来)|今年|去年|被|从|挂|驻|在哪|算|占谁|归|呢)"
)
_ALIKE: Final = re.compile(r"[也都]|一样|同样|一起|[两俩]")
_YEAR: Final = re.compile(r"(?<!\d)(?P<year>20\d\d)年?")
_RANGE: Final = re.compile(r"20\d\d年?(?:\d{1,2}月)?[到至~-](?P<last>20\d\d)年?")


def of_the_asked(text: str, named: Sequence[str], year: int) -> str:
    """What of `text` is on the one it asks about, as it holds at its end.

    `named`: whole names in it; `year`: of the appraisal. Where it is no story, all of it.
    """
    on_one = _on_one(text, [*labels(text), *named])
    return _of_this_year(_without_plans(_without_slips(on_one)), year)


def _on_one(text: str, named: Sequence[str]) -> str:
    """Only the clauses on the one asked about, where `text` tells of others as well.

    A clause without a name goes on with whoever was named last. The whole text where nobody is
    asked about by name, or nothing but the question is on them.
    """
    people = [*named, *(one.group(0) for one in shape("story_person").finditer(text))]
    clauses = _clauses(text) or [""]
    owners = _owners(clauses, people)
    asked = _pointed_at(text, people) or _named_last(clauses, people, owners)
    if not asked or len(set(owners) - {"", _BOTH}) < 2:
        return text
    kept = [at for at, owner in enumerate(owners) if owner in ("", _BOTH, asked)]
    told = [at for at in kept if owners[at] == asked and not _asks(clauses[at])]
    if not told or any(_ALIKE.search(clauses[at]) for at in told):
        return text
    last = len(clauses) - 1
    return "".join(one for at, one in enumerate(clauses) if at in kept or at == last)


def _clauses(text: str) -> list[str]:
    return [one for one in _CLAUSE.split(text) if one]


def _owners(clauses: Sequence[str], people: Sequence[str]) -> list[str]:
    """Whom each clause is on: "" for nobody yet, `_BOTH` for several."""
    found, last = list[str](), ""
    for clause in clauses:
        named = _in(clause, people)
        last = named[0] if len(named) == 1 else _BOTH if named else last
        found.append(last)
    return found


def _in(clause: str, people: Sequence[str]) -> list[str]:
    named = [one for one in dict.fromkeys(people) if one in clause]
    writes = _SELF.search(clause) and not shape("asks_for").search(clause)
    return named or (["我"] if writes else [])


def _pointed_at(text: str, people: Sequence[str]) -> str:
    """“我要问的是小陆”."""
    for found in shape("pointed_at").finditer(text):
        named = [one for one in people if text.startswith(one, found.end())]
        if named:
            return max(named, key=len)
    return ""


def _named_last(clauses: Sequence[str], people: Sequence[str], owners: Sequence[str]) -> str:
    """Who alone is named in the last question, or was named last after others were dismissed."""
    at = max((at for at, one in enumerate(clauses) if _asks(one)), default=len(clauses) - 1)
    named = _in(clauses[at], people)
    if named:
        return named[0] if len(named) == 1 else ""
    last = owners[at]
    others = (one for one, owner in zip(clauses, owners, strict=True) if owner not in ("", last))
    return last if last != _BOTH and any(map(shape("dismissed").search, others)) else ""


def _asks(clause: str) -> bool:
    return clause.endswith("?") or shape("question_word").search(clause) is not None


def _without_slips(text: str) -> str:
    """“3月来的,哦不对,是8月”, “函上写4月,实际10月才到”: the last day is the one that holds."""
    slip = shape("day_slip").search(text)
    if slip and shape("dated").search(text, slip.end()):
        before = list(shape("dated").finditer(text, 0, slip.start()))
        if before:
            last = list(shape("dated").finditer(text, slip.end()))[-1].group(0)
            text = text[: before[-1].start()] + last + text[before[-1].end() :]
    clauses = _clauses(text)
    dated = [at for at, one in enumerate(clauses) if shape("dated").search(one)]
    came = [at for at in dated if shape("day_came").search(clauses[at])]
    for at in dated:
        if came and at < came[-1] and shape("day_meant").search(clauses[at]):
            clauses[at] = shape("dated").sub("", clauses[at])
    return "".join(clauses)


def _without_plans(text: str) -> str:
    """“本来定他去挂职,后来没派”, “挂职期满留任”: what was meant to be, or is no more."""
    return shape("served_out").sub("任命", shape("called_off").sub(" ", text))


def _of_this_year(text: str, year: int) -> str:
    """“前年驻的村,今年在局里上班”, “2016到2018年驻村”: what was over before the year began."""
    clauses = _clauses(text)
    over = any(shape("over_this_year").search(one) for one in clauses)
    kept = [one for one in clauses if not (_is_over(one, year) or (over and _is_before(one, year)))]
    return "".join(kept)


def _is_over(clause: str, year: int) -> bool:
    span = _RANGE.search(clause)
    return span is not None and int(span["last"]) < year


def _is_before(clause: str, year: int) -> bool:
    """Told of an earlier year alone."""
    if shape("this_year").search(clause):
        return False
    named = [int(one["year"]) for one in _YEAR.finditer(clause)]
    return bool(named and max(named) < year) or shape("years_ago").search(clause) is not None
