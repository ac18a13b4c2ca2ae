"""Several pictures of one paper → one PDF, a page each; the pictures themselves are not changed."""

import struct
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from forms.kit.safe import contents

_WIDTH: Final = 595  # points of A4
_SPACES: Final = {1: "/DeviceGray", 3: "/DeviceRGB", 4: "/DeviceCMYK"}


class CannotJoin(Exception):
    """这几张图片合不成一份，没有收。请存为jpg，或者在手机上用“扫描”合成一个PDF再发，例如“张伟登记表.pdf”。"""

    @property
    def words(self) -> str:
        """What the sender is told."""
        return self.__class__.__doc__ or ""


def one_scan(pictures: Sequence[Path], out: Path) -> None:
    """Writes the PDF. Raises CannotJoin for a PNG that lets the ground shine through."""
    from pypdf import PdfWriter  # noqa: PLC0415  # a third of a second, only needed for this
    from pypdf.generic import (  # noqa: PLC0415
        DecodedStreamObject,
        DictionaryObject,
        NameObject,
        StreamObject,
    )

    writer = PdfWriter()
    for picture in pictures:
        width, height, look, data = _picture(picture)
        image = StreamObject()
        image.set_data(data)
        image.update({NameObject(key): value for key, value in _objects(look).items()})
        high = round(_WIDTH * height / width)
        page = writer.add_blank_page(_WIDTH, high)
        drawn = DecodedStreamObject()
        drawn.set_data(f"q {_WIDTH} 0 0 {high} 0 0 cm /P Do Q".encode())
        named = DictionaryObject({NameObject("/P"): writer._add_object(image)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): named})
        page[NameObject("/Contents")] = writer._add_object(drawn)
    with out.open("wb") as file:
        writer.write(file)


def _objects(look: dict[str, object]) -> dict[str, object]:
    from pypdf.generic import (  # noqa: PLC0415
        ArrayObject,
        ByteStringObject,
        DictionaryObject,
        NameObject,
        NumberObject,
    )

    def made(value: object) -> object:
        if isinstance(value, bytes):
            return ByteStringObject(value)
        if isinstance(value, int):
            return NumberObject(value)
        if isinstance(value, list):
            return ArrayObject([made(each) for each in value])
        if isinstance(value, dict):
            return DictionaryObject({NameObject(key): made(each) for key, each in value.items()})
        return NameObject(str(value))

    return {key: made(value) for key, value in look.items()}


def _picture(path: Path) -> tuple[int, int, dict[str, object], bytes]:
    """Width, height, what PDF says of such a picture, and its compressed data."""
    kind, data = contents.real_type(path), path.read_bytes()
    size = contents.picture_size(path, kind) if kind in ("jpg", "png") else None
    if size is None or 0 in size:
        raise CannotJoin
    look: dict[str, object] = {
        "/Type": "/XObject",
        "/Subtype": "/Image",
        "/Width": size[0],
        "/Height": size[1],
        "/BitsPerComponent": 8,
    }
    if kind == "png":
        more, data = _png(data, size[0])
        return *size, look | more, data
    colours = _colours(data)
    look |= {"/Filter": "/DCTDecode", "/ColorSpace": _SPACES[colours]}
    if colours == 4:  # as Adobe writes them: turned round
        look["/Decode"] = [1, 0] * 4
    return *size, look, data


def _colours(jpg: bytes) -> int:
    """How many colours a jpg has, from its frame header."""
    at = 2
    while at + 10 <= len(jpg) and jpg[at] == 0xFF:
        if jpg[at + 1] in contents.FRAMES:
            if jpg[at + 9] in _SPACES:
                return jpg[at + 9]
            break
        at += 2 + int.from_bytes(jpg[at + 2 : at + 4], "big")
    raise CannotJoin


def _png(data: bytes, width: int) -> tuple[dict[str, object], bytes]:
    depth, colour, _, _, interlaced = data[24:29]
    palette, pieces, at = b"", [], 8
    while at + 8 <= len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        body = data[at + 8 : at + 8 + length]
        if data[at + 4 : at + 8] == b"PLTE":
            palette = body
        elif data[at + 4 : at + 8] == b"IDAT":
            pieces.append(body)
        at += 12 + length
    if interlaced or colour not in (0, 2, 3) or not pieces or (colour == 3 and not palette):
        raise CannotJoin
    colours = 3 if colour == 2 else 1
    space: object = _SPACES[colours]
    if colour == 3:
        space = ["/Indexed", "/DeviceRGB", len(palette) // 3 - 1, palette]
    return {
        "/Filter": "/FlateDecode",
        "/ColorSpace": space,
        "/BitsPerComponent": depth,
        "/DecodeParms": {
            "/Predictor": 15,
            "/Colors": colours,
            "/BitsPerComponent": depth,
            "/Columns": width,
        },
    }, b"".join(pieces)
