"""media/upload and media/get."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request, Response
from starlette.datastructures import UploadFile

from simulator.api.gate import ApiRoute, WorldOf, admit
from simulator.errors import ApiError
from simulator.media import RANGE_LIMIT, Media

router = APIRouter(prefix="/media", route_class=ApiRoute, dependencies=[Depends(admit)])
BYTE_RANGE = re.compile(r"bytes=(\d+)-(\d*)\Z")


@router.post("/upload")
async def upload(request: Request, world: WorldOf, type: str = "") -> dict[str, Any]:
    async with request.form() as form:
        part = form.get("media")
        if not isinstance(part, UploadFile):
            raise ApiError(44001, "multipart part 'media' missing")
        name, content = part.filename or "", await part.read()
        content_type = part.content_type or ""
    with world.lock:
        media = world.media.upload(type, name, content, content_type)
    return {
        "errcode": 0,
        "errmsg": "",
        "type": media.type,
        "media_id": media.media_id,
        "created_at": str(media.created),  # a string, as documented
    }


@router.get("/get")
def get(
    world: WorldOf, media_id: str = "", range: Annotated[str | None, Header()] = None
) -> Response:
    with world.lock:
        media = world.media.valid(media_id)
    return partial(media, range) if range else whole(media)


def whole(media: Media) -> Response:
    if len(media.content) > RANGE_LIMIT:
        raise ApiError(830002)
    return Response(media.content, headers=file_headers(media), media_type=media.content_type)


def partial(media: Media, wanted: str) -> Response:
    size = len(media.content)
    match = BYTE_RANGE.match(wanted)
    first = int(match[1]) if match else size
    last = min(int(match[2]) if match and match[2] else size - 1, size - 1)
    if first > last:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{size}"})
    if last - first + 1 > RANGE_LIMIT:
        raise ApiError(830002)
    headers = file_headers(media) | {"Content-Range": f"bytes {first}-{last}/{size}"}
    part = media.content[first : last + 1]
    return Response(part, 206, headers, media.content_type)


def file_headers(media: Media) -> dict[str, str]:
    """The name as raw UTF-8 bytes, as the real service sends it."""
    name = re.sub(r'[\r\n"\\]', "_", media.name)
    disposition = f'attachment; filename="{name}"'.encode().decode("latin-1")
    return {"Content-Disposition": disposition, "Accept-Ranges": "bytes"}
