"""The season as one zip to keep: every version of every paper, lists, and what it all hashes to."""

import hashlib
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import IO, Final

from forms import audit_trail
from forms.packet_list import Listed
from forms.packet_list.book import packet_list
from handlers.audit.service import audit_lines
from handlers.submissions.service import packed_state, paper_name, summary
from rules.plan import Plan
from storage import Records
from storage.blobs import BlobMissing, Blobs
from storage.precedents import SHANGHAI
from storage.views import HandIn, Part

_SUMS: Final = "校验.txt"
_UNSAFE: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_PIECE: Final = 1024 * 1024


class BadArchive(ValueError):
    """档案写出来了，但是核对时对不上，不能用"""


@dataclass(frozen=True)
class Archived:
    """What an archive holds. `missing`: papers whose file is not on the server any more."""

    files: int
    missing: int
    sha256: str


def write_archive(plan: Plan, records: Records, blobs: Blobs, at: datetime, path: Path) -> Archived:
    """Write it, read it again and count. Raises BadArchive."""
    sums: dict[str, str] = {}
    missing = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        lines = []
        for handin, listed in _listed(plan, records):
            try:
                sums[listed.file] = _put(archive, listed.file, blobs.pieces(handin.sha256))
            except BlobMissing:
                missing += 1
                listed = Listed(listed.paper, listed.person, "文件在服务器上找不到")  # noqa: PLW2901
            lines.append(listed)
        for name, content in _lists(plan, records, lines, at):
            sums[name] = _put(archive, name, [content])
        told = "".join(f"{sha256}  {name}\n" for name, sha256 in sums.items())
        archive.writestr(_SUMS, told)
    verified(path, sums)
    with path.open("rb") as file:
        return Archived(len(sums), missing, hashlib.file_digest(file, "sha256").hexdigest())


def verified(path: Path, sums: dict[str, str] | None = None) -> int:
    """How many files are in it, each as it was put in. Raises BadArchive."""
    try:
        with zipfile.ZipFile(path) as archive:
            told = archive.read(_SUMS).decode()
            lines = [line.split("  ", 1) for line in told.splitlines()]
            wanted = {name: sha256 for sha256, name in lines}
            found = {}
            for name in archive.namelist():
                with archive.open(name) as file:
                    found[name] = _hash(file)
    except (zipfile.BadZipFile, KeyError, ValueError) as bad:
        raise BadArchive(BadArchive.__doc__) from bad
    found.pop(_SUMS)
    if found != wanted or (sums is not None and wanted != sums):
        raise BadArchive(BadArchive.__doc__)
    return len(found)


def _listed(plan: Plan, records: Records) -> Iterator[tuple[HandIn, Listed]]:
    """Every version, unit by unit, with the name of its file."""
    units = records.roster.unit_names()
    for number, handin in enumerate(records.handins.county(plan_id=plan.id), 1):
        paper = plan.papers.get(handin.paper)
        called = paper_name(paper) if paper else handin.paper
        person = records.roster.person(handin.person_id).name if handin.person_id else ""
        unit = units.get(handin.unit_id, f"单位{handin.unit_id}")
        mark = "_扫描件" if handin.part is Part.SIGNED else ""
        name = f"{number:05}_{called}_{person}_第{handin.version}版{mark}_{handin.receipt}"
        file = f"上交材料/{_safe(unit)}/{_safe(name)}{_safe(Path(handin.filename).suffix)}"
        state, version = packed_state(plan, handin.status), f"第{handin.version}版"
        whose, at = f"{unit} {called}", handin.at.astimezone(SHANGHAI)
        yield handin, Listed(whose, person, state, version, handin.receipt, at, file)


def _lists(
    plan: Plan, records: Records, lines: list[Listed], at: datetime
) -> Iterator[tuple[str, bytes]]:
    local = at.astimezone(SHANGHAI)
    title = f"{plan.year}年度考核"
    yield "目录.xlsx", packet_list(f"{title}全部材料目录", lines)
    yield "汇总表.xlsx", summary(plan, records)
    trail = audit_lines(plan, records, records.audit.entries(limit=None))
    yield "操作记录.xlsx", audit_trail.workbook(f"{title}操作记录", trail, local)


def _put(archive: zipfile.ZipFile, name: str, chunks: Iterable[bytes]) -> str:
    digest, pieces = hashlib.sha256(), iter(chunks)
    first = next(pieces, b"")  # what cannot be read leaves no empty file behind
    with archive.open(name, "w", force_zip64=True) as entry:
        for chunk in chain((first,), pieces):
            entry.write(chunk)
            digest.update(chunk)
    return digest.hexdigest()


def _hash(file: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while piece := file.read(_PIECE):
        digest.update(piece)
    return digest.hexdigest()


def _safe(name: str) -> str:
    return _UNSAFE.sub("_", name)[:100]
