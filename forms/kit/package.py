"""An Office package as named parts: relations and content types kept right while parts change."""

import io
import shutil
import zipfile
from typing import Any, Final

from lxml import etree  # type: ignore[import-untyped] # lxml has no types of its own

from forms.kit.ooxml import rels_of, target_of

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES: Final = "http://schemas.openxmlformats.org/package/2006/content-types"
_CONTENT_TYPES: Final = "[Content_Types].xml"


def parse(body: bytes, *, recover: bool = False) -> Any:
    """The root of a part; entities, networks and DTDs are never followed."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=recover
    )
    return etree.fromstring(body, parser)


def write(root: Any) -> bytes:
    """A part's XML as bytes."""
    said: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return said


def main(tag: str) -> str:
    """The tag in SpreadsheetML's namespace."""
    return f"{{{MAIN}}}{tag}"


def add(parent: Any, tag: str, **attributes: str) -> Any:
    """A new element, last in its parent."""
    return etree.SubElement(parent, tag, attributes)


class Package:
    """Parts by name, read when asked for. What is not set anew goes back as it was, unread."""

    def __init__(self, whole: zipfile.ZipFile) -> None:
        self._whole = whole
        self._held = {each.filename: each for each in whole.infolist()}
        self._new: dict[str, bytes] = {}

    def __contains__(self, part: object) -> bool:
        return part in self._new or part in self._held

    def __getitem__(self, part: str) -> bytes:
        return self._new[part] if part in self._new else self._whole.read(part)

    def __setitem__(self, part: str, body: bytes) -> None:
        self._new[part] = body

    def packed(self) -> bytes:
        """The package as the bytes of a file."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
            for name, held in self._held.items():
                if name in self._new:
                    copy.writestr(name, self._new[name])
                else:
                    self._copy(held, copy)
            for name, body in self._new.items():
                if name not in self._held:
                    copy.writestr(name, body)
        return out.getvalue()

    def _copy(self, held: zipfile.ZipInfo, copy: zipfile.ZipFile) -> None:
        """Pictures, as a rule, are larger than all else together: piece by piece."""
        new = zipfile.ZipInfo(held.filename, held.date_time)
        new.compress_type, new.file_size = held.compress_type, held.file_size
        with self._whole.open(held) as old, copy.open(new, "w") as out:
            shutil.copyfileobj(old, out)

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Id → (the last word of its type, the part it names); links outside are left out."""
        if rels_of(part) not in self:
            return {}
        return {
            each.get("Id"): (
                each.get("Type").rpartition("/")[2],
                target_of(part, each.get("Target")),
            )
            for each in parse(self[rels_of(part)]).iter(f"{{{_RELS}}}Relationship")
            if each.get("TargetMode") != "External"
        }

    def related(self, part: str, kind: str) -> str | None:
        """The first part of this kind that `part` names."""
        found = (target for said, target in self.relations(part).values() if said == kind)
        return next((target for target in found if target in self), None)

    def relate(self, part: str, kind: str, target: str) -> str:
        """The id of a new relation."""
        name = rels_of(part)
        root = (
            parse(self[name])
            if name in self
            else etree.Element(f"{{{_RELS}}}Relationships", nsmap={None: _RELS})
        )
        taken = {each.get("Id") for each in root}
        new = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        tag = f"{{{_RELS}}}Relationship"
        add(root, tag, Id=new, Type=f"{OFFICE}/{kind}", Target=f"/{target}")
        self[name] = write(root)
        return new

    def declare(self, part: str, media_type: str) -> None:
        """Tell the content type of a new part."""
        root = parse(self[_CONTENT_TYPES])
        add(root, f"{{{_TYPES}}}Override", PartName=f"/{part}", ContentType=media_type)
        self[_CONTENT_TYPES] = write(root)

    def free(self, pattern: str) -> str:
        """The first name by `pattern` (with {}) that no part has."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        return pattern.format(number)
