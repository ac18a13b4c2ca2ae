"""The pages beside the code: they can be found, lead somewhere, and say what is so."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
import yaml

from bot.batch import answers, moment
from tests.kit.plans import ROOT

PAGES = sorted(
    page
    for pattern in ("*.md", "docs/**/*.md", "simulator/*.md", "language/corpus/*.md")
    for page in ROOT.glob(pattern)
)
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("[0-9]*.md"))
LINK = re.compile(r"\]\(([^)\s]+)\)")


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def anchors(page: Path) -> set[str]:
    """As Git hosts make them: lower case, marks dropped, spaces to hyphens."""
    headings = re.findall(r"^#+ (.*)$", read(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_to_a_file_and_a_heading_that_are_there(page):
    broken = []
    for link in LINK.findall(re.sub(r"```.*?```", "", read(page), flags=re.DOTALL)):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)

    assert broken == []


def test_the_index_names_every_page_of_docs():
    named = {(ROOT / "docs" / link.split("#")[0]).resolve() for link in LINK.findall(index())}
    pages = {page for page in (ROOT / "docs").glob("*.md") if page.name != "README.md"}

    assert pages - named == set()


def test_every_test_that_a_page_names_is_there():
    """`tests/…::test_…`; within a cell of a table `::test_…` is of the file named before."""
    missing = []
    for page in PAGES:
        file = None
        for found in re.finditer(r"`(tests/[\w/]+\.py)?(?:::(test_\w+))?`", read(page)):
            file = ROOT / found[1] if found[1] else file
            if file is None or not (found[1] or found[2]):
                continue
            text = file.read_text(encoding="utf-8") if file.is_file() else ""
            if not text or (found[2] and f"def {found[2]}(" not in text):
                missing.append((page.name, found[0]))

    assert missing == []


def index() -> str:
    return read(ROOT / "docs" / "README.md")


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_a_readme_is_one_page_with_the_two_commands_one_conversation_and_one_table(name):
    text = read(ROOT / name)
    tables = re.findall(r"^\| --- ", text, re.MULTILINE)

    assert len(text.splitlines()) <= 80
    assert len(tables) == 1
    assert re.findall(r"^\| `(make [a-z-]+)`", text, re.MULTILINE) == ["make run", "make test"]
    assert text.count("```") == 2


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_conversation_of_a_readme_is_what_is_said(name, reader, plan):
    """Lines may be left out, none may be made up."""
    said = read(ROOT / name).split("```")[1].strip().splitlines()
    asked = [line.removeprefix("> ") for line in said if line.startswith("> ")]
    item = json.dumps({"id": "1", "turns": [{"say": each} for each in asked]})
    replies = [each["text"] for each in answers([item], plan, moment(), reader)]

    assert len(replies) == len(asked) == 3
    for line in (line for line in said if not line.startswith("> ")):
        assert any(line in reply.splitlines() for reply in replies), line


def test_the_lines_of_a_batch_are_shown_as_they_are(reader, plan):
    shown = re.findall(r"```json\n(.*?)\n```", read(ROOT / "docs" / "commands.md"), re.DOTALL)
    given, answered = shown
    first = next(answers([given], plan, moment(), reader))

    assert json.loads(answered) == first


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_says_when_what_why_and_what_was_rejected(page):
    text = read(page)
    number, _, _ = page.stem.partition("-")
    (day,) = re.findall(r"^Date: (\d{4}-\d\d-\d\d)\. ", text, re.MULTILINE)

    assert text.startswith(f"# {int(number)}. ")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["What", "Why", "Rejected"]
    assert date.fromisoformat(day) >= date(2026, 11, 22)  # the first commit
    for list_of_all in ("docs/decisions/README.md", "docs/architecture.md"):
        assert page.name in read(ROOT / list_of_all)
    assert f"]({page.name}) | {day} |" in read(page.with_name("README.md"))


def test_changes_stand_by_day_with_the_newest_first():
    days = re.findall(r"^## (.*)$", read(ROOT / "CHANGELOG.md"), re.MULTILINE)

    assert [date.fromisoformat(day).isoformat() for day in days] == sorted(days, reverse=True)


def test_hooks_before_a_commit_are_our_own_and_fetch_nothing():
    (source,) = yaml.safe_load(read(ROOT / ".pre-commit-config.yaml"))["repos"]

    assert source["repo"] == "local"
    assert {hook["language"] for hook in source["hooks"]} == {"system"}
    assert all(hook["entry"].startswith(".venv/bin/") for hook in source["hooks"])


def test_every_line_of_the_threats_has_a_test_that_is_there():
    rows = [line for line in read(ROOT / "docs" / "security.md").splitlines() if "|" in line]
    told = [row for row in rows if not re.match(r"\| (threat|---) ", row)]
    assert len(told) > 25
    for row in told:
        tests = re.findall(r"`([\w/]+\.py)`", row.rsplit("|", 2)[1])
        assert tests, row
        for name in tests:
            assert (ROOT / "tests" / name).is_file(), name
