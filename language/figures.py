"""Scores and headcounts in a message."""

import re
from dataclasses import dataclass

from language.numerals import value_of
from language.tables import shape

_COUNTING = frozenset({"quota_count", "quota_ledger", "quota_percent"})
_JUST = 0.1  # below a line: less than any score is apart
_PEOPLE = ("people_counted", "counted_people", "so_many")
# Who is only pointed at, or was counted wrong: “除这2位”, “漏了1个”.
_POINTED_AT = re.compile(r"(?:[这漏]|除了?那?|[多少错]算|漏了|少了|多了)$")
_OF_A_SHARE = re.compile(r"(?<![\d.])(?P<n>\d{1,4}) ?(?:人|个|名)?[*×xX·乘](?:以)? ?\d{1,2}%")
_PERCENT = re.compile(r"(?<![\d.])(\d{1,2})%")
_PUT_RIGHT = re.compile(
    r"(?:^|[,;. ])(?:应该?|那就|其实)?是(?P<n>\d{1,4})(?:个|人|个人|名|位)?(?:才对)?[.]?$"
)
# What makes the figures after it the rest of another number: -3, 2.5, 1e9, 20-30.
_GOES_ON = re.compile(r"(?:(?:^|[ ,;:(])-|负|\d[.e~至到-]?)$")


@dataclass(frozen=True)
class Headcount:
    """`said` people, of whom `heads` are heads who by the notice do not count in a base.

    `whole`: no share can be taken of -3, 2.5, 0 or 十几 people, whatever `said` is then.
    `asked`: heads of whom it is asked whether they count, not told whether they are among them.
    """

    said: int
    heads: int
    heads_settled: bool
    whole: bool = True
    asked: int = 0

    @property
    def counted(self) -> int:
        """How many are left without the heads."""
        return max(0, self.said - self.heads)


def score_named(text: str, line: float, own: str = "") -> float | None:
    """The evaluation score said, or just below or at the `line` where only that is said.

    `own`: what the notice calls its score; points of another kind (学分) are none of it.
    """
    short = shape("short").search(text)
    if short and _of_line(short, line) and not _of_others(text, short, own):
        return round(line - _JUST, 1)
    for match in shape("score").finditer(text):
        group = "n" if match["n"] else "m"
        number, start = float(match[group]), match.start(group)
        if not 40 <= number <= 100 or _of_others(text, match, own):
            continue
        below = shape("below").search(text[max(0, start - 4) : start])
        return round(number - _JUST, 1) if below else number
    enough = shape("enough").search(text)
    return float(line) if enough and _of_line(enough, line) else None


def _of_line(match: re.Match[str], line: float) -> bool:
    """Whether no other line than the notice's is said to be reached or missed."""
    said = next((one for one in match.groupdict().values() if one), "")
    number = value_of(said) if said and not said[0].isdigit() else float(said or line)
    return number == line


def _of_others(text: str, match: re.Match[str], own: str) -> bool:
    """Whether the clause tells points of another kind than the score the notice calls `own`."""
    before = max(text.rfind(mark, 0, match.start()) for mark in ",;?!")
    other = shape("other_points").search(text[before + 1 : match.end() + 1])
    return other is not None and other.group(0) not in own


def headcount_named(text: str) -> Headcount | None:
    """How many people a share is to be taken of, or that it is no number one can be taken of."""
    worked_out = _OF_A_SHARE.search(text)
    if worked_out:  # “23-1=22 22*20%=4.4”: what the share is taken of has no heads any more
        return Headcount(int(worked_out["n"]), 0, heads_settled=True)
    found = [
        Headcount(
            said,
            *_heads_of(text, match.end("n")),
            whole=said > 0 and not _GOES_ON.search(text[:start]),
            asked=_heads_asked(text),
        )
        for name in _PEOPLE
        for match in shape(name).finditer(text)
        for said, start in ((int(match["n"]), match.start("n")),)
        if not _is_other(text, match)
    ]
    if not found and shape("some_people").search(text):
        return Headcount(0, 0, heads_settled=False, whole=False)
    return next((each for each in found if each.whole), found[0] if found else None)


def counted_later(text: str, of: int) -> Headcount | None:
    """Of a number said before, how many of them are heads: “书记乡长也在这18里”, “去掉他俩”."""
    if asked := _heads_asked(text):
        return Headcount(of, 0, heads_settled=False, asked=asked)
    if not (shape("with_heads").search(text) or shape("taken_off").search(text)):
        return None
    heads = 2 if shape("pair").search(text) or shape("two_of_them").search(text) else 1
    return Headcount(of, heads, heads_settled=True)


def changed_later(text: str, of: int | None) -> Headcount | None:
    """A number said before with people added or gone since: “再来2个人”, “要是走了3个”."""
    for name, sign in (("more_people", 1), ("fewer_people", -1)):
        found = shape(name).search(text) if of else None
        if found is not None and of is not None and not _is_other(text, found):
            now = of + sign * int(found["n"])
            return Headcount(max(0, now), 0, heads_settled=True, whole=now > 0)
    return None


def as_a_number(text: str, topic: str, before: str = "") -> str:
    """“18” after a question of how many is 18 people, and no year; after teams, 18 of these."""
    if topic not in _COUNTING:
        return text
    bare = shape("only_a_number").match(text) or _PUT_RIGHT.search(text)
    again = bare or shape("another_number").match(text)
    if again and teams_named(before) is not None:
        return f"{again['n']}个班子"
    tail = (again["tail"] or "") if again and again is not bare else ""
    return f"{again['n']}人{tail}" if again else text


def _is_other(text: str, match: re.Match[str]) -> bool:
    """The number counts something else: townships, quarters, 优秀, or these two."""
    if _POINTED_AT.search(text[: match.start("n")]):
        return True
    return bool(shape("counts_other").match(text[match.end("n") : match.end("n") + 3]))


def _heads_of(text: str, after: int) -> tuple[int, bool]:
    """Heads among a number that ends there: “20个人，去掉书记镇长” takes two off."""
    taken = shape("taken_off").search(text, after)
    if taken is None:
        return _heads(text)
    two = shape("pair").search(text) or shape("two_of_them").search(text, after)
    return (2 if two else 1), True


def _heads_asked(text: str) -> int:
    """“书记镇长算不算在里头”: of how many heads it is asked; 0 where it is told."""
    if not shape("heads_asked").search(text):
        return 0
    return 2 if shape("pair").search(text) else 1


def _heads(text: str) -> tuple[int, bool]:
    if _heads_asked(text):
        return 0, False
    if shape("without_heads").search(text):
        return 0, True
    if shape("with_heads").search(text):
        return (2 if shape("pair").search(text) else 1), True
    return 0, False


def percents_named(text: str) -> frozenset[int]:
    """The percentages in the text: “25%啥时候能用”."""
    return frozenset(int(found[1]) for found in _PERCENT.finditer(text))


def asks_of_teams(text: str) -> bool:
    """“优秀班子上限”: how many teams may be 优秀, and no member of one."""
    return bool(shape("excellent_teams").search(text) and shape("how_many_at_most").search(text))


def teams_named(text: str) -> int | None:
    """How many teams a share is to be taken of."""
    match = shape("teams").search(text)
    return int(match["n"] or match["m"]) if match else None
