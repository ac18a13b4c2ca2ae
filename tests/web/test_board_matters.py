"""Later days, words for a human and doubts on the board: seen, settled with a second look."""

from datetime import date
from typing import Any

import pytest

from storage.views import Matter, MatterKind
from tests.kit.web.board import settle, token, words
from tests.kit.web.county import County


def put(county: County, kind: MatterKind, **more: Any) -> Matter:
    """A matter of a clerk of 城关镇."""
    about: dict[str, Any] = {"words": "党委会还没有开", "unit_id": county.unit_id("城关镇")}
    with county.store.transaction() as records:
        matter, _ = records.matters.put(
            county.plan.id, kind, "x", by="wangfang", at=county.at, **{**about, **more}
        )  # fmt: skip
    return matter


def asked(county: County) -> Matter:
    return put(county, MatterKind.EXTENSION, paper="grade_proposals", day=date(2020, 1, 12))


def standing(county: County, number: int) -> Matter:
    with county.store.reading() as records:
        found = records.matters.numbered(county.plan.id, number)
    assert found is not None
    return found


def test_a_later_day_is_granted_with_a_second_look(county: County) -> None:
    asked(county)
    boss = county.as_member("jiandu")
    page = words(boss.get("/board/matters").text)
    assert "延期申请第1号" in page
    assert "王芳（城关镇）" in page
    ruled = {"token": token(boss), "number": "1", "ruling": "grant", "day": "2020-01-10"}
    shown = boss.post("/board/matters/rule", data=ruled)
    assert "同意延到2020年1月10日（申请的是另一天）" in words(shown.text)
    assert standing(county, 1).granted is None
    settle(boss, shown.text, back="/board/matters")
    assert standing(county, 1).granted == date(2020, 1, 10)
    assert "已同意，延到2020年1月10日" in words(boss.get("/board/matters").text)
    own = words(county.as_member("wangfang").get("/unit").text)
    assert "2020年1月10日（星期五）前" in own


def test_a_refusal_without_a_reason_stays_in_its_form(county: County) -> None:
    asked(county)
    boss = county.as_member("jiandu")
    ruled = {"token": token(boss), "number": "1", "ruling": "refuse"}
    shown = boss.post("/board/matters/rule", data=ruled)
    assert shown.status_code == 422
    assert "请写明理由" in words(shown.text)
    shown = boss.post("/board/matters/rule", data={**ruled, "words": "全县要统一汇总"})
    settle(boss, shown.text, back="/board/matters")
    assert standing(county, 1).answer == "全县要统一汇总"


def test_a_day_is_asked_for(county: County) -> None:
    asked(county)
    boss = county.as_member("jiandu")
    ruled = {"token": token(boss), "number": "1", "ruling": "grant", "day": ""}
    assert "请填延到哪一天" in words(boss.post("/board/matters/rule", data=ruled).text)


@pytest.mark.parametrize("kind", [MatterKind.HUMAN, MatterKind.DOUBT])
def test_words_and_doubts_are_answered(county: County, kind: MatterKind) -> None:
    context = [{"who": "王芳", "text": "张伟在哪考核"}, {"who": "助手", "text": "在城关镇考核。"}]
    said = "请看一下" if kind is MatterKind.HUMAN else "facts"
    put(county, kind, words=said, context=context)
    boss = county.as_member("jiandu")
    page = words(boss.get("/board/matters").text)
    assert "王芳：张伟在哪考核" in page
    shown = boss.post(
        "/board/matters/answer", data={"token": token(boss), "number": "1", "words": "已经改好"}
    )
    assert "发给王芳吗？" in words(shown.text)
    settle(boss, shown.text, back="/board/matters")
    assert standing(county, 1).answer == "已经改好"


def test_a_doubt_may_only_be_noted(county: County) -> None:
    put(county, MatterKind.DOUBT, words="facts")
    boss = county.as_member("jiandu")
    shown = boss.post("/board/matters/answer", data={"token": token(boss), "number": "1"})
    assert "不另答复，只记为看过" in words(shown.text)
    settle(boss, shown.text, back="/board/matters")
    assert "已经看过" in words(boss.get("/board/matters").text)


@pytest.mark.parametrize("userid", ["wangfang", "zhangwei", "kaohezu"])
def test_only_the_section_sees_it(county: County, userid: str) -> None:
    asked(county)
    for path in ("/board/matters", "/board/matters/rule", "/board/matters/answer"):
        member = county.as_member(userid)
        seen = member.get(path) if path == "/board/matters" else member.post(path)
        assert seen.status_code == 403
        assert "城关镇申请" not in seen.text
