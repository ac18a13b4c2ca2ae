"""Rows of a roster whose names bear a note in brackets: 张伟（女） is 张伟, said back once."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from rules.names import name_key, written
from rules.roster import COLUMNS, PEOPLE, ImportProblem, ImportRows, PersonRow


def without_notes(rows: ImportRows, kept: Iterable[str] = ()) -> ImportRows:
    """The rows with such notes taken off, each told in `noted`.

    A note stays where it tells two people of one unit apart, and where somebody is listed (`kept`)
    with just this note: 王强（财政所） beside 王强.
    """
    listed = {name_key(name) for name in kept}
    many = Counter(_who(row) for row in rows.people)
    people, noted = [], list(rows.noted)
    names: dict[str, str] = {}
    for row in rows.people:
        found = written(row.name)
        if not found.note or name_key(row.name) in listed or many[_who(row)] > 1:
            people.append(row)
            continue
        people.append(replace(row, name=found.name))
        names[name_key(row.name)] = found.name
        what = f"“{row.name}”按“{found.name}”登记，括号里的“{found.note}”没有用"
        noted.append(ImportProblem(PEOPLE, row.row, COLUMNS[PEOPLE]["name"], what, found.name))
    return replace(
        rows,
        people=tuple(people),
        secondments=tuple(
            replace(row, person=names.get(name_key(row.person), row.person))
            for row in rows.secondments
        ),
        members=tuple(
            replace(row, name=names.get(name_key(row.name), row.name)) for row in rows.members
        ),
        noted=tuple(noted),
    )


def _who(row: PersonRow) -> tuple[str, str]:
    return name_key(row.unit), name_key(written(row.name).name)
