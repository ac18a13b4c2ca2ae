"""A ruling on paper: its facts, its clauses, and the same for good."""

import io
from pathlib import Path

import docx
import pytest

from handlers.turn.reply import Reply
from storage.views import Edit
from tests.kit.blobs import lies
from tests.kit.chat import County
from tests.kit.speaking_first import open_store


def lines_of(county: County, reply: Reply) -> list[str]:
    [file] = reply.files
    with county.store.blobs.open(file.blob) as content:
        document = docx.Document(io.BytesIO(content.read()))
    return [paragraph.text for paragraph in document.paragraphs]


def issue(county: County) -> Reply:
    county.say("ClerkCG", "王强在哪考核")
    return county.say("ClerkCG", "出个书面意见")


def test_a_slip_says_facts_sources_clause_and_version(county: County) -> None:
    reply = issue(county)
    [file] = reply.files
    assert file.name == "书面意见第1号.docx"
    lines = lines_of(county, reply)
    assert lines[0] == "书面意见第1号"
    assert "王强（县财政局副局长）：在哪里考核。" in lines
    assert "在哪里考核：所挂职乡镇。" in lines
    assert "派出层级：县（来源：名册）" in lines
    text = county.plan.clauses["一(一)1"].text
    assert any(line.endswith(text) for line in lines)
    assert any(line.startswith("规则版本：2019方案，") for line in lines)
    assert lines[-1] == "城关镇　2019年12月26日"


def test_the_same_number_gives_the_same_file_after_everything_else_changed(
    county: County, tmp_path: Path
) -> None:
    [file] = issue(county).files
    lies(county.store.blobs, file.blob).unlink()  # only the stored facts are needed
    county.store.close()
    county.store = open_store(tmp_path)
    again = county.say("ClerkCG2", "再出一份第1号意见")
    assert again.files == (file,)
    assert lines_of(county, again)[0] == "书面意见第1号"


def test_a_slip_is_its_clerks_still_when_their_unit_is_merged(county: County) -> None:
    [file] = issue(county).files
    with county.store.transaction() as records:
        town, river = (records.roster.unit_named(name)[0].id for name in ("城关镇", "柳河镇"))
        assert records.merging.merge(town, river, Edit("Boss", county.now)) is not None
    assert county.say("ClerkCG2", "再出一份第1号意见").files == (file,)
    assert county.say("ClerkCZ", "再出一份第1号意见").files == ()


def test_slips_are_numbered_without_gaps(county: County) -> None:
    issue(county)
    county.say("Boss", "出个书面意见")  # nothing was asked before: no number is used up
    assert county.say("ClerkCG", "出个书面意见").files[0].name == "书面意见第2号.docx"


@pytest.mark.parametrize(
    ("userid", "question", "words"),
    [
        ("ClerkCG", "赵敏又去脱产学习一年，评优占谁的指标", "方案没有定论"),
        ("ClerkCG", "市里派来挂职一年的在哪考核", "书面意见要写明是谁"),
        ("ClerkCG", "病假半年的怎么考核", "请先问清楚一个人的情况"),
        ("WangQiang", "我在哪考核", "各单位政工人事出具"),
        ("Group1", "王强在哪考核", "各单位政工人事出具"),
    ],
)
def test_no_slip_without_a_ruling_or_the_right_to_it(
    county: County, userid: str, question: str, words: str
) -> None:
    county.say(userid, question)
    reply = county.say(userid, "出个书面意见")
    assert words in reply.text
    assert reply.files == ()


def test_another_units_slip_is_as_good_as_none(county: County) -> None:
    issue(county)
    refused = county.say("ClerkCZ", "再出一份第1号意见")
    assert (refused.text, refused.files) == ("没有本单位的书面意见第1号。", ())
    assert county.say("ClerkCZ", "再出一份第9号意见").text == "没有本单位的书面意见第9号。"
    assert county.say("Boss", "再出一份第1号意见").files != ()


def test_a_slip_of_a_precedent_cites_it(county: County) -> None:
    county.say("ClerkCG", "赵敏又去脱产学习一年，评优占谁的指标")
    county.order("ClerkCG", "请示")
    county.say("Boss", "批复1号：占原单位指标，理由是学习期间由派出单位管理，以后都照此")
    county.press("Boss", "确认批复")
    county.say("ClerkCG", "赵敏又去脱产学习一年，评优占谁的指标")
    lines = lines_of(county, county.say("ClerkCG", "出个书面意见"))
    cited = "县委组织部干部监督股 批复 第1号（2019年12月26日），理由：学习期间由派出单位管理。"
    assert cited in lines
