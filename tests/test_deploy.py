"""What lies under `deploy/` fits the program it is for."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NGINX = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
POSTED = re.compile(r'@router\.post\("([^"]+)"\)')
LOCATION = re.compile(r"location ~ (\S+) \{([^}]*)\}")


def taking_files() -> list[str]:
    """The addresses of pages whose module takes files in."""
    modules = [file.read_text(encoding="utf-8") for file in sorted((ROOT / "web").glob("*.py"))]
    return [path for one in modules if " arriving(" in one for path in POSTED.findall(one)]


@pytest.mark.parametrize("path", taking_files())
def test_the_proxy_lets_files_through_wherever_a_page_takes_them(path: str) -> None:
    large = [where for where, inside in LOCATION.findall(NGINX) if "400m" in inside]
    assert large
    for address in (path, f"/season/2018{path}"):
        assert any(re.search(where, address) for where in large), address


def test_pages_that_take_files_are_found() -> None:
    assert {"/upload", "/roster", "/cases/files"} <= set(taking_files())
