"""What each room holds: `python -m tests.kit.rooms`.

Lines, public names (functions and classes of modules, methods of public classes), how often
`Any` stands in it, and how many of its public functions and classes have no docstring.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Final, Self

ROOT: Final = Path(__file__).parents[2]
TOP: Final = ("bot", "web", "scheduler", "language", "forms", "storage", "rules", "plans")
_NAMED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
Named = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True)
class Size:
    """The numbers of a module, or of many added up."""

    lines: int = 0
    public: int = 0
    any: int = 0
    undocumented: int = 0

    def __add__(self, other: Self) -> "Size":
        return Size(*(getattr(self, f.name) + getattr(other, f.name) for f in fields(Size)))


def rooms() -> dict[str, Path]:
    """Every room by its name: the packages, and each of those in `handlers`."""
    inside = sorted(each.parent for each in (ROOT / "handlers").glob("*/__init__.py"))
    found = [ROOT / name for name in TOP] + inside
    return {str(each.relative_to(ROOT)): each for each in sorted(found)}


@cache
def size_of(folder: Path) -> Size:
    """Of all modules below a folder, migrations left out: their shape is Alembic's."""
    files = [each for each in folder.rglob("*.py") if "migrations" not in each.parts]
    return sum((size_in(each.read_text(encoding="utf-8")) for each in files), Size())


def size_in(text: str) -> Size:
    """Of one module, given its source."""
    tree = ast.parse(text)
    named = list(_public(tree.body))
    names = [each.id for each in ast.walk(tree) if isinstance(each, ast.Name)]
    bare = [each for each in named if ast.get_docstring(each) is None]
    return Size(text.count("\n"), len(named), names.count("Any"), len(bare))


def _public(body: list[ast.stmt]) -> Iterator[Named]:
    for each in body:
        if isinstance(each, _NAMED) and not each.name.startswith("_"):
            yield each
            if isinstance(each, ast.ClassDef):
                yield from _public(each.body)


def _main() -> None:
    head = ("room", *(each.name for each in fields(Size)))
    print("{:<24}{:>8}{:>8}{:>6}{:>14}".format(*head))
    sizes = {name: size_of(folder) for name, folder in rooms().items()}
    for name, size in {**sizes, "all": sum(sizes.values(), Size())}.items():
        print(f"{name:<24}{size.lines:>8}{size.public:>8}{size.any:>6}{size.undocumented:>14}")


if __name__ == "__main__":
    _main()
