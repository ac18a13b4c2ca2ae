"""Handing in over the page: what is kept, what is not, and what the clerk reads."""

import re

import pytest

from tests.kit.forms import made
from tests.kit.forms.bad import BAD
from tests.kit.web.county import County
from tests.kit.web.upload import PROPOSALS, filled, hand_in, token, versions


def test_a_right_form_gets_a_receipt(county: County) -> None:
    clerk = county.as_member("wangfang")

    status, words = hand_in(clerk, PROPOSALS, ("附件8.xlsx", filled(clerk)))

    assert status == 200
    assert "已收到" in words
    assert "2019-000001" in words
    assert "第1版" in words
    assert "2019年12月25日 10:00" in clerk.get("/receipt/2019-000001").text
    assert versions(county) == [(1, "checked", "附件8.xlsx")]
    assert len(county.kept_files()) == 1
    assert county.left_over() == []


def test_one_excellent_too_many_is_kept_but_does_not_count(county: County) -> None:
    clerk = county.as_member("wangfang")

    status, words = hand_in(clerk, PROPOSALS, ("附件8.xlsx", filled(clerk, {"G9": "优秀"})))

    assert status == 200
    assert "有1处必须改，还不算交" in words
    assert "G9 必须改 优秀多了：考核基数11人×20%=2.2，不超过2个" in words
    assert "一(三)5" in words
    assert versions(county) == [(1, "faulty", "附件8.xlsx")]

    status, words = hand_in(clerk, PROPOSALS, ("附件8改.xlsx", filled(clerk)))

    assert "已收到" in words
    assert versions(county) == [(1, "faulty", "附件8.xlsx"), (2, "checked", "附件8改.xlsx")]


def test_a_faulty_second_version_leaves_the_first_in_force(county: County) -> None:
    clerk = county.as_member("wangfang")
    hand_in(clerk, PROPOSALS, ("附件8.xlsx", filled(clerk)))

    _, words = hand_in(clerk, PROPOSALS, ("附件8.xlsx", filled(clerk, {"E9": None})))

    assert "第1版仍然有效" in words
    page = clerk.get("/unit").text
    assert "已交（第1版）" in page
    assert "第2版有1处必须改，不算交；第1版仍然有效" in page


def test_the_same_bytes_again_are_no_new_version(county: County) -> None:
    clerk = county.as_member("wangfang")
    form = filled(clerk)
    hand_in(clerk, PROPOSALS, ("附件8.xlsx", form))

    _, words = hand_in(clerk, PROPOSALS, ("附件8（副本）.xlsx", form))

    assert "这个文件已经交过了" in words
    assert "2019-000001" in words
    assert "2019年12月25日 10:00" in words  # not in the database's zone
    assert versions(county) == [(1, "checked", "附件8.xlsx")]


def test_going_back_to_older_bytes_is_a_new_version(county: County) -> None:
    clerk = county.as_member("wangfang")
    person = county.person_id("张伟")
    item = f"registration:{person}"
    for name, body in (
        ("a.pdf", made.pdf("a")),
        ("b.pdf", made.pdf("b")),
        ("a.pdf", made.pdf("a")),
    ):
        hand_in(clerk, item, (name, body))

    assert [v[0] for v in versions(county, "registration")] == [1, 2, 3]


# Of a Windows path only the last part is taken for a name, as old browsers need.
SENT = [case for case in BAD if case[0] != "a Windows path as a name"]


@pytest.mark.parametrize(
    ("name", "body", "words"), [case[1:3] + case[4:] for case in SENT], ids=[c[0] for c in SENT]
)
def test_a_bad_file_is_answered_in_words_and_nothing_is_kept(
    county: County, name: str, body: bytes, words: str
) -> None:
    clerk = county.as_member("wangfang")
    item = f"registration:{county.person_id('张伟')}"

    # A browser never sends a path; whoever does may be told less.
    status, said = hand_in(clerk, item, (name, body))

    assert status == 422
    assert "没有收" in said or "没有选文件" in said
    assert words in said or name.strip() in ("", "../附件8.xlsx")
    assert versions(county, "registration") == []
    assert county.kept_files() == []
    assert county.left_over() == []


def test_each_of_several_people_gets_their_own_by_the_file_name(county: County) -> None:
    clerk = county.as_member("wangfang")

    status, words = hand_in(
        clerk,
        "registration:by_name",
        ("张伟-登记表.docx", made.docx_of("个人总结")),
        ("登记表 刘洋.docx", made.docx_of("总结")),
        ("登记表.docx", made.docx_of("谁的")),
    )

    assert status == 200
    assert "张伟的附件1" in words
    assert "刘洋的附件1" in words
    assert "文件名里没有找到名单上的姓名" in words
    assert len(versions(county, "registration")) == 2


def test_one_paper_is_one_file(county: County) -> None:
    clerk = county.as_member("wangfang")
    pages = [(f"{n}.jpg", made.JPG) for n in (1, 2)]

    _, words = hand_in(clerk, f"registration:{county.person_id('张伟')}", *pages)
    _, alone = hand_in(clerk, f"registration:{county.person_id('张伟')}", pages[0], of="2")

    assert "一份材料只交一个文件" in words
    assert "一份材料只交一个文件" in alone
    assert county.kept_files() == []


def test_no_file_and_no_paper_are_asked_for(county: County) -> None:
    clerk = county.as_member("wangfang")

    assert "还没有选文件" in hand_in(clerk, PROPOSALS, ("", b""))[1]
    assert "还没有选是哪份材料" in hand_in(clerk, "", ("附件8.xlsx", made.xlsx()))[1]


def test_the_script_gets_only_the_part_it_shows(county: County) -> None:
    clerk = county.as_member("wangfang")
    response = clerk.post(
        "/upload",
        data={"token": token(clerk), "item": PROPOSALS},
        files={"files": ("附件8.xlsx", filled(clerk))},
        headers={"X-Kaohe-Part": "1"},
    )

    assert response.text.lstrip().startswith("<section")
    assert "2019-000001" in response.text


def test_a_cadre_hands_in_their_own_and_nobody_elses(county: County) -> None:
    cadre = county.as_member("zhangwei")
    own, other = county.person_id("张伟"), county.person_id("刘洋")

    assert hand_in(cadre, f"registration:{own}", ("登记表.pdf", made.pdf()))[0] == 200
    assert hand_in(cadre, f"registration:{other}", ("登记表.pdf", made.pdf()))[0] == 403
    assert hand_in(cadre, PROPOSALS, ("附件8.xlsx", made.xlsx()))[0] == 403
    assert len(county.kept_files()) == 1


def test_a_secondee_hands_in_to_the_host_township(county: County) -> None:
    cadre = county.as_member("hujun")

    status, _ = hand_in(
        cadre, f"secondee_registration:{county.person_id('胡军')}", ("附件6.pdf", made.pdf())
    )

    assert status == 200
    assert versions(county, "secondee_registration") == [(1, "received", "附件6.pdf")]


def test_staff_look_but_do_not_hand_in(county: County) -> None:
    staff = county.as_member("jiandu")
    led = staff.get("/upload")
    sent = staff.post("/upload", files={"files": ("a.xlsx", b"x")})

    assert (led.status_code, led.headers["location"]) == (302, "/board")
    assert sent.status_code == 403
    assert "由单位的政工人事或干部本人办理" in sent.text


def test_a_fault_that_stands_still_is_not_mended_by_another_kind_of_file(county: County) -> None:
    """An empty form again, now in Word, whose places are called otherwise: nothing is mended."""
    clerk = county.as_member("wangfang")
    query = f"unit={county.unit_id('城关镇')}&person={county.person_id('张伟')}"
    item = f"registration:{county.person_id('张伟')}"
    for kind in ("xlsx", "docx"):
        empty = clerk.get(f"/template/registration.{kind}?{query}").content
        _, told = hand_in(clerk, item, (f"张伟.{kind}", empty))
    assert re.search(r"上次(\d+)处，已改0处", told)
