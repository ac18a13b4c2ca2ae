"""Facts that a message says, by the words of the plan; negation before a word counts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from language.needed import Needed, Sieve, each_needed, ones
from language.tables import Later, joined, pattern, shape
from rules.plan import Plan
from rules.plan.source import Value as Known
from rules.plan.wording import SaidAs

Value = Known | None
_DENIAL = re.compile(
    r"(不是|并不是|不属于|不算|并非|没有|没|未|不|非|不当|没当|没在|不在|取消|无)"
    r"(什么|在|是|去|被|过|做|当|写|说|提|列|注明|发生过?|出现过?|出过?|闹过?|有过?|受过?|挨过?|遭过?|碰上|搞过?)*(什么|啥)?$"
)
_BEFORE = 8  # characters before a word that may deny it
# “班子也没评优”: the denial stands between the two words that say it, right before the last.
_DENIED_INSIDE = re.compile(
    r"(?:没有?|未|不是|并非|从不)(?:能|被|评|得|拿|定|给|上|到|成|过|为|是)*.{1,4}$"
)
_LOOKED_AT = re.compile(r"\(\?<?[=!](?:[^()]|\([^()]*\))*\)")  # asked of what stands around
_OVER = re.compile(r"(?:已经?|都|刚|就|才)*(?:满|过)(?!\d|[一二两三四五六七八九十半])")
_DENIES = re.compile(r"[没未不非无]")


@dataclass(frozen=True)
class Row:
    """One way of saying one value of a fact, compiled."""

    said: SaidAs
    say: re.Pattern[str]
    unless: Later | None
    needs: Later | None
    holds: tuple[Needed, ...]  # of each a letter or pair is in every way of saying it
    affirms: bool  # none of its words denies, so that one inside them says the contrary


@dataclass(frozen=True)
class Said:
    """A fact's value with the words that said it; `denied`: by being denied, or of elsewhere."""

    value: Value
    words: str
    start: int
    end: int
    yields: bool = False
    denied: bool = False
    among: tuple[Known, ...] = ()  # of a hint, what it may come to


def rows(plan: Plan) -> list[Row]:
    """The plan's rows in order."""
    return [_row(one, number) for number, one in enumerate(plan.wording.said, 1)]


def _row(said: SaidAs, number: int) -> Row:
    where = f"words.yaml, row {number} ({said.fact})"
    return Row(
        said,
        say=pattern(said.say, where),
        unless=Later(said.unless, where) if said.unless else None,
        needs=Later(said.needs, where) if said.needs else None,
        holds=each_needed(joined(said.say)),
        affirms=not _DENIES.search(_LOOKED_AT.sub("", joined(said.say))),
    )


class FactReader:
    """Reads the facts one subject's words say."""

    def __init__(self, plan: Plan) -> None:
        self._rows = rows(plan)
        self._sieve = Sieve(row.holds for row in self._rows)

    def read(self, text: str) -> dict[str, Said]:
        """Every fact `text` says; of several rows for a fact the first that matches counts."""
        found: dict[str, Said] = {}
        for at in ones(self._sieve.passed(text)):
            row = self._rows[at]
            before = found.get(row.said.fact)
            later = before is not None and _may_yield(row, before)
            said = _said(row, text, last=later) if later or before is None else None
            if not said or not _admitted(row, text):
                continue
            if before is None or before.denied or said.start >= before.end:
                found[row.said.fact] = said if before is None or not said.denied else before
        return found

    def denies(self, text: str, fact: str, value: Known) -> bool:
        """Whether words for `value` stand in `text`, each of them denied or ruled out there."""
        held = (self._rows[at] for at in ones(self._sieve.passed(text)))
        own = (row for row in held if (row.said.fact, row.said.value) == (fact, value))
        said = [row for row in own if row.say.search(text)]
        return bool(said) and all(_is_no_word(row, text) or not _said(row, text) for row in said)


def is_denied(text: str, at: int) -> bool:
    """Whether a negation stands right before the words at `at`."""
    return bool(_DENIAL.search(text[max(0, at - _BEFORE) : at]))


def _admitted(row: Row, text: str) -> bool:
    if row.needs and not row.needs.now.search(text):
        return False
    return not (row.unless and row.unless.now.search(text))


def _is_no_word(row: Row, text: str) -> bool:
    """Whether the words that say it are those that rule it out: “兼着驻村工作队队长”."""
    said = row.say.search(text)
    not_so = row.unless.now.search(text) if row.unless else None
    if said is None or not_so is None:
        return False
    return not_so.start() < said.end() and said.start() < not_so.end()


def _may_yield(row: Row, before: Said) -> bool:
    """Of several plain posts the last is asked about: “副局长贪腐，局长还能评优吗”.

    What is said counts more than what is denied: “没有群体性事件，但被问责了”.
    """
    outweighs = before.denied and row.said.value is not None
    return outweighs or (row.said.yields and before.yields)


def _said(row: Row, text: str, *, last: bool = False) -> Said | None:
    matches = list(row.say.finditer(text))
    for match in reversed(matches) if last else matches:
        words, (start, end), own = match.group(0).strip(" ,.;"), match.span(), row.said
        if own.has_elsewhere and _is_elsewhere(text, start, end):
            return Said(own.elsewhere, words, start, end, own.yields, denied=True)
        if words.endswith("期") and _OVER.match(text, end):
            continue  # “试用期满了” is in it no more
        inside = row.affirms and _DENIED_INSIDE.search(match.group(0))
        if not inside and not is_denied(text, start):
            return Said(own.value, words, start, end, own.yields, among=own.among)
        if own.has_denied:
            return Said(own.denied, words, start, end, own.yields, denied=True)
    return None


def _is_elsewhere(text: str, start: int, end: int) -> bool:
    """Whether the clause, or the one that follows, says that it was somewhere else."""
    before = max(text.rfind(mark, 0, start) for mark in ",.;?")
    after = text[end:].split(",")
    clause = text[before + 1 : end] + ",".join(after[:2])
    return bool(shape("elsewhere").search(clause) or shape("said_else").search(clause))


def values(found: Mapping[str, Said]) -> dict[str, Value]:
    """Only the values, for a look."""
    return {fact: said.value for fact, said in found.items()}
