"""Kinds of wordings mended after the sixth and seventh set, each with sentences of its own."""

import pytest

from tests.kit.reading import Read


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        # a unit's name is no investigation
        ("我在审计局上班，今年从审计局去柳林镇挂职", {"under_investigation": None}),
        ("科长被留置了，留置期间还定等次不", {"under_investigation": "open"}),
        # of several plain posts the last one is asked about
        ("出事的是个副镇长，镇长能不能评优秀", {"position": "unit_head"}),
        ("副乡长11月任命为乡长，算不算基数", {"position": "unit_head"}),
        ("局长定的，副局长评优占谁的指标", {"position": "team_member"}),
        # two posts
        ("她任文旅局副局长，同时又是景区管委会副主任", {"concurrent_posts": True}),
        ("同时在民政局和残联任职", {"concurrent_posts": True}),
        # seconded to a department, however it is said
        ("省派挂职 挂在县水利局 哪里考", {"host_kind": "county_department"}),
        ("从镇里上来在县住建局挂职的副镇长", {"host_kind": "county_department"}),
        # lengths and pairs of days that are not the service
        ("县派挂职的，1月到岗，又去党校脱产学了三个月，挂职还在", {"months_served": 11.032}),
        ("县派到柳林镇挂职，去年9月去的，3月到4月局里把我叫回来过", {"months_served": 15.065}),
        # a month that lies before the cut-off settles the day of a post
        ("10月县委发文任我为水利局副局长", {"post_since": "2019-10-01"}),
        ("12月任命的副局长", {"post_since": None}),
        # whom a quotation speaks of
        ('方案写"其中挂职干部、驻村队长除外"，我们司法所副所长在哪考', {"is_secondee": None}),
    ],
)
def test_facts(read: Read, text: str, facts: dict[str, object]) -> None:
    said = read(text).values
    plain = {
        fact: str(said[fact]) if fact == "post_since" and fact in said else said.get(fact)
        for fact in facts
    }
    assert plain == facts


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        # near a topic, and not in the notice
        ("被约谈过的副局长还能评优秀吗", "silence:admonished"),
        ("两家单位名额合到一块算行不行", "silence:proposal_reject"),
        ("人没来齐，测评会开了作废不", "silence:quorum"),
        ("一共算出来3.6个，科级的优秀能报4个吗", "silence:rounding"),
        # a question about somebody that looks like a command
        ("县派挂职的小秦才2个月，让他退回原单位考，能退不", "where_assessed"),
        ("他6月退休的，把他从名单里删掉可以吧", "takes_part"),
        # a denied word names no topic
        ("我没挂职，登记表是附件几", "plan:form_registration"),
        # teams, not members
        ("全县班子评优秀控制在多少", "plan:team_percent"),
        ("工会班子 考?", "team_assessed"),
        # commands
        ("打开看板", "progress"),
        ("我明天请假", "leave"),
        ("我的材料", "progress"),
        ("给我附件9", "get_form"),
        ("要交方小兰的登记表", "hand_in"),
        ("没交附件1的赶紧通知一下", "chase"),
        ("附件8齐了没", "progress"),
        ("上报材料有没有清单照着弄", "plan:material_list"),
        # synonyms of the trade, a clause cited on the way to a question
        ("我们局最多几个优等，科级18人", "quota_count"),
        ("一(一)1里说满6个月，县派到柳林镇挂职的6月20日报到，在哪考", "where_assessed"),
    ],
)
def test_topics(read: Read, text: str, topic: str) -> None:
    assert read(text).topic == topic
