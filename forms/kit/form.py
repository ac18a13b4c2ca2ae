"""What a form is to everybody else: made for somebody, checked when filled in, told by its face."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from forms.kit.field import Field
from forms.kit.problem import Problem
from rules.plan import Plan
from rules.standing import Standing, ThisUnit


@dataclass(frozen=True)
class Occasion:
    """What a template is made for and a filled form held against.

    `people`: everybody who has to do with the unit; `person`: whose paper it is, None for a paper
    of the unit. `proposed`: the grade the unit's proposals in force give, by person id;
    `registered`: the grade on people's registration forms in force, likewise. `handed_in`: whose
    papers are in, by paper: ids of people, None for the unit's own. `owed_by_team`: the papers the
    unit owes because its team is assessed.
    """

    plan: Plan
    unit: ThisUnit
    people: tuple[Standing, ...]
    today: date
    person: Standing | None = None
    proposed: Mapping[int, str] = field(default_factory=dict)
    registered: Mapping[int, str] = field(default_factory=dict)
    handed_in: Mapping[str, frozenset[int | None]] = field(default_factory=dict)
    owed_by_team: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Checked:
    """Every fault in one round, and what is kept of the form so that nobody has to open it again.

    `summary` is JSON.
    """

    problems: tuple[Problem, ...]
    summary: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Seen:
    """What a file says it is, by the kind of form. Empty where it does not say."""

    read_as: str
    person: str = ""
    unit: str = ""
    year: str = ""


@dataclass(frozen=True)
class Section:
    """One screen of a form that a page asks for. `by_unit`: the unit fills it in.

    Its person does not see there what the unit writes.
    """

    title: str
    fields: tuple[str, ...]
    by_unit: bool = False


@dataclass(frozen=True)
class Fillable:
    """How a form is filled in without its file.

    `fields`: the blanks that the form in force has. `known`: what is known beforehand, by blank.
    `check`: the faults of these values and of no other blank; a problem's `cell` is the blank's id.
    `make`: the file of this type with these values.
    """

    sections: tuple[Section, ...]
    fields: Callable[[Plan], Mapping[str, Field]]
    known: Callable[[Occasion], Mapping[str, str]]
    check: Callable[[Occasion, Mapping[str, str]], tuple[Problem, ...]]
    make: Callable[[Occasion, str, Mapping[str, str]], bytes]


Template = Callable[[Occasion], bytes]
Templates = Callable[[Plan], Mapping[str, Template]]


def always(kind: str, template: Template) -> Templates:
    """One template of this type, whatever the plan."""
    return lambda _: {kind: template}


def _any_sheet(_plan: Plan, _path: Path) -> str:
    return ""


def kind_of(module: str) -> str:
    """The kind of form a module belongs to: its package of `forms`, which `read_as` names."""
    return module.split(".")[1]


@dataclass(frozen=True)
class Form:
    """One form; a package of `forms` offers it as FORM.

    `read_as`: its kind, by which a plan says which paper it reads.
    `reads`: the true types that are read cell by cell; any other type that may be kept is a signed
    copy and is not looked into. `templates`: what the plan gives out by type, the usual one first.
    `check` never raises for what is in the file; `recognise`, by what the plan calls the paper,
    gives None for a file that is not this form. `signed`: people sign it, so that a signed copy may
    come by itself. `sheet`: the sheet of a filled workbook whose cells are checked, empty for its
    first. `fill`: how a page asks for it.
    """

    read_as: str
    reads: tuple[str, ...]
    templates: Templates
    check: Callable[[Occasion, Path], Checked]
    recognise: Callable[[Path, Plan], Seen | None]
    signed: bool = False
    sheet: Callable[[Plan, Path], str] = _any_sheet
    fill: Fillable | None = None

    def kind(self, plan: Plan) -> str:
        """The type of the template that is given out where nobody asks for another."""
        return next(iter(self.templates(plan)))

    def template(self, of: Occasion) -> bytes:
        """The empty form for somebody, as the kind of file the plan wants."""
        return self.templates(of.plan)[self.kind(of.plan)](of)
