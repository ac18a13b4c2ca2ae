"""What takes long to load and is seldom needed is not loaded at the start."""

import subprocess
import sys

import pytest

# Interpreters are started that load the whole service.
pytestmark = pytest.mark.slow

SERVICE = (
    "import bot.app, bot.demo.county; from forms.kit.registry import known_forms; known_forms()"
)
ON_SQLITE = "from storage.engine import open_engine; open_engine('sqlite://')"


@pytest.mark.parametrize(
    ("started", "late"),
    [
        (SERVICE, "openpyxl docx pypdf alembic pypinyin opencc PIL puremagic"),
        (f"{SERVICE}; {ON_SQLITE}", "sqlalchemy.dialects.postgresql"),
        ("import bot.cli.commands", "sqlalchemy pydantic fastapi numpy openpyxl yaml"),
    ],
    ids=["the service and the made-up county, all forms known", "on SQLite", "kaohe --help"],
)
def test_not_loaded(started: str, late: str) -> None:
    seen = f"import sys; {started}; print(*sorted(set({late.split()!r}) & sys.modules.keys()))"
    ran = subprocess.run(
        [sys.executable, "-c", seen], capture_output=True, text=True, check=True, timeout=60
    )
    assert ran.stdout.strip() == ""


def test_what_only_libraries_of_ours_would_use_is_not_loaded_with_them() -> None:
    script = (
        "import sys; from bot.loading import UNUSED, loading\n"
        "with loading():\n    import requests, structlog, uvicorn\n"
        "print(*set(UNUSED) & sys.modules.keys())\n"
        "import rich"  # somebody else may
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == ""


def test_what_is_loaded_is_looked_through_no_more() -> None:
    script = (
        "import gc; from bot.loading import loading\n"
        "with loading():\n    before = gc.isenabled()\n    import json.tool\n"
        "print(before, gc.isenabled(), gc.get_freeze_count() > 0)"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "True", "True"]
