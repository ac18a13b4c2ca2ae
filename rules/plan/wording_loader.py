"""Reads words.yaml and reading.yaml: how people say the plan's facts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Final

from rules.plan.condition_loader import read_condition
from rules.plan.conditions import facts_in
from rules.plan.dialogue import Dialogue, Told
from rules.plan.dialogue_loader import read_told
from rules.plan.duty_loader import optional
from rules.plan.letters import plain_letters, plain_letters_in
from rules.plan.schema import Fact
from rules.plan.source import Source, Value, open_source
from rules.plan.wording import DutiesAt, Follows, SaidAs, Wording

EVENTS: Final = ("retired", "post", "recalled")
_LISTS: Final = ("status", "judged", "light", "who", "pressing", "of_a_year", "moved", "away")
_SPLIT: Final = re.compile(r"[（）()、，,/；;]|(?<=.)或(?=.)")
_ASKED: Final = re.compile(
    r"^(?:是否|是不是|有没有|有无|能否)(?:在|属于|正在)?|(?:情况|时间|日期)$"
)
_DENIES: Final = ("没", "无", "未", "不", "其他", "都没", "都不", "从未")
_UNMENTIONED: Final = "未提到"
_SHORTEST: Final = 2  # characters of a label that is a word by itself


class WordingReader:
    """Reads how the facts of one plan are said."""

    def __init__(self, facts: Mapping[str, Fact], cutoff: date) -> None:
        self._facts, self._cutoff = facts, cutoff
        self._fact = next(iter(facts.values()))
        self._example = f"- {{fact: {self._fact.id}, value: {self._fact.example}, say: [某种说法]}}"

    def read(self, folder: Path, dialogue: Dialogue, team_fact: str) -> Wording:
        """Both files; facts that no row tells of are said by their labels."""
        said = tuple(self._rows(folder / "words.yaml"))
        file = folder / "reading.yaml"
        fields: dict[str, Source] = {}
        if file.exists():
            fields = open_source(file).fields(
                "",
                f"labels follows duties events teams {' '.join(_LISTS)}",
                f"status: [{self._fact.id}]",
            )
        if "labels" not in fields or fields["labels"].yes("labels: false"):
            told_of = {one.fact for one in said}
            others = [fact for fact in self._facts.values() if fact.id not in told_of]
            said += tuple(
                one for fact in others for one in by_labels(fact, _apart_from(fact, others))
            )
        lists = {
            name: fields[name].names(self._facts, "事实", f"{name}: [{self._fact.id}]")
            for name in _LISTS
            if name in fields
        }
        rows = fields["follows"].items("follows: …") if "follows" in fields else ()
        duties = fields["duties"].items("duties: …") if "duties" in fields else ()
        return Wording(
            said=said,
            follows=tuple(self._follows(one) for one in rows),
            duties=tuple(self._duty(one) for one in duties),
            light=lists.get("light", (*dialogue.places, *filter(None, (dialogue.post,)))),
            status=lists.get("status") or self._usual_status(dialogue),
            judged=lists.get("judged", ()),
            who=lists.get("who", tuple(filter(None, (dialogue.post,)))),
            pressing=lists.get("pressing", ()),
            of_a_year=lists.get("of_a_year", ()),
            moved=lists.get("moved", ()),
            away=lists.get("away", ()),
            events=self._events(fields.get("events")),
            teams=self._teams(fields.get("teams"), team_fact),
        )

    def _usual_status(self, dialogue: Dialogue) -> tuple[str, ...]:
        """Yes-or-no facts: nobody mentions one of somebody of whom it decides nothing."""
        apart = {*dialogue.places, dialogue.post}
        return tuple(f.id for f in self._facts.values() if f.kind == "bool" and f.id not in apart)

    def _rows(self, file: Path) -> Iterator[SaidAs]:
        for row in open_source(file).items(self._example) if file.exists() else ():
            fields = row.fields(
                "fact value say", "unless needs denied elsewhere yields among", self._example
            )
            fact = self._facts[fields["fact"].one_of(self._facts, "事实", self._example)]
            among = fields["among"].names(fact.values, "值", "[a, b]") if "among" in fields else ()
            yield SaidAs(
                fact=fact.id,
                value=optional(fields["value"], fact.read_value),
                say=_joined(fields["say"]),
                unless=_pattern(fields.get("unless")),
                needs=_pattern(fields.get("needs")),
                denied=optional(fields.get("denied"), fact.read_value),
                has_denied="denied" in fields,
                elsewhere=optional(fields.get("elsewhere"), fact.read_value),
                has_elsewhere="elsewhere" in fields,
                yields="yields" in fields and fields["yields"].yes("yields: true"),
                among=among,
            )

    def _follows(self, source: Source) -> Follows:
        example = f"- {{told: {{{self._fact.id}: any}}, drops: [{self._fact.id}]}}"
        fields = source.fields(
            "",
            "told unless before when fact_words says unless_says unless_asked sets drops derived",
            example,
        )

        def yes(name: str) -> bool:
            return name in fields and fields[name].yes(f"{name}: true")

        def facts(name: str) -> tuple[str, ...]:
            return fields[name].names(self._facts, "事实", example) if name in fields else ()

        words = fields["fact_words"].mapping(example) if "fact_words" in fields else {}
        return Follows(
            told=self._told(fields.get("told")),
            unless=self._told(fields.get("unless")),
            before=yes("before"),
            when=read_condition(fields["when"], self._facts, self._cutoff)
            if "when" in fields
            else None,
            fact_words={
                self._known(name, entry, example): _pattern(entry) for name, entry in words.items()
            },
            says=_joined(fields["says"]) if "says" in fields else "",
            unless_says=_pattern(fields.get("unless_says")),
            unless_asked=facts("unless_asked"),
            sets=self._sets(fields.get("sets"), example),
            drops=facts("drops"),
            derived=yes("derived"),
        )

    def _sets(self, source: Source | None, example: str) -> Mapping[str, Value]:
        entries = source.mapping(example) if source else {}
        return {
            name: self._facts[self._known(name, entry, example)].read_value(entry)
            for name, entry in entries.items()
        }

    def _known(self, name: str, source: Source, example: str) -> str:
        if name not in self._facts:
            words = f"没有叫“{name}”的事实；facts.yaml 里有：{'、'.join(self._facts)}。"
            raise source.wrong(words, example)
        return name

    def _told(self, source: Source | None) -> Told | None:
        return read_told(source, self._facts, self._cutoff) if source else None

    def _duty(self, source: Source) -> DutiesAt:
        example = f"- {{told: {{{self._fact.id}: any}}, says: 原单位, value: 甲}}"
        fields = source.fields("told says value", "", example)
        told = read_told(fields["told"], self._facts, self._cutoff)
        return DutiesAt(told, _joined(fields["says"]), fields["value"].value(example))

    def _events(self, source: Source | None) -> Mapping[str, str]:
        example = f"events: {{retired: {self._fact.id}}}"
        found: dict[str, str] = {}
        for name, entry in (source.mapping(example) if source else {}).items():
            if name not in EVENTS:
                raise entry.wrong(f"没有“{name}”；能写的是：{'、'.join(EVENTS)}。", example)
            found[name] = entry.one_of(self._facts, "事实", example)
        return MappingProxyType(found)

    def _teams(self, source: Source | None, fact: str) -> Mapping[str, str]:
        kinds = self._facts[fact].values if fact else {}
        example = f"teams: {{{next(iter(kinds), '甲')}: 镇|乡}}"
        found: dict[str, str] = {}
        for kind, entry in (source.mapping(example) if source else {}).items():
            if kind not in kinds:
                raise entry.wrong(f"“{fact}”没有“{kind}”这个值。", example)
            found[kind] = _pattern(entry)
        return MappingProxyType(found)


def _apart_from(fact: Fact, others: Iterable[Fact]) -> tuple[str, ...]:
    """Words of other facts that end what a shorter word of this one begins: 分局长, 借调."""
    tied = set(facts_in(fact.applies_when)) if fact.applies_when else set()
    return tuple(
        plain_letters(word)
        for other in others
        if other.id != fact.id and other.id not in tied and other.kind in {"bool", "choice"}
        for words in other.say.values()
        for word in words
    )


def by_labels(fact: Fact, others: Iterable[str] = ()) -> Iterator[SaidAs]:
    """How a fact is said by its `say`, else by its labels: 借调 of “是否借调”, parts of a value's.

    A number or day is told by its figures beside its words; value None stands for these.
    `others`: words of other facts, of which the longer, and of two that overlap the first, counts.
    """
    others = tuple(others)
    if fact.kind == "choice":
        said: list[tuple[str, tuple[str, ...]]] = []
        given = {plain_letters(word) for words in fact.say.values() for word in words}
        for value, label in fact.values.items():
            plain = (one for one in _told(label) if not any(one in word for word in given))
            said.append((value, fact.say.get(value) or tuple(plain)))
        every = [plain_letters(word) for _, words in said for word in words]
        yield from (
            SaidAs(fact.id, value, _either(words, (*every, *others)))
            for value, words in said
            if words
        )
        yield from _mentioned(fact, every)
    elif fact.kind == "bool":
        words = (
            fact.say.get("") or fact.say.get("true") or tuple(_parts(_ASKED.sub("", fact.label)))
        )
        if fact.say.get("false"):
            yield SaidAs(fact.id, False, _either(fact.say["false"], others))
        if words:
            yield SaidAs(fact.id, True, _either(words, others), denied=False, has_denied=True)
    elif fact.say.get(""):
        yield SaidAs(fact.id, None, _either(fact.say[""]))


def _mentioned(fact: Fact, every: Iterable[str]) -> Iterator[SaidAs]:
    """What a presumption takes to be unmentioned, told without a value: 教学事故, of no level.

    Not what one of its values is called by.
    """
    if not fact.presume_words.startswith(_UNMENTIONED):
        return
    unmentioned = fact.presume_words.removeprefix(_UNMENTIONED).partition("，")[0]
    known = set(every)
    words = [one for one in map(plain_letters, _parts(unmentioned)) if one not in known]
    if words:
        yield SaidAs(fact.id, None, _either(words))


def _told(label: str) -> list[str]:
    """Words of a value's label up to what it denies: 没有处分、立案 says neither of these."""
    parts = _parts(label)
    first = next((at for at, one in enumerate(parts) if one.startswith(_DENIES)), len(parts))
    return [one for one in parts[: first + 1] if not one.startswith(("没有", "不", "其他"))]


def _parts(label: str) -> list[str]:
    parts = (one.strip("的 “”《》") for one in _SPLIT.split(label))
    return [one for one in parts if len(one) >= _SHORTEST]


def _either(words: Iterable[str], others: Iterable[str] = ()) -> str:
    return "|".join(_apart(one, others) for one in _longest_first(words))


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(map(plain_letters, words), key=len, reverse=True)


def _apart(word: str, every: Iterable[str]) -> str:
    """A word where it is not part of a longer one: 局长 but not 副局长, 警告 but not 严重警告.

    Nor where another word ends within it: 调到 but not that of 借调到.
    """
    pattern = re.escape(word)
    for longer in dict.fromkeys(every):
        if longer == word:
            continue
        before, found, after = longer.partition(word)
        if not found:
            begun = _begun(longer, word)
            pattern = f"(?<!{re.escape(begun)}){pattern}" if begun else pattern
            continue
        outside = [f"(?<!{re.escape(before)}){pattern}"] if before else []
        outside += [f"{pattern}(?!{re.escape(after)})"] if after else []
        pattern = outside[0] if len(outside) == 1 else f"(?:{'|'.join(outside)})"
    return pattern


def _begun(other: str, word: str) -> str:
    """What of `other` stands before `word` where it ends within it; "" where it never does."""
    ends = range(min(len(other), len(word)) - 1, 0, -1)
    return next((other[:-n] for n in ends if word.startswith(other[-n:])), "")


def _joined(source: Source) -> str:
    """One pattern of one or several alternatives."""
    parts = source.listed("[某种说法]")
    return "|".join(f"(?:{_pattern(one)})" for one in parts)


def _pattern(source: Source | None) -> str:
    if source is None or source.is_empty:
        return ""
    words = source.text("某种说法")
    try:
        re.compile(words)
    except re.error:
        raise source.wrong(f"“{words[:40]}”的括号或符号不成对，读不懂。", "[局委办]") from None
    return plain_letters_in(words)
