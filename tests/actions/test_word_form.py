"""Asking for a form in Word."""

import pytest

from handlers.turn.reply import Link
from tests.kit.chat import County


@pytest.mark.parametrize(
    "words", ["给我李红的附件1Word版", "给我李红的附件1 docx", "给我李红的登记表word版"]
)
def test_who_asks_for_word_gets_word(county: County, words: str) -> None:
    reply = county.say("ClerkCG", words)
    assert [file.name for file in reply.files] == ["李红附件1县管干部年度考核登记表.docx"]
    assert [link.label for link in reply.links] == [
        "下载附件1Word版", "下载附件1", "在手机上填附件1", "填好后上传附件1",
    ]  # fmt: skip


def test_whose_word_form_is_asked_and_then_it_is_still_word(county: County) -> None:
    county.say("ClerkCG", "下载附件1Word版")
    reply = county.press("ClerkCG", "李红")
    assert [file.name for file in reply.files] == ["李红附件1县管干部年度考核登记表.docx"]


def test_a_form_without_word_comes_as_it_is(county: County) -> None:
    [link, _] = county.say("ClerkCG", "给我附件8的Word版").links
    assert link == Link("下载附件8", "/template/grade_proposals.xlsx")
