"""Empty forms by their link: made for whom they are for, and nobody else's."""

from io import BytesIO

import openpyxl
import pytest

from handlers.submissions.intake import occasion
from tests.kit.web.county import County


def test_a_clerk_gets_the_form_of_one_of_the_units_people(county: County) -> None:
    clerk = county.as_member("wangfang")
    got = clerk.get(f"/template/registration.xlsx?person={county.person_id('张伟')}")

    assert got.status_code == 200
    sheet = openpyxl.load_workbook(BytesIO(got.content)).worksheets[0]
    assert (sheet["B3"].value, sheet["F4"].value) == ("张伟", "城关镇")


def test_a_secondee_gets_the_host_townships_form(county: County) -> None:
    unit, person = county.unit_id("城关镇"), county.person_id("胡军")
    got = county.as_member("hujun").get(
        f"/template/secondee_registration.xlsx?unit={unit}&person={person}"
    )

    sheet = openpyxl.load_workbook(BytesIO(got.content)).worksheets[0]
    assert (sheet["B5"].value, sheet["D4"].value, sheet["F4"].value, sheet["D6"].value) == (
        "县财政局", "县", "城关镇", "2019.06",
    )  # fmt: skip


@pytest.mark.parametrize(
    "name", ["routine_evaluation.xlsx", "registration.docx", "duty_report.docx"]
)
def test_other_forms_of_a_person_come_too(county: County, name: str) -> None:
    person = county.person_id("张伟")
    got = county.as_member("zhangwei").get(f"/template/{name}?person={person}")
    assert (got.status_code, got.content[:2]) == (200, b"PK")


def test_nobody_gets_a_form_made_for_somebody_elses_people(county: County) -> None:
    stranger = county.person_id("何平")
    clerk, cadre = county.as_member("wangfang"), county.as_member("zhangwei")
    no_such = clerk.get("/template/registration.xlsx?person=999999")
    others = clerk.get(f"/template/registration.xlsx?person={stranger}")

    assert (others.status_code, others.text) == (no_such.status_code, no_such.text)
    colleague = county.person_id("刘洋")
    assert cadre.get(f"/template/registration.xlsx?person={colleague}").status_code == 404
    assert cadre.get("/template/material_list.xlsx").status_code == 403


def test_proposals_are_held_against_the_registration_forms_that_count(county: County) -> None:
    unit, person = county.unit_id("城关镇"), county.person_id("张伟")
    blob = county.store.blobs.put([b"kept"])
    with county.store.transaction() as records:
        records.handins.add(
            unit, "registration", person, blob, "f.xlsx", "x", "wangfang", county.at,
            plan_id=county.plan.id, summary={"grade": "优秀"},
        )  # fmt: skip
    with county.store.reading() as records:
        of = occasion(county.plan, records, records.roster.unit(unit), None, county.at.date())
    assert of.registered == {person: "优秀"}


def test_a_cadre_does_not_learn_the_proposed_grade_from_the_own_form(county: County) -> None:
    unit, person = county.unit_id("城关镇"), county.person_id("张伟")
    blob = county.store.blobs.put([b"kept"])
    with county.store.transaction() as records:
        records.handins.add(
            unit, "grade_proposals", None, blob, "f.xlsx", "x", "wangfang", county.at,
            plan_id=county.plan.id, summary={"proposed": {str(person): "优秀"}},
        )  # fmt: skip
    path = f"/template/registration.xlsx?person={person}"
    mine, units = (county.as_member(who).get(path).content for who in ("zhangwei", "wangfang"))

    def cells(body: bytes) -> list[object]:
        rows = openpyxl.load_workbook(BytesIO(body)).worksheets[0].iter_rows(values_only=True)
        return [value for row in rows for value in row]

    assert "优秀" in cells(units)
    assert "优秀" not in cells(mine)
    with county.store.reading() as records:
        roster = records.roster.unit(unit)
        today = county.at.date()
        of = occasion(county.plan, records, roster, person, today, asker="cadre")
    assert (dict(of.proposed), dict(of.registered)) == ({}, {})
