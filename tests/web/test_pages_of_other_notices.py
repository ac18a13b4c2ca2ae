"""Pages under another notice: they open, and name its office and not that of 2019."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rules.loading import load_plan
from tests.kit.notices import FOLDERS
from tests.kit.web.county import County, make_county

PAGES = {
    "jiandu": [
        *("/board", "/board/plan", "/board/dates", "/board/cases", "/board/matters"),
        *("/board/questions", "/board/unit/1", "/roster", "/roster/edit", "/contacts", "/audit"),
    ],
    "wangfang": ["/unit", "/upload", "/fill", "/cases", "/unit/extension", "/contacts", "/board"],
    "zhangwei": ["/unit", "/upload", "/fill", "/cases", "/board"],
    "kaohezu": ["/board", "/board/unit/1", "/board/dates"],
}
ROLE = "干部监督股"  # what the roster's workbook calls the role, where roles are chosen


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def county(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[County]:
    made = make_county(tmp_path, plan=load_plan(request.param))
    yield made
    made.store.close()


def test_no_page_names_the_office_of_2019(county: County) -> None:
    for userid, paths in PAGES.items():
        member = county.as_member(userid)
        for path in paths:
            page = member.get(path)
            assert page.status_code in (200, 403), path
            said = page.text.replace(f'value="supervisor">{ROLE}', "").replace(f">{ROLE}<", "><")
            assert "监督股" not in said, f"{userid} {path}"
    refused = county.as_member("wangfang").get("/board")
    assert county.plan.office in refused.text
