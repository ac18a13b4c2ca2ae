"""A county's own form on the phone: its blanks only, and its own document with them filled in."""

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from rules.loading import load_plan
from storage.views import HandInStatus
from tests.kit.forms.own_word import plan_with
from tests.kit.web.board import words
from tests.kit.web.county import County, make_county
from tests.kit.web.filling import CAREFUL, UNITS_PART, path_of, press, save


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    made = make_county(tmp_path, plan=load_plan(plan_with(tmp_path)))
    yield made
    made.store.close()


def test_only_what_the_countys_form_asks_for_is_asked(county: County) -> None:
    page = words(county.as_member("zhangwei").get(path_of(county, "张伟")).text)
    assert "出生年月" in page
    assert "政治面貌" not in page
    assert "本人意见" not in page  # a screen without a blank is none


def test_it_is_the_countys_document_that_is_handed_in(county: County) -> None:
    client, path = county.as_member("wangfang"), path_of(county, "张伟")
    save(client, path, {**CAREFUL, **UNITS_PART})
    assert client.get(f"{path}/file.xlsx").status_code == 404
    document = docx.Document(io.BytesIO(client.get(f"{path}/file.docx").content))
    assert document.paragraphs[1].text == "组通字〔2019〕45号附件1"
    assert document.tables[0].cell(1, 1).text == "1971.04"
    assert "\n分管的农业农村工作" in document.tables[1].cell(0, 1).text
    answer = press(client, f"{path}/hand-in")
    assert "已收到" in words(answer.text)
    with county.store.reading() as records:
        [handin] = records.handins.all_of(county.unit_id("城关镇"), plan_id="2019")
    assert (handin.status, handin.filename[-5:]) == (HandInStatus.CHECKED, ".docx")
