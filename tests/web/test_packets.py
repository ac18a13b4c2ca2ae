"""Packets: what is in them, in which order, what is said to be missing, and who gets them."""

import io
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest

from forms.kit import registry
from forms.kit.form import Checked, Form, Occasion, always
from handlers.submissions.intake import Target, take
from handlers.submissions.owed import unit_papers
from handlers.submissions.packets import write_unit
from tests.kit.forms import made
from tests.kit.web.county import County
from tests.kit.web.packets import opened
from tests.kit.web.upload import filled

MEGABYTE = 1024 * 1024


def hand_in_both(county: County, folder: Path) -> None:
    """附件8 with its scan, and a scan of 张伟's 附件5."""
    unit = county.unit_id("城关镇")
    files = (
        (Target(unit, "grade_proposals", None), filled(county.as_member("wangfang")), "附件8.xlsx"),
        (Target(unit, "grade_proposals", None), made.pdf(), "盖章.pdf"),
        (Target(unit, "routine_evaluation", county.person_id("张伟")), made.JPG, "张伟.jpg"),
    )
    for target, body, name in files:
        path = folder / "one"
        path.write_bytes(body)
        take(county.store, county.plan, target, path, name, "wangfang", county.at)


def test_a_units_packet_holds_what_is_in_force_and_lists_what_is_missing(
    county: County, tmp_path: Path
) -> None:
    hand_in_both(county, tmp_path)
    answer = county.as_member("wangfang").get("/packet/unit.zip")
    packet = opened(answer.content)
    named = sorted(name.partition("_")[2] for name in packet)
    assert named == [
        "文件目录.xlsx",
        "附件5领导干部日常考核评价表_张伟（扫描件）.jpg",
        "附件8县管干部2019年度考核等次建议_城关镇.xlsx",
        "附件8县管干部2019年度考核等次建议_城关镇（扫描件）.pdf",
        "附件9_材料清单.xlsx",
    ]
    sheet = openpyxl.load_workbook(io.BytesIO(packet["00_文件目录.xlsx"]))["清单"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    states = {(str(row[1])[:3], row[2] or "", row[3]) for row in rows}
    assert ("附件8", "", "已交，检查通过") in states
    assert ("附件8", "", "已交（扫描件）") in states
    assert ("附件1", "张伟", "未交") in states
    times = {str(row[6]) for row in rows[:-1] if row[6]}
    assert times == {f"{county.at:%Y-%m-%d %H:%M}"}  # by the county's clocks, not the database's
    assert rows[-1][3] == f'=COUNTIF(H3:H{len(rows) + 1},"?*")'
    assert county.left_over() == []


def material_list(body: bytes) -> dict[str, list[object]]:
    """附件9 as it prints: material → what is owed, what is in, the note."""
    sheet = openpyxl.load_workbook(io.BytesIO(body)).worksheets[0]
    assert sheet["B3"].value == "城关镇"
    return {
        str(row[1].value): [cell.value for cell in row[4:7]]
        for row in sheet.iter_rows(min_row=5)
        if row[1].value
    }


def test_a_units_packet_has_the_material_list_filled_from_what_is_in(
    county: County, tmp_path: Path
) -> None:
    hand_in_both(county, tmp_path)
    clerk = county.as_member("wangfang")
    listed = material_list(opened(clerk.get("/packet/unit.zip").content)["00_附件9_材料清单.xlsx"])
    assert listed["县管干部2019年度考核等次建议"] == [1, 1, None]
    owed, came, note = listed["领导干部日常考核评价表"]
    assert (owed, came) == (12, 0)  # a scan alone is no paper handed in
    assert note == "未交：王建国、张伟、刘洋、陈静、杨帆、赵磊、黄丽等12人"
    # An empty form asked for now says the same.
    assert material_list(clerk.get("/template/material_list.xlsx").content) == listed


def test_the_units_own_material_list_keeps_its_place_in_the_packet(
    county: County, tmp_path: Path
) -> None:
    clerk = county.as_member("wangfang")
    blank = clerk.get("/template/material_list.xlsx").content
    assert material_list(blank)["领导干部日常考核评价表"] == [12, None, None]  # nothing is in yet
    book = openpyxl.load_workbook(io.BytesIO(blank))
    sheet = book.worksheets[0]
    sheet["D3"] = "王芳"
    for row in range(5, 20):
        if sheet[f"E{row}"].value:
            sheet[f"F{row}"] = sheet[f"E{row}"].value
    book.save(path := tmp_path / "nine")
    target = Target(county.unit_id("城关镇"), "material_list", None)
    taken = take(county.store, county.plan, target, path, "附件9.xlsx", "wangfang", county.at)
    assert taken.counts
    packet = opened(clerk.get("/packet/unit.zip").content)
    (own,) = (name for name in packet if name.endswith("附件9考核上报材料清单_城关镇.xlsx"))
    assert packet[own] == path.read_bytes()
    assert packet["00_附件9_材料清单.xlsx"] != packet[own]


@pytest.mark.parametrize(
    ("userid", "path", "status"),
    [
        ("wangfang", "/packet/unit.zip", 200),
        ("jiandu", "/packet/unit.zip?unit={unit}", 200),
        ("kaohezu", "/packet/unit.zip?unit={unit}", 200),
        ("lina", "/packet/unit.zip?unit={unit}", 403),
        ("zhangwei", "/packet/unit.zip?unit={unit}", 403),
        ("lina", "/packet/blanks/registration.zip?unit={unit}", 403),
        ("jiandu", "/packet/summary.xlsx", 200),
        ("kaohezu", "/packet/summary.xlsx", 403),
        ("wangfang", "/packet/summary.xlsx", 403),
        ("wangfang", "/packet/blanks/grade_proposals.zip", 404),
        ("wangfang", "/packet/blanks/nothing.zip", 404),
    ],
)
def test_a_packet_goes_to_the_units_clerk_its_group_and_the_section(
    county: County, userid: str, path: str, status: int
) -> None:
    wanted = path.format(unit=county.unit_id("城关镇"))
    assert county.as_member(userid).get(wanted).status_code == status


def test_the_countys_summary_sums_by_formula_and_names_the_excellent_in_order(
    county: County, tmp_path: Path
) -> None:
    hand_in_both(county, tmp_path)
    body = county.as_member("jiandu").get("/packet/summary.xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(body))
    grades = [[cell.value for cell in row] for row in book["等次汇总"].iter_rows(min_row=2)]
    assert grades[0][4:7] == ["人数", "优秀", "称职"]
    assert grades[1][1:3] == ["城关镇", "第一考核组"]
    assert grades[1][4:7] == ["=SUM(F3:J3)", 2, 10]
    # Over the base of its ledger: the head is not in it, 2 of 11 and not of 13.
    assert grades[0][10:] == ["考核基数", "占指标的优秀", "优秀占比"]
    assert grades[1][10:] == [11, 2, '=IF(K3=0,"",L3/K3)']
    assert grades[4][12] == '=IF((K3)=0,"",L6/(K3))'
    assert [row[3] for row in grades[2:4]] == ["未交附件8"] * 2
    assert grades[4][1] == "合计"
    assert grades[4][5] == "=SUM(F3:F5)"
    best = [[cell.value for cell in row] for row in book["优秀建议人选"].iter_rows(min_row=3)]
    assert [row[1:4] for row in best] == [["城关镇", 1, "张伟"], ["城关镇", 2, "刘洋"]]
    assert book["上交情况"]["B3"].value == "城关镇"
    assert "xl/charts/chart1.xml" in opened(body)
    # The chart is whole on one page, its units in the order of the roster.
    page = book["上交情况图"]
    assert (page.page_setup.fitToHeight, page.page_setup.orientation) == (1, "portrait")
    assert b'orientation val="maxMin"' in opened(body)["xl/charts/chart1.xml"]


def test_a_large_packet_is_written_without_being_held(county: County, tmp_path: Path) -> None:
    photo = tmp_path / "photo"
    photo.write_bytes(made.JPG[:-2] + b"\0" * 20 * MEGABYTE + made.JPG[-2:])
    unit = county.unit_id("城关镇")
    for name in ("张伟", "刘洋", "陈静", "杨帆"):
        target = Target(unit, "routine_evaluation", county.person_id(name))
        take(county.store, county.plan, target, photo, f"{name}.jpg", "wangfang", county.at)
    with county.store.reading() as records:
        papers = unit_papers(county.plan, records, unit)
        tracemalloc.start()
        try:
            put = write_unit(
                county.plan, records, county.store.blobs, papers, county.at, tmp_path / "packet.zip"
            )
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    with zipfile.ZipFile(tmp_path / "packet.zip") as packet:
        assert sum(name.endswith("（扫描件）.jpg") for name in packet.namelist()) == 4
    assert put[0] == 0  # a scan alone is no paper handed in
    assert peak < 16 * MEGABYTE


def test_blanks_for_everybody_come_with_a_list(
    county: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    def template(occasion: Occasion) -> bytes:
        assert occasion.person
        return f"{occasion.unit.name}{occasion.person.person.name}".encode()

    form = Form(
        "registration",
        ("xlsx",),
        always("xlsx", template),
        lambda _o, _p: Checked(()),
        lambda _p, _n: None,
    )
    known = {**registry.known_forms(), "registration": form}
    monkeypatch.setattr(registry, "known_forms", lambda: known)

    answer = county.as_member("wangfang").get("/packet/blanks/registration.zip")
    packet = opened(answer.content)
    assert len(packet) == 12
    assert packet["002_张伟_附件1县管干部年度考核登记表.xlsx"].decode() == "城关镇张伟"
    sheet = openpyxl.load_workbook(io.BytesIO(packet["清单.xlsx"]))["清单"]
    assert [sheet["C3"].value, sheet["C4"].value] == ["王建国", "张伟"]
