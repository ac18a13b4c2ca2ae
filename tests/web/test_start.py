"""The menu's entry for the own page: of everybody the one they may open."""

import pytest

from bot.channels.wecom_app.menu import menu
from tests.kit.web.county import County


@pytest.mark.parametrize(
    ("who", "page"),
    [("wangfang", "/unit"), ("zhangwei", "/unit"), ("jiandu", "/board"), ("kaohezu", "/board")],
)
def test_it_leads_to_a_page_that_opens(county: County, who: str, page: str) -> None:
    client = county.as_member(who)
    led = client.get("/start")
    assert (led.status_code, led.headers["location"]) == (302, page)
    assert client.get(page).status_code == 200


@pytest.mark.parametrize("who", ["wangfang", "zhangwei", "jiandu", "kaohezu"])
def test_no_page_of_the_menu_refuses_anybody(county: County, who: str) -> None:
    client = county.as_member(who)
    entries = menu("")["button"]
    pages = [one for each in entries for one in each.get("sub_button", [each]) if "url" in one]
    assert len(pages) == 3
    for one in pages:
        assert client.get(one["url"], follow_redirects=True).status_code == 200, one["name"]


@pytest.mark.parametrize("who", ["jiandu", "kaohezu"])
@pytest.mark.parametrize("entry", ["/upload", "/fill"])
def test_what_is_for_units_leads_the_staff_to_what_came_in(
    county: County, who: str, entry: str
) -> None:
    led = county.as_member(who).get(entry)
    assert (led.status_code, led.headers["location"]) == (302, "/board")
