"""Kinds of wordings mended after the ninth set, each with sentences of its own."""

import pytest

from language.reader import Reader
from language.reading import Context
from tests.kit.reading import TODAY, Read


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        # what held in another year bars nobody in this one
        ("前年被县委问责过的局长，今年没事", {"head_bar": "none"}),
        ("辖区2018年出过群体性事件，今年平静，镇长能评优吧", {"head_bar": "none"}),
        ("局长今年被县委问责了", {"head_bar": "held_accountable"}),
        # whom somebody is compared with is not who is asked about
        ("副局长跟局长是不是一个待遇，评优单列吗", {"position": "team_member"}),
        # a phrase of the notice that is denied says the opposite
        ("领导给过一次优秀，不算“全年没有优秀”吧", {"routine_excellent": True}),
        ("平时考核一团糟", {"routine_good": False}),
        # a verb and its noun parted
        ("8月退了休，案子是4月立的案，还没结", {"under_investigation": "open"}),
        ("市里派来的，3月报的到，在我们镇挂着职", {"is_secondee": True, "sent_by": "city"}),
        # figures in words
        ("测评八十八点七", {"evaluation_score": 88.7}),
        ("副主任测评八十五，报得了优秀不", {"evaluation_score": 85.0}),
        ("县派挂职，还差十来天够六个月", {"months_served": 5.95}),
        # villages the township hands out itself
        ("乡里分工让我联系三个村", {"village_post": "own_township"}),
        ("镇里排的包村，跟县里的工作队不沾边", {"village_post": "own_township"}),
        # who asks by a lower body than the county's, and whom the county does not manage
        ("局长被镇里问责了", {"head_bar": "held_accountable_elsewhere"}),
        ("工勤岗的班长", {"county_cadre": False}),
        ("挂职的，就是不驻村", {"is_secondee": True}),
        ("我不驻村也不挂职", {"is_secondee": False}),
        # taken from an office to be seconded is not borrowed
        ("县文旅局抽调一名股长挂职副镇长", {"is_secondee": True, "borrowed": None}),
        # rank kept
        ("保留原来待遇的老公务员", {"county_cadre": True}),
    ],
)
def test_facts(read: Read, text: str, facts: dict[str, object]) -> None:
    said = read(text).values
    assert {fact: said.get(fact) for fact in facts} == facts


def test_a_school_where_somebody_learns_is_not_where_they_work(read: Read) -> None:
    assert "works_at" not in read("学校那边谁写情况", in_training=True).values
    assert read("县二中副校长去党校脱产学习了").values["works_at"] == "school"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        # what the notice leaves open, near what it says
        ("挂职的日子按宣布那天算还是按到岗那天算", "silence:secondment_counting"),
        ("挂职期间请了半个月假，扣不扣", "silence:secondment_counting"),
        ("党组会定等次要几票才通过", "unread"),
        # a ruling asked for that holds a command's word
        ("省派的驻村队员还没撤，评优占谁的名额", "whose_quota"),
        ("登记表该发哪张给她填", "which_form"),
        ("小邓测评九十二，够不够优秀", "eligible"),
        ("测评88.6分，四舍五入算89，能报优秀吗", "eligible"),
        # synonyms of procedure
        ("述职有哪些要点", "plan:report_content"),
        ("考核组会到工地现场看吗", "plan:records_read"),
        ("测评情况向谁通报", "plan:feedback"),
        ("考核组找人聊，会叫到股长这级吗", "plan:talk_people"),
        ("县领导打分的表格归口哪个股", "plan:rating_tables"),
        ("考核分几个阶段走", "plan:methods"),
        # commands
        ("岩口镇李某的登记表打回，职务那栏写错了", "return_paper"),
        ("等次建议驳回，优秀超了", "return_paper"),
        ("催着岩口镇今晚把附件8补齐", "chase"),
        ("至今未上报的乡镇列出来", "missing"),
        ("审计局的名册做成表格", "export"),
        ("各乡镇的报送情况归拢一份", "export"),
        ("眼下我局优秀建议报了几个", "quota_used"),
        # sides of a matter its text says nothing of
        ("职工代表怎么推选", "unread"),
        ("党员能代替职工代表来吗", "unread"),
        ("谈话要事先通知吗", "unread"),
        ("登记表用多厚的纸", "unread"),
        # a post named in a question of another kind is nobody asked about
        ("局长年底考核凭什么分先后", "unread"),
        ("村支书参不参加镇里测评", "plan:rating_township_people"),
        # no matter of the appraisal
        ("健身证去哪办", "off"),
        ("我想休年假走啥流程", "off"),
    ],
)
def test_topics(read: Read, text: str, topic: str) -> None:
    assert read(text).topic == topic


def test_an_answer_to_the_question_just_asked_is_never_off(reader: Reader) -> None:
    context = Context(TODAY, topic="where_assessed", open_fact="months_served")
    reading = reader.read("2018年国庆过后就来了", context)
    assert reading.topic != "off"
    assert float(str(reading.values["months_served"])) > 12
