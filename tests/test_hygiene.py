"""What may stand in the repository, and how large its pieces may grow."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PRODUCT = (
    "bot",
    "handlers",
    "language",
    "forms",
    "web",
    "scheduler",
    "storage",
    "rules",
    "plans",
    "simulator",
)

# Written in pieces, so that this file does not find itself.
INDEX_ADDRESSES = [
    ".".join(["pypi", "org"]),
    ".".join(["pythonhosted", "org"]),
    ".".join(["npmjs", "org"]),
    ".".join(["npmjs", "com"]),
    "/".join(["pypi", "simple"]),
    "-".join(["--index", "url"]),
    "-".join(["--extra", "index", "url"]),
    "-".join(["--find", "links"]),
    "-".join(["registry", "url"]),
]
SHARED = "/".join(["..", "shared"])
MACHINE_PATHS = [str(ROOT), "/".join(["", "work", ""]), "/".join(["", "root", ""])]

MEGABYTE = 1_000_000
NO_KIT = re.compile(r"\btests\b(?!\.kit\b)")  # as any module's name that imports a test begins


def tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    # A file deleted but not yet committed is still listed.
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def holding(needles: list[str], files: list[Path]) -> list[str]:
    return [
        f"{file.relative_to(ROOT)}: {needle}"
        for file in files
        for needle in needles
        if needle.encode() in file.read_bytes()
    ]


def git(*arguments: str) -> list[str]:
    """Lines that git prints about this working copy."""
    return subprocess.run(
        ["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()


def product_modules() -> list[Path]:
    return [
        file
        for file in tracked()
        if file.suffix == ".py" and file.relative_to(ROOT).parts[0] in PRODUCT
    ]


def test_no_package_index_is_named() -> None:
    assert holding(INDEX_ADDRESSES, tracked()) == []


def test_no_path_of_one_machine_is_named() -> None:
    assert holding(MACHINE_PATHS, tracked()) == []


def test_nothing_a_machine_builds_for_itself_is_tracked() -> None:
    """A tracked link to a built environment once kept every fresh clone from building its own."""
    assert git("ls-files", "--cached", "--ignored", "--exclude-standard") == []
    assert [line for line in git("ls-files", "--stage") if line.startswith("120000")] == []


def test_only_tests_and_the_score_look_beside_the_repository() -> None:
    files = [
        file
        for file in tracked()
        if file.relative_to(ROOT).parts[0] != "tests" and file != ROOT / "Makefile"
    ]
    assert holding([SHARED], files) == []

    makefile = (ROOT / "Makefile").read_text()
    assert [line for line in makefile.splitlines() if SHARED in line] == [
        f"FILE ?= {SHARED}/questions/dev.jsonl"
    ]


def test_no_tracked_file_but_the_weights_is_larger_than_a_megabyte() -> None:
    # Weights are better kept than learnt at each install.
    learnt = {ROOT / "language" / name for name in ("facts.npz", "topics.npz")}
    assert sum(one.stat().st_size for one in learnt) < 8 * MEGABYTE
    large = {file for file in tracked() if file.stat().st_size > MEGABYTE}
    assert large <= learnt


def test_no_module_is_longer_than_300_lines() -> None:
    lengths = {file: len(file.read_text().splitlines()) for file in product_modules()}
    assert {file: length for file, length in lengths.items() if length > 300} == {}


@pytest.mark.parametrize("package", PRODUCT)
def test_a_package_says_what_lives_in_it(package: str) -> None:
    for init in (ROOT / package).rglob("__init__.py"):
        assert ast.get_docstring(ast.parse(init.read_text())), init
    assert (ROOT / package / "__init__.py").is_file()


def test_tables_stay_inside_storage() -> None:
    outside = [
        file
        for file in product_modules()
        if file.relative_to(ROOT).parts[0] != "storage" and "tables" in file.read_text()
    ]
    assert [file for file in outside if "storage.tables" in imported_names(file)] == []


@pytest.mark.slow  # every file is looked through
def test_tests_share_through_the_kit_and_never_import_a_test() -> None:
    wrong = {
        str(file.relative_to(ROOT)): names
        for file in tracked()
        if file.suffix == ".py"
        and NO_KIT.search(file.read_text())  # only these are worth parsing
        and (names := sorted(filter(of_a_test, imported_names(file))))
    }
    assert wrong == {}


def of_a_test(module: str) -> bool:
    parts = module.split(".")
    return parts[0] == "tests" and len(parts) > 1 and parts[1] != "kit"


def imported_names(file: Path) -> set[str]:
    """Modules the file imports, with every parent: `a.b.c` gives `a`, `a.b` and `a.b.c`."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names | {
        ".".join(name.split(".")[:depth])
        for name in names
        for depth in range(1, name.count(".") + 1)
    }
