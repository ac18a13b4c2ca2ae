"""Files of a case: brought by who put it, opened by them and the section, by nobody else."""

import re

import pytest
from fastapi.testclient import TestClient

from tests.kit.forms.made import png
from tests.kit.web.board import settle, token, words
from tests.kit.web.county import County


def put(county: County, by: str = "wangfang", signature: str = "rounding") -> int:
    with county.store.transaction() as records:
        case, _ = records.cases.file(
            county.plan.id, "silence:rounding", axes=(), facts={}, rests=(), clauses=("一(二)1",),
            signatures=(signature,), person_id=None, by=by, at=county.at,
        )  # fmt: skip
    return case.number


def bring(client: TestClient, number: int, name: str, content: bytes) -> str:
    files = {"file": (name, content, "application/octet-stream")}
    found = re.search(r'name="token" value="([^"]+)"', client.get("/sessions").text)
    data = {"token": found[1] if found else "", "number": str(number)}
    return words(client.post("/cases/files", data=data, files=files).text)


def links(html: str) -> list[str]:
    return re.findall(r'href="(/cases/\d+/files/\d+)"', html)


def test_a_file_is_brought_after_the_case_and_opened_by_the_section(county: County) -> None:
    number, content = put(county), png(400, 600)
    clerk, boss = county.as_member("wangfang"), county.as_member("jiandu")
    assert "第1号" in words(clerk.get("/cases").text)
    assert "已附上" in bring(clerk, number, "任职文件.png", content)
    [own] = links(clerk.get("/cases").text)
    [seen] = links(boss.get("/board/cases").text)
    assert own == seen
    for member in (clerk, boss):
        answer = member.get(own)
        assert (answer.status_code, answer.content) == (200, content)
    for other in ("lina", "kaohezu", "zhangwei"):
        assert county.as_member(other).get(own).status_code == 404


def test_the_same_file_is_kept_once(county: County) -> None:
    number, content = put(county), png(400, 600)
    clerk = county.as_member("wangfang")
    bring(clerk, number, "任职文件.png", content)
    bring(clerk, number, "任职文件（再）.png", content)
    assert len(links(clerk.get("/cases").text)) == 1


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("秘密★任职文件.png", b"x", "涉密"),
        ("任职文件.exe", b"MZ" + b"0" * 2000, "不收"),
        ("任职文件.png", b"", "空"),
    ],
)
def test_what_may_not_be_kept_is_refused_in_words(
    county: County, name: str, content: bytes, told: str
) -> None:
    number = put(county)
    clerk = county.as_member("wangfang")
    assert told in bring(clerk, number, name, content)
    assert links(clerk.get("/cases").text) == []


def test_nobody_adds_to_anothers_case_or_to_one_that_is_ruled_on(county: County) -> None:
    number = put(county)
    assert "您没有请示过第1号" in bring(county.as_member("lina"), number, "a.png", png(400, 600))
    boss = county.as_member("jiandu")
    ruled = {"token": token(boss), "number": "1", "own": "不进位", "reason": "从严"}
    settle(boss, boss.post("/board/cases", data=ruled).text, back="/board/cases")
    clerk = county.as_member("wangfang")
    assert "已经批复，不再收附件" in bring(clerk, number, "a.png", png(400, 600))
    assert links(clerk.get("/cases").text) == []


def test_a_backup_names_the_files_of_cases(county: County) -> None:
    number, content = put(county), png(400, 600)
    bring(county.as_member("wangfang"), number, "任职文件.png", content)
    with county.store.reading() as records:
        case = records.cases.numbered(county.plan.id, number)
        assert case is not None
        [file] = records.case_files.of(case)
    with county.store.snapshot() as connection:
        assert file.sha256 in county.store.blobs_named(connection)


def test_twins_are_closed_from_the_page(county: County) -> None:
    put(county)
    put(county, "lina", "rounding again")
    boss = county.as_member("jiandu")
    ruled = {
        "token": token(boss), "number": "1", "own": "不进位", "reason": "从严", "scope": "all",
    }  # fmt: skip
    settle(boss, boss.post("/board/cases", data=ruled).text, back="/board/cases")
    page = words(boss.get("/board/cases").text)
    assert "还有1件待批的情况相同：第2号" in page
    shown = boss.post("/board/cases/twins", data={"token": token(boss), "number": "1"})
    assert "一并批复吗？" in words(shown.text)
    settle(boss, shown.text, back="/board/cases")
    assert "没有待批复的请示" in words(boss.get("/board/cases").text)
