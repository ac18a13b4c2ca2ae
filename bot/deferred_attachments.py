"""Files that are made only when their turn to be sent comes, so that no answer waits for them."""

import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from handlers.submissions.service import write_blanks
from rules.plan import Plan
from storage import Records
from storage.blobs import Blobs


def made(
    payload: Mapping[str, Any], records: Records, plan: Plan, blobs: Blobs, at: datetime
) -> Mapping[str, Any] | None:
    """A queued file with its content, made anew at every try; None where its unit is gone."""
    batch = payload["batch"]
    unit = next((u for u in records.roster.units() if u.id == batch["unit_id"]), None)
    paper = plan.papers.get(batch["paper"])
    if unit is None or paper is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "batch.zip"
        write_blanks(plan, records, unit, paper, at, path, batch["first"], batch["last"])
        blob = blobs.put_file(path)
    return {"kind": "file", "name": payload["name"], "blob": blob.sha256}
