"""Looking into an upload before anything parses it: `inspect` returns what it is, or refuses."""

import mmap
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from forms.kit import marks
from forms.kit.safe import archive, child, compound, contents, refusals
from forms.kit.safe.refusals import UnsafeFile
from rules.names import INVISIBLE

__all__ = ["KEPT", "MOST_BYTES", "MOST_MEGABYTES", "Safe", "UnsafeFile", "check_name", "inspect"]

MOST_MEGABYTES: Final = 50
MOST_BYTES: Final = MOST_MEGABYTES * 1024 * 1024
MOST_NAME: Final = 120
_LEAST_PIXELS: Final = 200  # of the longer side; a page photographed has thousands
KEPT: Final = ("xlsx", "docx", "pdf", "jpg", "png", "xls", "doc")

MEDIA_TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "doc": "application/msword",
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
}
_MACRO_SUFFIXES: Final = {"xlsm": "xlsx", "xltm": "xlsx", "docm": "docx", "dotm": "docx"}
_UNSHOWN: Final = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}
# They turn the letters behind them round, so that a name looks as if it ended otherwise.
_TURNING: Final = re.compile("[\u202d\u202e]")
_PLAIN_REFUSALS: Final[dict[str, type[UnsafeFile]]] = {
    each.__name__: each
    for each in (
        refusals.BlankPdf,
        refusals.PasswordPdf,
        refusals.UnreadablePdf,
        refusals.NotMerged,
    )
}


@dataclass(frozen=True)
class Safe:
    """A file that may be kept. `kind` is its true type, one of KEPT; `name` its name, tidied."""

    name: str
    kind: str
    media_type: str
    size: int


def inspect(path: Path, filename: str, accepts: Collection[str] = KEPT) -> Safe:
    """Raises UnsafeFile. `accepts` are the true types this paper may have."""
    size = path.stat().st_size
    name = check_name(filename)
    if size == 0:
        raise refusals.Empty(name=name)
    if size > MOST_BYTES:
        raise refusals.TooLarge(megabytes=MOST_MEGABYTES)
    kind = contents.real_type(path)
    if kind not in accepts:
        _refuse_marked_text(path, name, kind)
    _refuse_locked_or_moving(path, name, kind)
    _refuse_type(name, kind, accepts)
    if kind in ("xlsx", "docx"):
        archive.look(path, kind)
    if kind in ("jpg", "png"):
        _refuse_no_picture(path, kind)
        if contents.suffix_of(name) != kind:  # both are pictures; it goes by what it is
            name = f"{Path(name).stem}.{kind}"
    _refuse_by_content(path, name, kind)
    return Safe(name, kind, MEDIA_TYPES[kind], size)


def check_name(filename: str) -> str:
    """The name tidied; raises BadName or Classified. May be called before the bytes arrive."""
    turning = _TURNING.search(filename)
    # What else shows nothing comes with a name copied from a chat; who typed it cannot see it.
    name = unicodedata.normalize("NFC", INVISIBLE.sub("", filename)).strip()
    if turning:
        what = f"有看不见的控制字符（U+{ord(turning[0]):04X}，会把后面的字倒过来显示）"
        raise refusals.BadName(what=what, example="城关镇登记表.xlsx")
    if not name or set(name) <= {"."}:
        raise refusals.BadName(what="什么也没有", example="城关镇登记表.xlsx")
    if any(unicodedata.category(letter) in _UNSHOWN for letter in name):
        raise refusals.BadName(what="有看不见的控制字符", example="城关镇登记表.xlsx")
    if re.search(r"[/\\]|^\.\.|^[A-Za-z]:", name):
        raise refusals.BadName(what="有“/”“\\”或“..”这样的路径符号", example="城关镇登记表.xlsx")
    if len(name) > MOST_NAME or len(name.encode()) > 250:
        raise refusals.BadName(what="字太多", example="城关镇登记表.xlsx")
    mark = marks.mark_in_name(name)
    if mark:
        raise refusals.Classified(place="文件名上", mark=mark)
    return name


def _refuse_marked_text(path: Path, name: str, kind: str) -> None:
    """A marked note is refused for its mark, not for being a text file or an old document."""
    if kind in ("txt", "doc", "xls"):
        _refuse_by_content(path, name, kind)


def _refuse_locked_or_moving(path: Path, name: str, kind: str) -> None:
    suffix = contents.suffix_of(name)
    if kind == "encrypted":
        excel = suffix not in ("docx", "doc")
        raise refusals.Password(
            kind="Excel表格" if excel else "Word文档", program="Excel" if excel else "Word"
        )
    if suffix in _MACRO_SUFFIXES and kind in ("xlsx", "docx"):
        raise refusals.Macro(suffix=_MACRO_SUFFIXES[suffix])
    if kind in ("doc", "xls"):
        inside = compound.look(path)
        label, program = ("Excel表格", "Excel") if kind == "xls" else ("Word文档", "Word")
        if inside.password:
            raise refusals.Password(kind=label, program=program)
        if inside.macros:
            raise refusals.Macro(suffix=f"{kind}x")


def _refuse_type(name: str, kind: str, accepts: Collection[str]) -> None:
    suffix = contents.suffix_of(name)
    actual = contents.LABELS[kind]
    example = _example(name, kind, accepts)
    if not suffix:
        raise refusals.NoSuffix(actual=actual, example=example)
    if {suffix, kind} <= {"jpg", "png"} & set(accepts):
        return
    if suffix != kind and (kind in accepts or suffix in contents.LABELS):
        # Nothing to name: cut off or overwritten, rather than something else renamed.
        if kind == "other" or (kind == "zip" and suffix in ("xlsx", "docx")):
            whole = name if suffix in accepts else example
            raise refusals.Damaged(kind=contents.LABELS.get(suffix, "文件"), example=whole)
        raise refusals.Renamed(
            suffix=suffix, actual=actual, advice=_advice(kind, accepts), example=example
        )
    if kind not in accepts:
        raise refusals.WrongType(actual=actual, advice=_advice(kind, accepts), example=example)


def _advice(kind: str, accepts: Collection[str]) -> str:
    if kind in accepts:
        return f"核对是不是拿错了文件，交要交的那一个；就是这一个的，才把后缀写成.{kind}"
    newer = {"xls": "xlsx", "doc": "docx", "xlsb": "xlsx", "ods": "xlsx"}.get(kind)
    if kind == "html" and "xlsx" in accepts:
        newer = "xlsx"
    if newer in accepts:
        return f"打开后选“文件—另存为”，类型选{newer}，再交另存的文件"
    if kind in ("zip", "rar", "7z", "gz"):
        return "先解压，再一个一个地交里面的文件"
    if kind in ("heic", "webp", "gif", "bmp", "tif") and "jpg" in accepts:
        return "转存为jpg或png再交"
    return "改交" + "、".join(accepts) + "格式的文件"


def _example(name: str, kind: str, accepts: Collection[str]) -> str:
    wanted = kind if kind in accepts else next(iter(accepts))
    if kind == "doc" and "docx" in accepts:
        wanted = "docx"
    if kind in ("heic", "webp", "gif", "bmp", "tif") and "jpg" in accepts:
        wanted = "jpg"
    stem = Path(name).stem.strip(" .") or "登记表"
    return f"{stem[:40]}.{wanted}"


def _refuse_no_picture(path: Path, kind: str) -> None:
    end = b"\xff\xd9" if kind == "jpg" else b"IEND"
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        whole = data.find(end) >= 0
    if not whole:
        raise refusals.Damaged(kind="图片", example=f"登记表签字页.{kind}")
    size = contents.picture_size(path, kind)
    if size is not None and max(size) < _LEAST_PIXELS:
        raise refusals.Tiny(width=size[0], height=size[1], example=f"登记表签字页.{kind}")


def _refuse_by_content(path: Path, name: str, kind: str) -> None:
    """What only a parser can see: passwords and programs of a PDF, marks in any text."""
    if kind in ("jpg", "png"):
        return
    label = contents.LABELS[kind]
    try:
        found = child.call("forms.kit.text", "mark_inside", str(path), kind)
    except child.ChildFailed as wrong:
        raise refusals.Damaged(kind=label, example=name) from wrong
    except child.ChildOverrun as wrong:
        raise refusals.TooHeavy(kind=label) from wrong
    why = found.get("refused")
    if why == "Damaged":
        raise refusals.Damaged(kind=label, example=name)
    if why == "TooHeavy":
        raise refusals.TooHeavy(kind=label)
    if why == "ScriptInPdf":
        raise refusals.ScriptInPdf(what=found["what"])
    if why:
        raise _PLAIN_REFUSALS[why]
    if found.get("mark"):
        raise refusals.Classified(place=found["place"], mark=found["mark"])
