"""What was typed on the board and refused stands in its form again, with what was wrong."""

import re
from html import unescape

import pytest

from tests.kit.web.board import token, words
from tests.kit.web.county import County

QUESTION = "家属随军补贴怎么发"


def case(county: County, *, axes: tuple[str, ...]) -> None:
    with county.store.transaction() as records:
        records.cases.file(
            "2019",
            "silence:rounding",
            axes=axes,
            facts={},
            rests=(),
            clauses=("一(二)1",),
            signatures=("rounding",),
            person_id=None,
            by="wangfang",
            at=county.at,
        )


def part(html: str, id: str) -> str:
    return html.partition(f'id="{id}"')[2].partition("</section>")[0]


@pytest.mark.parametrize("axes", [("assessed_at",), ()])
def test_a_ruling_refused_keeps_what_was_typed(county: County, axes: tuple[str, ...]) -> None:
    case(county, axes=axes)
    boss = county.as_member("jiandu")
    shown = part(boss.get("/board/cases").text, "case-1")
    result = next(iter(re.findall(r"<option>(.+?)</option>", shown)), "")
    typed = {"own": "不足1个的<不进位>", "reason": "从严" * 200, "result": result}

    answer = boss.post("/board/cases", data={"token": token(boss), "number": "1", **typed})

    assert answer.status_code == 422
    form = part(answer.text, "case-1")
    assert "不足1个的&lt;不进位&gt;" in form
    assert "从严" * 200 in form
    assert f"<option selected>{result}</option>" in form or not axes
    wrong = re.search(r'role="alert">(.+?)</p>', form, re.DOTALL)
    assert wrong
    assert "写结果" in wrong[1] if axes else "理由请控制在" in wrong[1]


def test_a_case_ruled_meanwhile_says_so_above_the_others(county: County) -> None:
    case(county, axes=())
    boss = county.as_member("jiandu")
    data = {"token": token(boss), "number": "7", "own": "不进位", "reason": "从严"}
    assert "没有第7号请示" in words(boss.post("/board/cases", data=data).text)


def test_an_answer_refused_keeps_what_was_typed_and_its_form_open(county: County) -> None:
    with county.store.transaction() as records:
        records.unread.note(QUESTION, county.at)
    boss = county.as_member("jiandu")
    titles = re.findall(r"<option>(.+?)</option>", boss.get("/board/questions").text)
    typed = {"title": unescape(titles[0]), "own": "补<贴" * 400}

    answer = boss.post("/board/questions", data={"token": token(boss), "question": "1", **typed})

    assert answer.status_code == 422
    form = part(answer.text, "question-1")
    assert "<details open>" in form
    assert "补&lt;贴" * 400 in form
    assert f"<option selected>{titles[0]}</option>" in form
    assert "答法请写" in form
