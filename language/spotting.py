"""What a message names: papers, forms, clauses, options offered, people and units."""

import re
from collections.abc import Sequence

from language.full_names import strangers as full_names
from language.reading import Name, Names
from language.short_answers import YES
from language.tables import shape
from rules.plan import Paper, Plan
from rules.plan.letters import plain_letters

_FIGURES = dict(zip("一二三四五六七八九", "123456789", strict=True))
_TAIL = 3  # characters of a paper's name that name it: 登记表, 评价表
_NAMES_ONE = 3  # characters that can name one of the topics offered


def called(paper: Paper) -> tuple[str, ...]:
    """A paper by its names, its number, and the end of its name: 登记表."""
    names = (paper.name, *paper.called, paper.form or "", paper.name[-_TAIL:])
    names = tuple(plain_letters(one) for one in names)
    return tuple(re.escape(one) + (r"(?!\d)" if one[-1].isdigit() else "") for one in names if one)


def picked_in(clean: str, options: Sequence[tuple[str, str]]) -> str | None:
    """The option meant by its number, or by a topic's own words."""
    match = shape("pick").match(clean) if options else None
    if match:
        said = match.group(1) or match.group(2)
        number = int(_FIGURES.get(said, said))
        return options[number - 1][0] if number <= len(options) else None
    options = [(key, plain_letters(label)) for key, label in options]
    for key, label in options:
        if not key.startswith("fact:") and clean == label:
            return key
    topics = [key for key, label in options if key.startswith("topic:") and clean in label]
    if len(topics) == 1 and len(clean) >= _NAMES_ONE:
        return topics[0]
    # A yes means the first button only where that one confirms something.
    if options and options[0][1].startswith("确认") and clean in YES:
        return options[0][0]
    return None


def clauses_in(clean: str, plan: Plan) -> tuple[str, ...]:
    """Clauses of the plan cited, however the notice numbers them."""
    matches = shape("clause").finditer(clean)
    found = [f"{match['a']}({match['b']}){match['c'] or ''}" for match in matches]
    # However the notice numbers them: 第二条, 第3条.
    found += [one for one in plan.clauses if len(one) > 2 and "(" not in one and one in clean]
    return tuple(dict.fromkeys(clause for clause in found if clause in plan.clauses))


def strangers_in(clean: str, names: Names) -> tuple[str, ...]:
    """Full names of nobody the asker may see."""
    people = names.people(clean)
    unseen = (name.text for name in people if name.kind == "unseen")
    return full_names(clean, (name.text for name in people if name.kind == "person"), unseen)


def forms_in(clean: str) -> tuple[str, ...]:
    """Forms named by their number: 附件1."""
    numbers = (match.group(1) for match in shape("form").finditer(clean))
    return tuple(dict.fromkeys(f"附件{_FIGURES.get(number, number)}" for number in numbers))


def people_in(clean: str, named: Sequence[str], names: Names) -> tuple[Name, ...]:
    """Everybody the asker may see who is called by one of the names."""
    if not named:
        return ()
    return tuple(
        name for name in names.people(clean) if name.kind == "person" and name.text in named
    )


def units_in(clean: str, names: Names) -> tuple[Name, ...]:
    """Units of the roster that the message names; the longer of two names counts."""
    found = [name for name in names.units(clean) if name.text in clean]
    whole = [
        one
        for one in found
        if not any(one.text != other.text and one.text in other.text for other in found)
    ]
    return tuple({name.id: name for name in whole}.values())
