"""Files that belong to a case: brought by who put it, opened by them and the section."""

from datetime import datetime
from pathlib import Path
from typing import Final

from forms.kit.safe import safety
from forms.kit.safe.refusals import UnsafeFile
from handlers.turn.season import over_words
from rules.plan import Plan
from storage import Records, Store
from storage.views import Case, CaseFile, CaseState

MOST_FILES: Final = 10  # of one case


class NotAttached(UnsafeFile):
    """{words}"""


def attach(
    store: Store, plan: Plan, number: int, path: Path, filename: str, *, by: str, at: datetime
) -> bool:
    """Keep a file with one's own open case; False where the same content is there already.

    Raises UnsafeFile in words, and then nothing is kept.
    """
    with store.reading() as records:
        _own_open(plan, records, number, by)
    safe = safety.inspect(path, filename)
    blob = store.blobs.put_file(path)  # kept before the row that names it
    with store.transaction() as records:
        case = _own_open(plan, records, number, by)
        return records.case_files.add(case, blob, safe.name, safe.media_type, by=by, at=at)


def file_of(
    plan: Plan, records: Records, number: int, id: int, userid: str, *, sees_all: bool
) -> CaseFile | None:
    """A file of a case that this member put, or of any where they see all."""
    case = records.cases.numbered(plan.id, number)
    if case is None or not (sees_all or userid.casefold() in records.cases.askers(case)):
        return None
    return records.case_files.numbered(case, id)


def _own_open(plan: Plan, records: Records, number: int, by: str) -> Case:
    over = over_words(plan, records)
    if over:
        raise NotAttached(words=over)
    case = records.cases.numbered(plan.id, number)
    if case is None or by.casefold() not in records.cases.askers(case):
        raise NotAttached(words=f"您没有请示过第{number}号，文件没有收。")
    if case.state is not CaseState.OPEN:
        raise NotAttached(words=f"第{number}号请示已经批复，不再收附件。")
    if len(records.case_files.of(case)) >= MOST_FILES:
        raise NotAttached(words=f"一件请示最多附{MOST_FILES}个文件，这个没有收。")
    return case
