"""Empty forms: everyone finds those they owe on the checklist and on the upload page."""

import re

import pytest

from tests.kit.web.county import County


def addresses(html: str) -> set[str]:
    found = re.findall(r'href="((?:/template|/packet/blanks|/fill/)[^"]+)"', html)
    return {each.replace("&amp;", "&") for each in found}


@pytest.mark.parametrize(
    ("userid", "papers"),
    [
        ("wangfang", {"registration", "routine_evaluation", "secondee_registration",
                      "grade_proposals", "material_list", "duty_report", "team_summary"}),
        ("zhangwei", {"registration", "routine_evaluation", "duty_report"}),
        ("hujun", {"secondee_registration", "routine_evaluation", "duty_report"}),
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/unit", "/upload"])
def test_there_is_a_form_for_every_paper_that_is_owed(
    county: County, userid: str, papers: set[str], path: str
) -> None:
    client = county.as_member(userid)
    found = addresses(client.get(path).text)
    offered = {re.split(r"[./?]", each.removeprefix("/packet/blanks/"))[0]
               for each in found if each.startswith("/packet")}  # fmt: skip
    offered |= {re.split(r"[./?]", each.removeprefix("/template/"))[0]
                for each in found if each.startswith("/template")}  # fmt: skip
    assert offered == papers
    for address in found:
        answer = client.get(address)
        assert answer.status_code == 200, address
    if path == "/upload":
        assert "在手机上填" in client.get(path).text


def test_a_cadre_is_offered_their_own_and_nobody_elses(county: County) -> None:
    own = str(county.person_id("张伟"))
    for path in ("/unit", "/upload"):
        for address in addresses(county.as_member("zhangwei").get(path).text):
            assert not address.startswith("/packet")
            assert re.search(rf"(person=|/){own}$", address), address


def test_on_the_checklist_what_is_in_has_no_empty_form_any_more(county: County) -> None:
    blob = county.store.blobs.put([b"x"])
    with county.store.transaction() as records:
        records.handins.add(
            county.unit_id("城关镇"), "registration", county.person_id("张伟"), blob, "f.xlsx",
            "x", "wangfang", county.at, plan_id="2019",
        )  # fmt: skip
    found = addresses(county.as_member("zhangwei").get("/unit").text)
    assert not [each for each in found if "registration" in each]
