"""What a plan is made of; every name a rule may use is declared in the plan itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from rules.plan.conditions import Condition, is_number
from rules.plan.deadlines import Deadline
from rules.plan.dialogue import Dialogue
from rules.plan.quotas import Quotas
from rules.plan.reminders import Reminders
from rules.plan.roster_facts import RosterFacts
from rules.plan.source import Source, Value
from rules.plan.wording import Wording


@dataclass(frozen=True)
class Clause:
    """One printed passage, word for word, with the half-width punctuation it came with."""

    id: str
    title: str
    text: str


@dataclass(frozen=True)
class Gate:
    """What follows on other axes once this axis has a certain value: settled, or meaningless."""

    sets: Mapping[str, str]
    closes: tuple[str, ...]


@dataclass(frozen=True)
class Axis:
    """`told`: by value what is said of somebody, as in “在{place}考核”, in place of the label."""

    id: str
    label: str
    values: Mapping[str, str]
    gates: Mapping[str, Gate] = field(default_factory=dict)
    told: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Fact:
    """`applies_when`, `presume_when` and `implies` only look at facts declared before this one.

    `say`: words for it by value, "" for those of the fact itself. `asked_as`: its wider name in
    question files. `short`: by value how it is put as a reason, or under "" around the value.
    """

    id: str
    label: str
    kind: str  # bool choice number date text
    values: Mapping[str, str]
    question: str
    about: str
    presume: Value | None = None
    presume_words: str = ""
    presume_when: Condition | None = None
    applies_when: Condition | None = None
    unit: str = ""  # what a number counts: 个月, 分, 人
    counted_from: str | None = None  # the date fact from which this number of months is counted
    implies: Mapping[str, Mapping[str, tuple[Value, ...]]] = field(default_factory=dict)
    say: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    asked_as: str = ""
    short: Mapping[str, str] = field(default_factory=dict)

    def accepts(self, value: object) -> bool:
        """Whether this is a value the fact can have."""
        match self.kind:
            case "bool":
                return isinstance(value, bool)
            case "number":
                return is_number(value) or value in self.values
            case "date":
                return isinstance(value, date) or value in self.values
        said = self.kind == "text" and value != ""
        return isinstance(value, str) and (said or value in self.values)

    def read_value(self, source: Source) -> Value:
        """A value of this fact out of a plan's file, or words on why it is none."""
        value = source.value(f"{self.id}: {self.example}")
        if not self.accepts(value):
            plain = {"bool": "true、false", "number": "一个数"}.get(self.kind, "一个日期")
            choices = "、".join(self.values) or plain
            words = f"“{value}”不是“{self.id}”（{self.label}）能取的值；能取：{choices}。"
            raise source.wrong(words, f"{self.id}: {self.example}")
        return value

    @property
    def example(self) -> str:
        """A value as it is written in a plan, for who wrote another one."""
        first = next(iter(self.values), "甲单位")
        return {"bool": "true", "number": "6", "date": "2019-12-31"}.get(self.kind, first)

    @property
    def question_alone(self) -> str:
        """The question with what may be answered, for where no answers are offered beside it."""
        answers = f"（{'、'.join(self.values.values())}）" if self.kind == "choice" else ""
        return f"{self.question}{answers}"

    def _yes_or_no(self, *, value: bool) -> str:
        """A plain 借调 or 没有借调 of the label 是否借调."""
        core = self.label.removeprefix("是否").removeprefix("有没有")
        return core if value else f"没{core}" if core.startswith("有") else f"没有{core}"

    def shortly(self, words: str) -> str:
        """A value or a side of a threshold in the fewest words that tell what it is of."""
        return self.short[""].replace("{}", words) if "" in self.short else f"{self.label}{words}"

    def words(self, value: Value) -> str:
        """The value as an official would read it."""
        if isinstance(value, bool):
            return self.values.get("true" if value else "false", self._yes_or_no(value=value))
        if isinstance(value, date):
            return f"{value.year}年{value.month}月{value.day}日"
        if isinstance(value, int | float):
            return f"{value:g}{self.unit}"
        return self.values.get(value, value)


@dataclass(frozen=True)
class Rule:
    """One row: where its condition holds it speaks on `sets`, `silent_on` and `says_on`.

    An override takes effect only on the axes the overriding row itself speaks on.
    """

    id: str
    clause: str
    title: str
    about: str
    when: Condition
    sets: Mapping[str, str]
    silent_on: tuple[str, ...] = ()
    says_on: tuple[str, ...] = ()  # axes answered by the sentence `says` instead of a value
    overrides: tuple[str, ...] = ()
    says: str = ""
    strength: str = "must"  # must 不得 · generally 一般不得
    line: int = 0

    @property
    def speaks_on(self) -> tuple[str, ...]:
        """The axes it has something to say on."""
        return (*self.sets, *self.silent_on, *self.says_on)


@dataclass(frozen=True)
class Paper:
    """A form or report the notice names; `owed_by` is person, unit or team.

    `when_ruled`: owed where the person's ruling has one of these values on each axis; a unit's
    paper where that of anybody it assesses has. `called`: other names people have for it; `words`:
    patterns that name it in a message. `read_as`: the kind of form of ours that reads it; `notes`:
    how it is filled in, for its template. By blank or column: `cites` its clause, `tells` the fact
    it is of, `says` what is said of a fault in it.
    """

    id: str
    name: str
    form: str | None
    clause: str
    owed_by: str
    why: str
    deadline: str | None
    copies: int | None = None
    sheet: str = ""
    hands_in: str = ""  # who fills it in and hands it in
    hands_to: str = ""  # to whom
    supplied: bool = False
    when_ruled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    kept_by: Mapping[str, str] = field(default_factory=dict)
    called: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    read_as: str = ""
    notes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()  # headings of a report's outline
    cites: Mapping[str, str] = field(default_factory=dict)
    tells: Mapping[str, str] = field(default_factory=dict)
    says: Mapping[str, str] = field(default_factory=dict)

    @property
    def short(self) -> str:
        """附件8, or its name where it bears no number."""
        return self.form or self.name

    def titled(self, year: int) -> str:
        """Its name with the year, as a title."""
        return self.name if str(year) in self.name else f"{self.name}（{year}年度）"

    def cited(self, blank: str) -> str:
        """The clause a blank or column rests on; that of the paper where it has none of its own."""
        return self.cites.get(blank, self.clause)


@dataclass(frozen=True)
class Owing:
    """Which unit of the roster owes a person's papers, by the place that assesses the person.

    `places`: value of the axis → own, home, main, host or superior unit; others owe nothing.
    `main_fact` names the unit of the main duties, or holds a value that stands for one. Without
    `team_fact` no teams are appraised. `grade_list` proposes grades, `cover_list` lists papers.
    """

    axis: str
    places: Mapping[str, str]
    team_fact: str = ""
    team_ruled: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    main_fact: str = ""
    grade_list: str = ""
    cover_list: str = ""


@dataclass(frozen=True)
class TopicText:
    """A question whose answer is text of the notice, not a ruling."""

    id: str
    title: str
    clauses: tuple[str, ...]
    text: str
    deadlines: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()
    form: str | None = None
    tells: Mapping[str, str] = field(default_factory=dict)  # results the text says, by axis
    told: Mapping[str, str] = field(default_factory=dict)  # by fact: what a number told comes to
    examples: tuple[str, ...] = ()
    words: tuple[str, ...] = ()  # how people ask; read by the language part


@dataclass(frozen=True)
class Silence:
    """A matter the notice says nothing on."""

    id: str
    title: str
    text: str
    clauses: tuple[str, ...] = ()  # where the notice comes nearest
    of_numbers: bool = False  # on how a share is worked out, not on anybody's score
    examples: tuple[str, ...] = ()
    words: tuple[str, ...] = ()  # how people ask; read by the language part


@dataclass(frozen=True)
class Term:
    """Words the notice uses to decide something and does not define."""

    text: str
    clause: str
    question: str


@dataclass(frozen=True, eq=False)
class Plan:
    """One year's notice as data.

    `office` answers what the notice leaves open; `office_short`, or "": on a button;
    `office_called`: in a sentence. `telling`: words of a list of people that may change a ruling.
    """

    id: str
    year: int
    title: str
    cutoff: date
    office: str
    office_short: str
    office_called: str
    source: str
    subjects: tuple[str, ...]
    clauses: Mapping[str, Clause]
    axes: Mapping[str, Axis]
    facts: Mapping[str, Fact]
    rules: tuple[Rule, ...]
    deadlines: Mapping[str, Deadline]
    papers: Mapping[str, Paper]
    owing: Owing
    forms_unmentioned: tuple[str, ...]
    quotas: Quotas
    topics: Mapping[str, TopicText]
    silences: Mapping[str, Silence]
    terms: tuple[Term, ...]
    reminders: Reminders
    telling: tuple[str, ...]
    dialogue: Dialogue
    wording: Wording
    roster: RosterFacts
    root: Path

    def read_as(self, kind: str) -> Paper:
        """The paper that this kind of form of ours reads; there is one wherever a form is used."""
        return next(paper for paper in self.papers.values() if paper.read_as == kind)

    def rule(self, rule_id: str) -> Rule:
        """The rule of this id."""
        return next(rule for rule in self.rules if rule.id == rule_id)
