"""Which type of file a form may be handed in as."""

import pytest

from tests.kit.chat import County


@pytest.mark.parametrize(
    "words",
    ["登记表可以交Word吗", "附件1能交word吗", "登记表用word填行不行", "附件1可不可以交docx"],
)
def test_a_form_read_from_word_may_come_in_word(county: County, words: str) -> None:
    reply = county.say("ClerkCG", words)
    assert reply.text.startswith("可以，附件1")
    assert "Word（docx）或Excel（xlsx）" in reply.text
    assert reply.files == ()


def test_another_form_comes_as_a_workbook_and_which_may_be_word_is_said(county: County) -> None:
    text = county.say("ClerkCG", "附件8可以交Word吗").text
    assert "请交Excel（xlsx）" in text
    assert "能交Word（docx）的是附件1、附件6" in text


def test_no_form_named_every_form_is_told(county: County) -> None:
    text = county.say("ClerkCG", "可以交word吗").text
    assert text.startswith("附件1、附件6、")
    assert "交Word（docx）或Excel（xlsx）都可以" in text
    assert "附件5、附件8、附件9请交xlsx" in text


@pytest.mark.parametrize("words", ["给我李红的登记表word版", "给我李红的附件1 docx"])
def test_who_asks_for_the_form_in_word_still_gets_it(county: County, words: str) -> None:
    assert [file.name for file in county.say("ClerkCG", words).files] == [
        "李红附件1县管干部年度考核登记表.docx"
    ]
