"""Rule or case: a question put on nobody in particular is answered by the rule, not asked back."""

from collections.abc import Callable
from typing import Any

import pytest

Talk = Callable[..., list[dict[str, Any]]]


@pytest.mark.parametrize(
    ("rule", "clause", "case"),
    [
        ("够90分的都能评优秀吗", "一(三)5", "老李能评优秀吗"),
        ("优秀占不占本单位的指标", "一(三)5", "小王评优秀占谁的指标"),
        ("20%的分母是哪些人", "一(三)5", "老李算不算进20%的分母"),
    ],
)
def test_the_rule_is_told_and_of_a_case_it_is_asked(
    talk: Talk, rule: str, clause: str, case: str
) -> None:
    told = talk(rule)[0]
    assert told["kind"] == "answer"
    assert clause in told["clauses"]
    assert talk(case)[0]["kind"] == "ask"


def test_who_takes_part_is_told_where_as_well(talk: Talk) -> None:
    told = talk("县中医院的副院长要不要参加年度考核")[0]
    assert "一(一)4" in told["clauses"]
    assert told["decision"]["participation"] == "takes_part"


def test_a_form_is_told_with_the_clause_that_names_it(talk: Talk) -> None:
    assert "一(三)1" in talk("派出所所长填哪张表")[0]["clauses"]


def test_a_fragment_with_its_question_behind_varies_what_was_asked(talk: Talk) -> None:
    fair, poor = talk("班子一般的，班子成员优秀比例多少", "那较差的呢，班子成员优秀比例多少")
    assert "20%" in fair["text"]
    assert "15%" in poor["text"]
