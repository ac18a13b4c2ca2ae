"""A file made for one request: written to disk, sent from there, and gone once it is sent."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from fastapi import Response
from fastapi.responses import FileResponse
from starlette.background import BackgroundTask

from forms.kit.safe.safety import MEDIA_TYPES
from web.site import Site
from web.unit import named


def written(site: Site, name: str, kind: str, write: Callable[[Path], object]) -> Response:
    """`kind`: xlsx, docx or zip. What `write` raises leaves nothing behind."""
    site.incoming.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=site.incoming, suffix=f".{kind}")
    os.close(handle)
    path = Path(temporary)
    try:
        write(path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    gone = BackgroundTask(path.unlink, missing_ok=True)
    media_type = MEDIA_TYPES.get(kind, f"application/{kind}")
    return named(FileResponse(path, media_type=media_type, background=gone), name)
