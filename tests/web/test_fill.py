"""Papers filled in on a page: whose they are, what is kept and refused, how far they are."""

import io
from datetime import timedelta

import openpyxl
import pytest

from storage.views import Correction, Edit, Entity, HandInStatus
from tests.kit.web.board import words
from tests.kit.web.county import County
from tests.kit.web.filling import CAREFUL, UNITS_PART, entry_of, path_of, press, save

ALL = {**CAREFUL, **UNITS_PART}


@pytest.mark.parametrize(
    ("userid", "whose", "paper"),
    [
        ("zhangwei", "刘洋", "registration"),  # a colleague's
        ("zhangwei", "张伟", "secondee_registration"),  # one that is not owed
        ("zhangwei", "张伟", "grade_proposals"),  # one that is no person's
        ("zhangwei", "张伟", "no_such_paper"),
        ("lina", "张伟", "registration"),  # another unit's clerk
        ("hujun", "张伟", "registration"),
    ],
)
def test_a_paper_that_is_not_theirs_is_as_if_there_were_none(
    county: County, userid: str, whose: str, paper: str
) -> None:
    client, path = county.as_member(userid), path_of(county, whose, paper)
    nothing = client.get("/fill/registration/99999")
    assert nothing.status_code == 404
    for answer in (
        client.get(path), client.get(f"{path}/read"), client.get(f"{path}/file.xlsx"),
        save(client, path, {"born": "1971.4"}), press(client, f"{path}/ready"),
        press(client, f"{path}/hand-in"),
    ):  # fmt: skip
        assert answer.status_code == 404
        assert whose not in answer.text
    assert words(client.get(path).text) == words(nothing.text)
    assert entry_of(county, whose, "born", paper) is None


@pytest.mark.parametrize("userid", ["jiandu", "kaohezu"])
def test_staff_fill_in_nobodys_paper(county: County, userid: str) -> None:
    client = county.as_member(userid)
    led = client.get("/fill")  # from the menu, which is one for all
    assert (led.status_code, led.headers["location"]) == (302, "/board")
    assert client.get(path_of(county, "张伟")).status_code == 403


def test_a_cadre_is_not_told_what_the_unit_writes(county: County) -> None:
    clerk, cadre, path = county.as_member("wangfang"), county.as_member("zhangwei"), ""
    path = path_of(county, "张伟")
    told = {"grade": "基本称职", "leader_opinion": "工作一般", "born": "1971.4"}
    assert save(clerk, path, told).status_code == 200
    answer = save(cadre, path, {"grade": "优秀", "sex": "男"})
    body = openpyxl.load_workbook(io.BytesIO(cadre.get(f"{path}/file.xlsx").content))
    said = [str(cell.value) for row in body.worksheets[0] for cell in row if cell.value]
    for text in (answer.text, *said, cadre.get(path).text, cadre.get(f"{path}/read").text):
        assert "基本称职" not in text
        assert "工作一般" not in text
    assert "1971.04" in said
    assert entry_of(county, "张伟", "grade") == "基本称职"
    assert entry_of(county, "张伟", "sex") == "男"


def test_a_cadre_does_not_hand_in_and_a_clerk_does_not_give_on(county: County) -> None:
    path = path_of(county, "张伟")
    save(county.as_member("wangfang"), path, ALL)
    assert press(county.as_member("zhangwei"), f"{path}/hand-in").status_code == 403
    assert press(county.as_member("wangfang"), f"{path}/ready").status_code == 403


def test_nothing_is_written_with_a_form_of_another_session(county: County) -> None:
    client, path = county.as_member("zhangwei"), path_of(county, "张伟")
    for end in ("", "/ready"):
        answer = client.post(f"{path}{end}", data={"token": "x", "now.born": "1971.4"})
        assert answer.status_code == 401
    assert entry_of(county, "张伟", "born") is None


def test_what_somebody_else_wrote_since_is_told_and_stays(county: County) -> None:
    clerk, cadre = county.as_member("wangfang"), county.as_member("zhangwei")
    path = path_of(county, "张伟")
    assert save(clerk, path, {"born": "1972.5", "duties": "分管水利"}).json()["clashes"] == {}
    answer = save(cadre, path, {"born": "1971.4", "sex": "男"}).json()
    assert answer["clashes"] == {"born": {"text": "1972.5", "who": "王芳", "at": "12月25日10:00"}}
    assert answer["values"]["duties"] == "分管水利"
    assert entry_of(county, "张伟", "born") == "1972.5"
    # Having seen it, they write over it; the same words written twice are no clash.
    assert save(cadre, path, {"born": "1971.4"}, {"born": "1972.5"}).json()["clashes"] == {}
    assert save(clerk, path, {"born": "1971.4"}, {"born": "1972.5"}).json()["clashes"] == {}
    assert entry_of(county, "张伟", "born") == "1971.4"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("工作总结\n机密★10年\n完成了任务", "密级标志“机密★10年”"),
        ("字" * 3001, "写了3001字，最多3000字"),
    ],
    ids=["marked", "long"],
)
def test_what_may_not_stand_there_is_refused_in_words_and_the_rest_is_kept(
    county: County, text: str, said: str
) -> None:
    client, path = county.as_member("zhangwei"), path_of(county, "张伟")
    answer = save(client, path, {"summary": text, "sex": "男"}).json()
    assert list(answer["refused"]) == ["summary"]
    assert said in answer["refused"]["summary"]
    assert entry_of(county, "张伟", "summary") is None
    assert entry_of(county, "张伟", "sex") == "男"


def test_a_body_beyond_all_bounds_is_not_read(county: County) -> None:
    client, path = county.as_member("zhangwei"), path_of(county, "张伟")
    answer = save(client, path, {"summary": "字" * 400_000})
    assert answer.status_code == 413


def test_it_is_checked_as_it_is_typed(county: County) -> None:
    client, path = county.as_member("zhangwei"), path_of(county, "张伟")
    answer = save(client, path, {"born": "71年4月", "post_since": "二〇一六年九月"}).json()
    [told] = answer["told"]["born"]
    assert (told["must"], told["offer"]) == (True, "1971.04")
    assert answer["reads"]["post_since"] == "2016.09"
    assert entry_of(county, "张伟", "born") == "71年4月"


def test_the_clerk_sees_whose_are_drafts_filled_returned_and_in(county: County) -> None:
    clerk, cadre, path = county.as_member("wangfang"), county.as_member("zhangwei"), ""
    path = path_of(county, "张伟")

    def state() -> str:
        return words(clerk.get("/fill").text).partition("张伟")[2].partition("王建国")[0]

    assert "还没有填" in state()
    save(cadre, path, CAREFUL)
    assert "填写中" in state()
    assert press(cadre, f"{path}/ready").status_code == 200
    assert "本人已填好" in state()
    trail = words(county.as_member("jiandu").get("/audit").text)
    assert "填好交单位 城关镇 附件1《县管干部年度考核登记表》" in trail
    assert "1份本人已填好" in words(clerk.get("/fill").text)
    save(clerk, path, UNITS_PART)
    assert "本人已填好" in state()  # the unit's part does not undo it
    assert press(clerk, f"{path}/hand-in").status_code == 200
    county.at += timedelta(minutes=1)
    assert "已交" in state()
    save(cadre, path, {"duties": "分管工业"}, CAREFUL)
    assert "已交，之后又改过" in state()
    with county.store.transaction() as records:
        [handin] = records.handins.all_of(county.unit_id("城关镇"), plan_id="2019")
        records.handins.return_(handin.id, "jiandu", county.at, "缺公章")
    assert handin.status is HandInStatus.CHECKED
    assert "已退回" in state()


def test_what_must_be_mended_is_neither_given_on_nor_handed_in(county: County) -> None:
    clerk, cadre, path = county.as_member("wangfang"), county.as_member("zhangwei"), ""
    path = path_of(county, "张伟")
    save(cadre, path, {**CAREFUL, "born": "1971"})
    answer = press(cadre, f"{path}/ready")
    assert answer.status_code == 422
    assert "没有交给单位：还有1处必须改" in words(answer.text)
    save(clerk, path, {"training": "无"})
    answer = press(clerk, f"{path}/hand-in")
    assert answer.status_code == 422
    assert "没有上交：还有2处必须改" in words(answer.text)
    with county.store.reading() as records:
        assert records.handins.all_of(county.unit_id("城关镇"), plan_id="2019") == []
    assert county.left_over() == []


def test_all_three_papers_are_handed_in_as_the_template_would_be(county: County) -> None:
    clerk = county.as_member("wangfang")
    quarters = {f"q{n}_grade": "称职" for n in range(1, 5)}
    six = {**ALL, "start": "2019年6月", "home_post": "副局长", "post": "副镇长（挂职）"}
    wanted = [
        ("registration", "张伟", ALL),
        ("routine_evaluation", "张伟", {"sex": "男", **quarters, "any_excellent": "无"}),
        ("secondee_registration", "胡军", six),
    ]
    for paper, name, values in wanted:
        path = path_of(county, name, paper)
        was = save(clerk, path, {}).json()["values"]
        told = save(clerk, path, values, was).json()
        assert (told["clashes"], told["refused"]) == ({}, {})
        answer = press(clerk, f"{path}/hand-in")
        assert answer.status_code == 200, words(answer.text)
        assert "回执号" in words(answer.text)
    with county.store.reading() as records:
        found = records.handins.all_of(county.unit_id("城关镇"), plan_id="2019")
    assert [(each.paper, each.status) for each in found] == [
        (paper, HandInStatus.CHECKED) for paper, _, _ in wanted
    ]
    assert county.left_over() == []


def test_without_our_script_the_page_saves_and_leads_on(county: County) -> None:
    client, path = county.as_member("zhangwei"), path_of(county, "张伟")
    page = client.get(path)
    token = page.text.partition('name="token" value="')[2].partition('"')[0]
    answer = client.post(path, data={"token": token, "now.born": "1971.4", "was.born": ""})
    assert (answer.status_code, answer.headers["location"]) == (303, f"{path}/read")
    assert entry_of(county, "张伟", "born") == "1971.4"


def test_a_draft_goes_where_its_person_goes(county: County) -> None:
    save(county.as_member("zhangwei"), path_of(county, "张伟"), {"born": "1971.4"})
    moved = Correction(Entity.PERSON, str(county.person_id("张伟")), "unit", {"value": "河口镇"})
    with county.store.transaction() as records:
        records.roster.correct(moved, Edit("jiandu", county.at), county.plan.facts)
    answer = county.as_member("lina").get(path_of(county, "张伟"))
    assert 'value="1971.4"' in answer.text
    assert county.as_member("wangfang").get(path_of(county, "张伟")).status_code == 404


def test_what_was_handed_in_or_came_back_is_not_waited_for_any_more(county: County) -> None:
    clerk, cadre = county.as_member("wangfang"), county.as_member("zhangwei")
    path = path_of(county, "张伟")
    save(cadre, path, CAREFUL)
    press(cadre, f"{path}/ready")
    save(clerk, path, UNITS_PART)
    press(clerk, f"{path}/hand-in")
    page = cadre.get(f"{path}/read").text
    assert "单位已上交" in page
    assert f'action="{path}/ready"' not in page
    county.at += timedelta(minutes=1)
    with county.store.transaction() as records:
        [handin] = records.handins.all_of(county.unit_id("城关镇"), plan_id="2019")
        records.handins.return_(handin.id, "jiandu", county.at, "缺公章")
    # Given on before it came back: that does not make it ready now.
    assert "已退回" in words(clerk.get("/fill").text).partition("张伟")[2][:40]
    county.at += timedelta(minutes=1)
    assert press(cadre, f"{path}/ready").status_code == 200
    assert "本人已填好" in words(clerk.get("/fill").text).partition("张伟")[2][:40]
