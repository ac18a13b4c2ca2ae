"""Several questions on the notice in one message: every one is answered, each by its own text."""

import pytest

from tests.kit.talks import Talk


@pytest.mark.parametrize(
    ("say", "first", "second"),
    [
        ("登记表打几份，用什么纸", "一式3份", "A4"),
        ("登记表几份？正反面都打吗", "一式3份", "双面"),
        ("述职写多少字，几号前交", "2500字", "1月5日"),
        ("述职报告写哪些内容，字数多少", "意识形态", "2500字"),
        ("述职的字数和截止日期说一下", "2500字", "1月5日"),
        ("等次建议哪个会研究，最后又由谁敲定", "党委（党组）", "县委常委会"),
        ("材料交给谁，最晚哪天", "对应考核组", "空着"),
        ("谈话找哪些人谈，谈些什么", "中层干部", "德、能、勤"),
        ("测评分跟谁反馈，等次建议由谁提", "主要领导", "党委（党组）"),
        ("委托考核哪天考完 结果哪天报", "1月5日", "1月8日"),
        ("登记表培训那栏谁填 个人总结谁写", "政工", "考核对象"),
        ("四季度评价按哪个文件 谁来收", "20号", "考核组收集"),
        ("县直测评哪些人来，乡镇测评又是哪些人", "股（室）", "村两委"),
        ("班子考哪几个方面 干部又考哪几个方面", "政治思想建设", "德、能、勤"),
        ("有个副局长的述职才八百字，够吗？另外最迟哪天定稿", "2500字", "1月5日"),
        ("推优过了局务会就行吗？还有，末了哪级拍板", "党委（党组）", "县委常委会"),
    ],
)
def test_each_is_answered(talk: Talk, say: str, first: str, second: str) -> None:
    [reply] = talk(say)
    assert first in reply["text"]
    assert second in reply["text"]


@pytest.mark.parametrize(
    "say",
    [
        "登记表交几份，我们局18个人",
        "述职报告多少字，我写了1800字够不够",
        "测评会都谁参加，职工代表算不算",
        "等次建议由谁研究，是党组会吗",
        "三份登记表放哪，是不是档案一份",
        "德能勤绩廉这几样，能 具体指啥",
    ],
)
def test_one_question_in_two_clauses_stays_one(talk: Talk, say: str) -> None:
    [reply] = talk(say)
    assert reply["kind"] == "answer"
    assert "2. " not in reply["text"]


@pytest.mark.parametrize(
    ("say", "told"),
    [
        ("谈话找哪些人，要提前几天通知", "中层干部"),
        ("登记表一式几份，要不要装订", "一式3份"),
        ("述职报告写多少字，用什么字体", "2500字"),
        ("测评结果跟谁反馈，会不会公示", "主要领导"),
        ("县直测评会谁参加，来不了能让人代打票吗", "职工代表"),
        ("班子测评分几部分，权重各占多少", "单位互评"),
        ("个别谈话谈什么，录不录音", "德、能、勤"),
        ("等次建议由谁提，表决要过半吗", "党委（党组）"),
        ("登记表用什么纸 要不要贴照片", "A4"),
    ],
)
def test_what_is_written_is_told_and_what_is_not(talk: Talk, say: str, told: str) -> None:
    [reply] = talk(say)
    assert reply["kind"] == "answer"
    assert told in reply["text"]
    assert "未写明" in reply["text"] or "没有写您问的" in reply["text"]
