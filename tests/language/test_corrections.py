"""What is put right, denied or told of two posts, in follow-ups and in first messages."""

from datetime import date

import pytest

from tests.kit.reading import Read

SECONDED = {"is_secondee": True, "sent_by": "county", "months_served": 9.0}


@pytest.mark.parametrize(
    ("text", "started"),
    [
        ("查了档案，是3月15日", date(2019, 3, 15)),
        ("问了他本人，是5月20号报到的", date(2019, 5, 20)),
        ("哎我看走眼了，8月12号", date(2019, 8, 12)),
        ("10月1号", date(2019, 10, 1)),
        ("翻了任命文件，2018年12月3日", date(2018, 12, 3)),
    ],
)
def test_a_day_told_after_a_ruling_replaces_the_one_told_before(
    read: Read, text: str, started: date
) -> None:
    reading = read(text, topic="where_assessed", **SECONDED)
    assert reading.topic == ""
    assert reading.facts["served_from"].value == started


def test_a_day_of_retirement_is_put_right_too(read: Read) -> None:
    known = {"retired_on": date(2019, 10, 1)}
    reading = read("看了退休证，是2020年1月5日，记岔了", topic="takes_part", **known)
    assert reading.facts["retired_on"].value == date(2020, 1, 5)


def test_a_day_asked_about_papers_corrects_nothing(read: Read) -> None:
    for text in ("12月25号交得了吗", "10月的测评"):
        reading = read(text, topic="where_assessed", **SECONDED)
        assert "months_served" not in reading.facts


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("他兼着两个单位的副职，平时在民政局上班，在哪考核", "民政局"),
        ("两个部门的班子里都有她，精力主要放在招商中心，归谁考", "招商中心"),
        ("名册上住建局、城管局两家都有老方，主要工作在城管局，哪边考", "城管局"),
    ],
)
def test_two_posts_told_by_the_units(read: Read, text: str, unit: str) -> None:
    said = read(text).values
    assert (said["concurrent_posts"], said["main_duties_at"]) == (True, unit)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        # a status denied, however they would have come
        ("不是上面派来挂职的，就是本局副局长", {"is_secondee": False}),
        ("并非派下来锻炼的副主任", {"is_secondee": False}),
        ("不是挂职那类，本单位的", {"is_secondee": False}),
        ("他不是县里派来挂职的，是市里派来挂职的", {"is_secondee": True, "sent_by": "city"}),
        # villages the township shares out, and a team somebody was not sent to
        ("副乡长包保4个村，县里没把他编进工作队", {"village_post": "own_township"}),
        ("乡里让人大主席包抓三个行政村，不属于县派工作队", {"village_post": "own_township"}),
        ("镇里给我分了两个村包着，没进工作队", {"village_post": "none"}),
        ("县派工作队队长，同时包联两个村", {"village_post": "leader"}),
        ("听岔了，他7月就撤回局里了", {"village_recalled": True}),
    ],
)
def test_denied_and_shared_out(read: Read, text: str, facts: dict[str, object]) -> None:
    said = read(text, topic="whose_quota").values
    assert {fact: said.get(fact) for fact in facts} == facts
