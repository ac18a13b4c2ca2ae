"""However it is typed, one spelling is read."""

import pytest

from language.normalise import LONGEST, normalise
from language.numerals import arabic
from language.reader import Reader
from language.sound import spelled
from tests.kit.reading import Read


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("挂直干部", "挂职干部"),
        ("年度考合", "年度考核"),
        ("排出所所长", "派出所所长"),
        ("民主侧评", "民主测评"),
        ("住村工作队对长", "驻村工作队队长"),
        ("平优指标", "评优指标"),
        ("登计表", "登记表"),
        ("等刺建议", "等次建议"),
        ("附件吧上面", "附件八上面"),
        ("公积金怎么题取", "公积金怎么提取"),
        ("市交通局派的", "市交通局派的"),  # 市交 only sounds like 提交
        ("打印几份", "打印几份"),  # 印几 only sounds like 印机
        ("还参加考核吗", "还参加考核吗"),
    ],
)
def test_homophones_of_the_trade_are_read_as_the_words_they_stand_for(
    reader: Reader, typed: str, meant: str
) -> None:
    assert reader.clean(typed) == meant


def test_traditional_full_width_emoji_and_stutter_make_no_difference() -> None:
    assert normalise("掛職幹部　在哪考覈？？🙏🙏") == normalise("挂职干部 在哪考核??")
    assert normalise("挂挂职") == "挂职"
    assert normalise("派出所所长") == "派出所所长"


@pytest.mark.parametrize(
    ("said", "figures"),
    [
        ("俩月", "2个月"),
        ("十一个月", "11个月"),
        ("百分之二十", "20%"),
        ("八十九点五分", "89.5分"),
        ("二〇一九年七月一号", "2019年7月1号"),
        ("第一书记一把手", "第一书记一把手"),
    ],
)
def test_numerals_become_figures_only_where_they_count_something(said: str, figures: str) -> None:
    assert arabic(said) == figures


@pytest.mark.parametrize("text", ["", " ", "😂😂", "\x00\x07", "?!…", "a" * 10_000, "考核" * 5_000])
def test_no_message_is_too_odd_to_be_read(read: Read, text: str) -> None:
    assert len(read(text).text) <= LONGEST


def test_courtesies_around_a_question_do_not_hide_it(read: Read) -> None:
    polite = read("老师好，请问一下副镇长在哪考核，麻烦了～谢谢！")
    assert (polite.topic, polite.text) == ("where_assessed", "副镇长在哪考核")


@pytest.mark.parametrize(
    ("name", "letters"),
    [("张伟", "zhangwei"), ("吕玉兰", "lvyulan"), ("邓丽华", "denglihua"), ("A甲", "Ajia")],
)
def test_a_name_is_spelled_in_letters(name: str, letters: str) -> None:
    assert "".join(map(spelled, name)) == letters
