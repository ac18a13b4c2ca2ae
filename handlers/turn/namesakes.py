"""Two people of one name: what tells them apart wherever a deed shows one, and who is the other."""

import re
from collections.abc import Iterable
from typing import Final

from handlers.turn.context import Asker
from handlers.turn.people import described, sees_person
from storage import Records

_NOT_THEM: Final = re.compile(r"(?:不是|别|不要)[^,，。;； ]*")
# “不是这个，是水利局那个”, “另一个”, “我说的是镇里那个”.
_RATHER: Final = re.compile(
    r"不是(?:这|那|他|她|我们|本|[^,，。]{0,8}[个位])|另(?:外)?(?:一|那)?[个位]|[那这][个位]|错人|搞错|弄错"
)
_THE_OTHER: Final = re.compile(
    r"另(?:外)?(?:一|那)?[个位]|^[^,，]{0,3}(?:不是(?:这|他|她)[个位]?|错人)"
)
_OURS: Final = re.compile(
    r"(?:我们|咱们?|本)(?:[镇乡局委办]|单位)?(?:里|自己)?的?(?:那|这)?[个位]?"
)
_PARTS: Final = re.compile("[、，,兼和]")
_SHORTEST: Final = 2
_LONGEST: Final = 24  # characters of a correction that only says who is meant


def called_apart(records: Records, person_id: int) -> str:
    """The name; with unit and post where somebody else of the roster is called so too."""
    name = records.roster.person(person_id).name
    alike = records.roster.people_called((name,))
    return described(records, person_id) if len(alike) > 1 else name


def the_other(records: Records, asker: Asker, person_id: int, text: str) -> int | None:
    """Whom of the same name a correction means instead; None where it means nobody else."""
    if len(text) > _LONGEST or not _RATHER.search(text):
        return None
    name = records.roster.person(person_id).name
    alike = [one.id for one in records.roster.people_called((name,)) if one.id != person_id]
    others = [one for one in alike if sees_person(records, asker, one)]
    fitting = fits(records, asker, others, text)
    if not fitting and len(others) == 1 and _THE_OTHER.search(text):
        # “不是这个，是林业局那个” names somebody who is neither of them.
        fitting = others if not _NOT_THEM.sub("", text).strip(",，。 另外一那个位的是") else []
    return fitting[0] if len(fitting) == 1 else None


def fits(records: Records, asker: Asker, people: Iterable[int], text: str) -> list[int]:
    """Those whose unit or post the words say; what they say is not meant is left out."""
    said = _NOT_THEM.sub("", text)
    return [one for one in people if _is_said(records, asker, one, said)]


def _is_said(records: Records, asker: Asker, person_id: int, said: str) -> bool:
    person = records.roster.person(person_id)
    unit = records.roster.unit(person.unit_id)
    names = (unit.name, unit.name.removeprefix("县"), *unit.short_names)
    titles = [one for one in _PARTS.split(person.post) if len(one) >= _SHORTEST]
    own = person.unit_id == asker.unit_id and _OURS.search(said) is not None
    return own or any(word and word in said for word in (*names, *titles))
