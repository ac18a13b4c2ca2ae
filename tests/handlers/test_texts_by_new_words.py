"""Questions on the notice in words of their own: what for, looks that are none, dialect."""

import pytest

from tests.kit.talks import County, Talk

OFFICIAL = "zhoumin"


@pytest.mark.parametrize(
    ("say", "told"),
    [
        ("个别谈话都要找谁呀，我好提前告诉他们", "中层干部"),
        ("领导班子考哪几个方面，我开会要宣读", "政治思想"),
        ("登记表用多大的纸，我拿去装订店印", "A4"),
        ("述职报告多少字来着，我手写慢得早动笔", "2500"),
        ("测评分数跟谁反馈，我做会议记录要写清楚", "主要领导"),
        ("年度考核是哪家组织的？我要写进会议纪要", "组织部"),
        ("乡镇测评会哪些人来，我提前通知村里", "村两委"),
        ("汇报的时间地点由谁定，我好公布出去", "考核组"),
        ("三份登记表都存哪，我扫描留个底", "个人档案"),
        ("第四季度评价按什么文件，我拍照留底", "20号"),
        ("等次建议由谁提，书记请假了我代他问问", "党委（党组）"),
        ("德这方面看什么，我上台要念稿子", "政治品质"),
        ("怕有人缺席，想先问县直部门测评会都有谁参加", "职工代表"),
    ],
)
def test_what_the_answer_is_for_is_no_side_of_it(talk: Talk, say: str, told: str) -> None:
    [reply] = talk(say)
    assert reply["kind"] == "answer"
    assert told in reply["text"]


@pytest.mark.parametrize(
    "say",
    [
        "测评会要提前几天通知",
        "测评结果要不要公示",
        "登记表能不能手写",
        "个别谈话能不能录音",
        "述职报告要当场宣读吧",
        "测评我去不了，让同事代投一下行吧",
        "考核组谈话提前打招呼不",
        "登记表要用黑笔填，对不对",
    ],
)
def test_a_side_that_is_asked_for_is_still_not_written(talk: Talk, say: str) -> None:
    [reply] = talk(say)
    assert reply["kind"] == "silent"


@pytest.mark.parametrize(
    ("say", "told"),
    [
        ("谈话对象的名单里头，股长算不算在内", "中层干部"),
        ("有人的述职光写了业务，还漏了哪些方面", "意识形态"),
        ("有个局的述职报告只谈了党建，差哪几块", "意识形态"),
        ("我把述职写完了，就写了廉洁和履职，还缺哪块内容", "意识形态"),
        ("把村支书也叫来打票，合不合测评的范围", "村两委"),
        ("请离休老同志来投测评票，他们在范围里吗", "职工代表"),
        ("测评结果退给谁看，反馈到哪级", "主要领导"),
        ("等次建议谁来研究，上什么会", "党委（党组）"),
        ("等次建议 哪个开会做决定", "党委（党组）"),
        ("附件8报上去以后谁来批", "常委会"),
        ("附件8谁交", "各乡镇、县直"),
    ],
)
def test_a_question_on_the_notice_is_no_look_at_papers(talk: Talk, say: str, told: str) -> None:
    [reply] = talk(say)
    assert reply["kind"] == "answer"
    assert told in reply["text"]


@pytest.mark.parametrize("say", ["我们单位还缺什么材料", "登记表交了，还缺啥", "还差哪几份"])
def test_a_look_at_papers_stays_one(demo: County, say: str) -> None:
    assert "附件" in demo.say(OFFICIAL, say).text
    assert not demo.say(OFFICIAL, say).clauses


@pytest.mark.parametrize(
    ("say", "told"),
    [
        ("德能勤绩廉里头的“德”指什么", "政治品质"),
        ("德能勤绩廉的绩主要看啥", "政绩观"),
        ("德能勤绩廉中的'勤'看哪些", "精神状态"),
        ("德、能、勤、绩、廉，最后这个廉是指啥", "一岗双责"),
        ("德能勤绩廉，'能'是什么意思", "应对突发"),
        ("德能勤绩廉五项里“绩”怎么考", "政绩观"),
        ("“德能勤绩廉”的“廉”要看些什么", "家风"),
        ("讲讲德能勤绩廉里的勤，都考哪些", "精神状态"),
        ("德能勤绩廉中间那个勤咋理解", "精神状态"),
        ("德能勤绩廉是指什么", "五个方面"),
        ("德能勤绩廉都看些啥", "五个方面"),
        ("干部考核的德能勤绩廉要看什么", "五个方面"),
    ],
)
def test_of_a_list_the_one_that_is_named(talk: Talk, say: str, told: str) -> None:
    [reply] = talk(say)
    assert told in reply["text"]


@pytest.mark.parametrize(
    ("say", "told"),
    [
        ("考核结果末了归哪个定板", "常委会"),
        ("考核组找人摆谈都找哪些人", "中层"),
        ("测评的得分考核组跟哪个讲", "主要领导"),
        ("此次考核由何部门牵头", "组织部"),
        ("往考核组递的表挨个报一遍编号", "附件8"),
        ("拟定的优秀和称职要填到哪张附件里上报", "附件8"),
        ("我们党组坐下来议等次那个会管什么用", "建议"),
        ("登记表由何人填写", "共同"),
        ("汇报会在何处开，何时开", "考核组"),
        ("优秀名单报上去还要过哪一关", "常委会"),
    ],
)
def test_other_words_for_who_and_which(talk: Talk, say: str, told: str) -> None:
    [reply] = talk(say)
    assert reply["kind"] == "answer"
    assert told in reply["text"]


@pytest.mark.parametrize(
    ("say", "first"),
    [
        ("我1月6号才交述职算不算晚", "1月6日晚于时限1月5日。"),
        ("个人总结1月8日交，是否超期", "1月8日晚于时限1月5日。"),
        ("1月4号交述职报告赶得上吗", "1月4日早于时限1月5日。"),
        ("年度测评考了93分，下半年还要再测一次吗，下半年算多少分", "下半年测评得分也是93分。"),
        ("上半年测过了，年底测评得了91，下半年那个记几分", "下半年测评得分也是91分。"),
    ],
)
def test_what_follows_from_the_text_comes_first(talk: Talk, say: str, first: str) -> None:
    [reply] = talk(say)
    assert reply["kind"] == "answer"
    assert reply["text"].splitlines()[0].endswith(first)


@pytest.mark.parametrize("say", ["1月5号交述职算晚吗", "述职报告几号前交"])
def test_of_the_very_day_nothing_is_worked_out(talk: Talk, say: str) -> None:
    [reply] = talk(say)
    assert "时限1月5日" not in reply["text"]
