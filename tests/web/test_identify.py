"""Which paper a file is: told by the file, by its name, by the words beside it; or asked."""

import io
from pathlib import Path

import openpyxl
import pytest

from forms.kit.form import Seen
from handlers.submissions.identify import Choice, Question, differs, identify, open_to, which
from handlers.submissions.intake import Target, occasion, take
from storage.views import HandInStatus, Part
from tests.kit.forms import made
from tests.kit.web.county import County
from tests.kit.web.upload import filled


def choices(county: County, userid: str = "wangfang") -> list[Choice]:
    with county.store.reading() as records:
        member = records.members.by_userid(userid)
        assert member
        return open_to(county.plan, records, member)


def told(county: County, seen: Seen | None, hint: str = "", userid: str = "wangfang") -> str:
    """The paper it is taken for, or what is said; then how many are offered."""
    found = which(county.plan, choices(county, userid), seen, hint)
    if isinstance(found, Choice):
        return found.label
    return f"{found.text}{len(found.choices) or ''}"


PROPOSALS = "附件8《县管干部2019年度考核等次建议》"


@pytest.mark.parametrize(
    ("seen", "hint", "words"),
    [
        (Seen("grade_proposals", unit="城关镇", year="2019年度"), "", PROPOSALS),
        (Seen("grade_proposals", unit="城关", year=""), "", PROPOSALS),
        (
            Seen("grade_proposals", unit="城关镇", year="2018"),
            "",
            (
                "这份附件8写的是2018年度，现在收的是2019年度的，没有收。"
                "请用2019年度的表：在聊天里写“发我附件8”，或者在清单、上交页下载空表。"
            ),
        ),
        (
            Seen("grade_proposals", unit="河口镇", year="2019"),
            "",
            (
                "表上“单位”写的是“河口镇”，您只能交城关镇的，没有收。"
                "请交本单位的表；如果单位名写错了，请改成“城关镇”再交。"
            ),
        ),
        (Seen("registration", person="张 伟"), "刘洋的附件1", "附件1 · 张伟"),
        (
            Seen("registration", person="李四"),
            "",
            "这份附件1的姓名是“李四”，不在您要交附件1的名单里，没有收。请核对姓名，例如“王建国”。",
        ),
        (None, "附件8.xlsx", PROPOSALS),
        (None, "刘洋附件1登记表.docx", "附件1 · 刘洋"),
        (None, "登记表.pdf", "这份附件1《县管干部年度考核登记表》是哪一位的？11"),
    ],
)
def test_a_file_is_taken_for_what_it_shows_and_asked_about_only_where_unclear(
    county: County, seen: Seen | None, hint: str, words: str
) -> None:
    assert told(county, seen, hint) == words


def test_a_cadre_hands_in_only_their_own(county: County) -> None:
    assert {each.item.person and each.item.person.name for each in choices(county, "zhangwei")} == {
        "张伟"
    }
    assert told(county, Seen("registration", person="刘洋"), userid="zhangwei").endswith(
        "请核对姓名，例如“张伟”。"
    )
    assert told(county, Seen("grade_proposals"), userid="zhangwei") == (
        f"这份是{PROPOSALS}，按名单您不用交这份材料，没有收。"
    )


def test_a_paper_chosen_that_the_file_is_not_is_said(county: County) -> None:
    one = next(each for each in choices(county) if each.label == "附件1 · 张伟")
    assert differs(county.plan, one, Seen("registration", person="张伟")) == ""
    assert differs(county.plan, one, None) == ""
    assert differs(county.plan, one, Seen("registration", person="刘洋")) == (
        "这份附件1的姓名是“刘洋”，选的却是“附件1 · 张伟”，没有收。"
        "请改选这一位再交；姓名写错了的，请改成“张伟”再交。"
    )
    assert "写的是2018年度" in differs(
        county.plan, one, Seen("registration", person="刘洋", year="2018")
    )
    assert differs(county.plan, one, Seen("grade_proposals")) == (
        f"这份是{PROPOSALS}，选的却是“附件1 · 张伟”，没有收。请改选这一项再交。"
    )


def test_the_file_itself_is_read(county: County, tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(filled(county.as_member("wangfang")))
    with county.store.reading() as records:
        clerk = records.members.by_userid("wangfang")
        other = records.members.by_userid("lina")
    assert clerk
    assert other
    found = identify(county.store, county.plan, clerk, path, "xlsx", "表.xlsx")
    assert found == Target(county.unit_id("城关镇"), "grade_proposals", None)
    refused = identify(county.store, county.plan, other, path, "xlsx")
    assert isinstance(refused, Question)
    assert refused.text.startswith("表上“单位”写的是“城关镇”，您只能交河口镇的")


def test_a_scan_is_kept_beside_the_form_that_is_read_and_is_not_the_paper(
    county: County, tmp_path: Path
) -> None:
    target = Target(county.unit_id("城关镇"), "grade_proposals", None)
    scan, form = tmp_path / "scan", tmp_path / "form"
    scan.write_bytes(made.pdf())
    form.write_bytes(filled(county.as_member("wangfang")))

    alone = take(county.store, county.plan, target, scan, "附件8盖章.pdf", "wangfang", county.at)
    assert (alone.signed, alone.counts, alone.in_force) == (True, False, None)
    assert alone.handin.status is HandInStatus.RECEIVED
    read = take(county.store, county.plan, target, form, "附件8.xlsx", "wangfang", county.at)
    assert (read.counts, read.handin.version, read.handin.status) == (
        True,
        1,
        HandInStatus.CHECKED,
    )
    with county.store.reading() as records:
        kept = records.handins.latest(
            target.unit_id, target.paper, plan_id="2019", part=Part.SIGNED
        )
    assert kept == alone.handin


def test_the_next_version_says_how_much_was_mended_and_forms_know_the_grades(
    county: County, tmp_path: Path
) -> None:
    clerk = county.as_member("wangfang")
    target = Target(county.unit_id("城关镇"), "grade_proposals", None)
    path = tmp_path / "form"
    said = []
    for changes in ({"E7": 88, "G10": "秤职", "F13": None}, {"G10": "秤职"}, {}):
        path.write_bytes(filled(clerk, changes))
        taken = take(county.store, county.plan, target, path, "附件8.xlsx", "wangfang", county.at)
        said.append(taken.progress)
    assert said[0] == ""
    assert said[1] == "上次3处，已改2处"
    assert said[2:] == ["上次1处，已改1处"]
    with county.store.reading() as records:
        [unit] = records.roster.unit_named("城关镇")
        one = occasion(county.plan, records, unit, county.person_id("张伟"), county.at.date())
    grades = one.proposed
    assert len(grades) == 12
    assert grades[county.person_id("刘洋")] == "优秀"


def test_nothing_counts_as_mended_beside_what_could_not_be_read_or_had_come_before(
    county: County, tmp_path: Path
) -> None:
    clerk = county.as_member("wangfang")
    target = Target(county.unit_id("城关镇"), "grade_proposals", None)
    path = tmp_path / "form"
    faulty, good, other = filled(clerk, {"G10": "秤职"}), filled(clerk), io.BytesIO()
    openpyxl.Workbook().save(other)
    said = []
    for content in (faulty, other.getvalue(), good, faulty, good):
        path.write_bytes(content)
        taken = take(county.store, county.plan, target, path, "附件8.xlsx", "wangfang", county.at)
        said.append((taken.again, taken.progress))
    assert said == [(False, "")] * 5
