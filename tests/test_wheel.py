"""What `pip install .` installs: everything the product needs, nothing it does not."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.kit.plans import ROOT

# Builds a wheel from a copy of the tree, installs it and runs it in processes of its own.
pytestmark = pytest.mark.slow

PIP = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
DATA = (".yaml", ".html", ".css", ".js", ".svg", ".txt", ".npz", ".mako")
PRODUCT = ("bot", "handlers", "language", "forms", "web", "scheduler", "storage", "rules", "plans")


@pytest.fixture(scope="module")
def source(tmp_path_factory) -> Path:
    """The tree as a fresh clone has it: what lies about from earlier builds is not there."""
    folder = tmp_path_factory.mktemp("source") / "kaohe"
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def wheel(source, tmp_path_factory) -> Path:
    made = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [*PIP, "wheel", str(source), "--no-deps", "--no-build-isolation", "-w", str(made)],
        check=True,
        cwd=made,
    )
    (found,) = made.glob("kaohe-*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    target = tmp_path_factory.mktemp("installed")
    subprocess.run([*PIP, "install", "--no-deps", "--target", str(target), str(wheel)], check=True)
    return target


@pytest.fixture
def kaohe(installed, tmp_path):
    """The installed command in an empty folder, with its libraries and no way back to this tree."""
    libraries = Path(pytest.__file__).parent.parent

    def command(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            # -S: the editable install of this tree is a .pth file, which is then not read.
            [sys.executable, "-S", str(installed / "bin" / "kaohe"), *arguments],
            cwd=tmp_path,
            env={
                **{name: value for name, value in os.environ.items() if "KAOHE" not in name},
                "PYTHONPATH": f"{installed}{os.pathsep}{libraries}",
                "PYTHONIOENCODING": "utf-8",
            },
            capture_output=True,
            text=True,
            check=False,
        )

    return command


def test_the_wheel_brings_every_module_and_file_of_the_product_and_nothing_else(source, wheel):
    brought = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    needed = {
        str(file.relative_to(source))
        for package in PRODUCT
        for file in (source / package).rglob("*")
        if file.suffix in (".py", *DATA)
    }
    demo = {name for name in needed if name.startswith("bot/demo/")}

    assert demo
    assert brought == needed - demo


def test_a_question_is_answered_in_an_empty_folder(kaohe):
    asked = kaohe("ask", "县派挂职7个月的在哪考核", "--as", "clerk", "--at", "2019-12-25T09:00")

    assert (asked.returncode, asked.stderr) == (0, "")
    assert "一(一)1" in asked.stdout


def test_its_plan_is_in_order_and_it_knows_its_version(kaohe, wheel):
    version = wheel.name.split("-")[1]

    assert "没有写错" in kaohe("plan", "lint").stdout
    assert kaohe("--version").stdout == f"kaohe {version}\n"


def test_the_demonstration_says_in_a_sentence_that_it_was_not_brought(kaohe):
    asked = kaohe("demo")

    assert (asked.returncode, asked.stdout) == (1, "")
    assert asked.stderr == (
        "这样安装的没有带模拟的企业微信，不能演示。请在源代码目录里运行 make run。\n"
    )


def test_the_editable_install_has_the_simulator_and_the_demonstration(source, tmp_path):
    subprocess.run(
        [
            *(*PIP, "install", "--no-deps", "--no-build-isolation"),
            *("--target", str(tmp_path), "-e", str(source)),
        ],
        check=True,
    )
    (lines,) = [file.read_text().split() for file in tmp_path.glob("*.pth")]

    assert [Path(line).resolve() for line in lines] == [source.resolve()]
