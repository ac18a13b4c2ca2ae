"""Which fonts a county's own forms name: who opens one without them sees another page."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bot.patient import Doubtful, Patient

# What Windows and WPS bring, under all the names they go by.
_EVERYWHERE: Final = frozenset(
    [
        "宋体",
        "新宋体",
        "黑体",
        "楷体",
        "仿宋",
        "微软雅黑",
        "等线",
        "楷体_gb2312",
        "仿宋_gb2312",
        "simsun",
        "nsimsun",
        "simhei",
        "kaiti",
        "fangsong",
        "dengxian",
        "arial",
        "calibri",
        "cambria",
        "tahoma",
        "symbol",
        "wingdings",
    ]
) | {"times new roman", "courier new", "microsoft yahei", "cambria math"}
_NAMED: Final = re.compile(
    rb'<(?:\w+:)?name val="([^"]+)"|(?:eastAsia|ascii|hAnsi)="([^"]+)"|typeface="([^"]+)"'
)
_PARTS: Final = re.compile(r"xl/styles\.xml|word/(?:document|styles)\.xml")


def fonts(patient: Patient) -> str:
    """The server draws nothing; forms are drawn where they are opened."""
    rare: dict[str, set[str]] = {}
    for path in sorted((patient.settings.plan_folder / "forms").glob("*.[xd][lo][sc]x")):
        for name in _named_in(path):
            if name.lower() not in _EVERYWHERE:
                rare.setdefault(name, set()).add(path.name)
    if rare:
        told = "；".join(f"“{name}”（{'、'.join(sorted(files))}）" for name, files in rare.items())
        raise Doubtful(
            f"方案的表用了不是每台电脑都有的字体：{told}。打开时会换成别的字体，版面可能走样；"
            "请换成宋体、黑体、楷体、仿宋，或让各单位装上"
        )
    return "服务器上不用装字体；表里用的字体，各单位的电脑上都有"


def _named_in(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as package:
        for part in filter(_PARTS.fullmatch, package.namelist()):
            for found in _NAMED.finditer(package.read(part)):
                yield next(filter(None, found.groups())).decode().strip()
