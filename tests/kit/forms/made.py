"""Files made for the tests, good and bad, byte by byte where no program would write them."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import docx
import openpyxl
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

Parts = Mapping[str, bytes]


def xlsx(
    cells: Mapping[str, Any] | None = None, change: Callable[..., None] | None = None
) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for address, value in (cells or {"A1": "等次建议"}).items():
        sheet[address] = value
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def docx_of(*paragraphs: str, header: str = "") -> bytes:
    document = docx.Document()
    for paragraph in paragraphs or ("个人总结",):
        document.add_paragraph(paragraph)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_parts(packed: bytes, parts: Parts) -> bytes:
    """The same zip with parts added or put in place of those of that name."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, body in parts.items():
            new.writestr(name, body)
    return out.getvalue()


def part_of(packed: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(packed)) as whole:
        return whole.read(name)


def pdf(
    text: str = "report", *, password: str = "", script: str = "", attached: bool = False
) -> bytes:
    """A PDF of one page of Latin text, or of Chinese as UTF-16 through a ToUnicode table."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    codes = "".join(f"{ord(letter):04X}" for letter in text)
    content = DecodedStreamObject()
    content.set_data(f"BT /F1 12 Tf 20 200 Td <{codes}> Tj ET".encode())
    table = DecodedStreamObject()
    pairs = "\n".join(f"<{ord(letter):04X}> <{ord(letter):04X}>" for letter in sorted(set(text)))
    table.set_data(
        (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap "
            "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
            f"{len(set(text))} beginbfchar\n{pairs}\nendbfchar endcmap end end"
        ).encode()
    )
    name = NameObject
    descendant = DictionaryObject(
        {
            name("/Type"): name("/Font"),
            name("/Subtype"): name("/CIDFontType2"),
            name("/BaseFont"): name("/Song"),
        }
    )
    font = DictionaryObject(
        {
            name("/Type"): name("/Font"),
            name("/Subtype"): name("/Type0"),
            name("/BaseFont"): name("/Song"),
            name("/Encoding"): name("/Identity-H"),
            name("/DescendantFonts"): ArrayObject([writer._add_object(descendant)]),
            name("/ToUnicode"): writer._add_object(table),
        }
    )
    page[name("/Resources")] = DictionaryObject(
        {name("/Font"): DictionaryObject({name("/F1"): writer._add_object(font)})}
    )
    page[name("/Contents")] = writer._add_object(content)
    if script:
        action = {name("/S"): name("/JavaScript"), name("/JS"): TextStringObject(script)}
        writer.root_object[name("/OpenAction")] = DictionaryObject(action)
    if attached:
        writer.add_attachment("a.txt", b"hello")
    if password:
        writer.encrypt(password, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def png(width: int, height: int) -> bytes:
    """The head of a picture of so many pixels and its end."""
    head = struct.pack(">II", width, height) + b"\x08\x02\0\0\0" + b"\0" * 4
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + head + b"\0\0\0\0IEND\xaeB`\x82"


def jpg(width: int, height: int) -> bytes:
    """The same as a photo, its frame behind a thumbnail's, which is not its own."""
    small = b"\xff\xc0\0\x0b\x08\0\x01\0\x01\x01\x01\x11\0"
    frame = b"\xff\xc2\0\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\0"
    exif = b"\xff\xe1" + struct.pack(">H", len(small) + 2) + small
    return b"\xff\xd8" + exif + frame + b"\xff\xda\0\x02\xff\xd9"


def blank_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(300, 300)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + b"\x00" * 200 + b"\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 100 + b"IEND\xaeB`\x82"


def compound(streams: Mapping[str, bytes]) -> bytes:
    """An OLE file with these streams, each padded to the size from which no mini stream is used."""
    sector = 512
    bodies = {name: body.ljust(4096, b"\0") for name, body in streams.items()}
    directory_sectors = (len(bodies) + 1 + 3) // 4
    starts, chains = {}, []
    following = 1 + directory_sectors
    for name, body in bodies.items():
        count = -(-len(body) // sector)
        starts[name] = following
        chains.append((following, count))
        following += count
    fat = [0xFFFFFFFD, *range(2, 1 + directory_sectors), 0xFFFFFFFE]
    for start, count in chains:
        fat += [*range(start + 1, start + count), 0xFFFFFFFE]
    fat += [0xFFFFFFFF] * (128 - len(fat))
    assert len(fat) == 128

    def entry(name: str, kind: int, start: int, size: int) -> bytes:
        coded = name.encode("utf-16-le") + b"\0\0"
        head = coded.ljust(64, b"\0") + struct.pack("<HBB", len(coded), kind, 1)
        return head + b"\xff" * 12 + b"\0" * 36 + struct.pack("<III", start, size, 0)

    directory = entry("Root Entry", 5, 0xFFFFFFFE, 0) + b"".join(
        entry(name, 2, starts[name], len(body)) for name, body in bodies.items()
    )
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(24, b"\0")
        + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
        + b"\0" * 10
        + struct.pack("<IIIIIIII", 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
        + struct.pack("<109I", 0, *([0xFFFFFFFF] * 108))
    )
    packed = b"".join(
        body.ljust(-(-len(body) // sector) * sector, b"\0") for body in bodies.values()
    )
    return (
        header
        + struct.pack("<128I", *fat)
        + directory.ljust(directory_sectors * sector, b"\0")
        + packed
    )


def xls_records(*records: tuple[int, bytes]) -> bytes:
    bof = (0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    return b"".join(
        struct.pack("<HH", kind, len(body)) + body for kind, body in (bof, *records, (0x0A, b""))
    )


def xls(cells: Mapping[tuple[int, int], str | float], *, hidden: bool = False) -> bytes:
    """An old book of one sheet 等次建议; cells by row and column from 1."""
    name = "等次建议".encode("utf-16-le")
    sheet = xls_records(*(_xls_cell(row - 1, column - 1, v) for (row, column), v in cells.items()))

    def book(start: int) -> bytes:
        said = struct.pack("<IBBBB", start, int(hidden), 0, len(name) // 2, 1) + name
        return xls_records((0x42, struct.pack("<H", 1200)), (0x85, said))

    return compound(
        {"Workbook": book(len(book(0))) + sheet.replace(b"\x06\x05\0", b"\x06\x10\0", 1)}
    )


def _xls_cell(row: int, column: int, value: str | float) -> tuple[int, bytes]:
    at = struct.pack("<HHH", row, column, 0)
    if isinstance(value, str):
        text = value.encode("utf-16-le")
        return 0x204, at + struct.pack("<HB", len(value), 1) + text
    return 0x203, at + struct.pack("<d", value)


def word_stream(text: str = "", *, locked: bool = False) -> bytes:
    head = struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0x804, 0, 0x0100 if locked else 0)
    return head.ljust(1024, b"\0") + text.encode("utf-16-le")


def zip_of(parts: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in parts.items():
            archive.writestr(name, body)
    return out.getvalue()


def zip_encrypted(packed: bytes) -> bytes:
    """The same zip with the flag of encryption set on every entry."""
    data = bytearray(packed)
    for magic, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(magic)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(magic, at + 4)
    return bytes(data)
