"""Pages of several seasons: each within its own, and the head of a page leads to the others."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from forms.kit.registry import known_forms
from handlers.submissions.intake import occasion
from storage.views import Correction, Edit, Entity, SeasonStepKind
from tests.kit.forms.made import docx_of
from tests.kit.plans import PLAN
from tests.kit.seasons import plan_of
from tests.kit.web.board import token, words
from tests.kit.web.county import SHANGHAI, County, log_in, make_county
from web import Site, add_pages

_OURS = re.compile(r'\s(?:href|action|src|srcset)="(/[^"]*)"')


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    """2019 runs; 2018 and 2020 are in use beside it."""
    made = make_county(tmp_path)
    site: Site = made.app.state.site
    made.app = FastAPI()
    add_pages(made.app, replace(site, others=(plan_of(2018), plan_of(2020))))
    yield made
    made.store.close()


def addresses(client: TestClient, path: str) -> list[str]:
    page = client.get(path)
    assert page.status_code == 200, path
    return _OURS.findall(page.text)


@pytest.mark.parametrize("path", ["/board", "/board/dates", "/board/cases", "/unit", "/audit"])
def test_no_link_leads_into_another_season(county: County, path: str) -> None:
    client = county.as_member("jiandu")
    shared = ("/roster", "/sessions", "/contacts", "/assets/")
    there = [one for one in addresses(client, f"/season/2020{path}") if not one.startswith(shared)]
    starts = {f"/season/{year}/start" for year in (2018, 2019, 2020)}
    assert starts <= set(there)
    assert all(one.startswith("/season/2020/") or one in starts for one in there)
    here = [one for one in addresses(client, path) if one not in starts]
    assert not any(one.startswith("/season/") for one in here)


def test_the_head_names_every_season_and_which_this_is(county: County) -> None:
    client = county.as_member("jiandu")
    page = client.get("/season/2020/board").text
    assert "<title>看板 · 2020年度考核</title>" in page or "2020年度考核</title>" in page
    assert '<a href="/season/2020/start" aria-current="true">2020</a>' in page
    assert client.get("/season/2019/start").headers["location"] == "/start"
    assert client.get("/season/2020/start").headers["location"] == "/season/2020/board"
    assert client.get("/season/2017/board").status_code == 404


def test_one_season_alone_has_no_choice(tmp_path: Path) -> None:
    made = make_county(tmp_path)
    assert 'class="seasons"' not in made.as_member("jiandu").get("/board").text
    made.store.close()


def test_after_the_login_the_page_that_was_asked_for_comes(county: County) -> None:
    client = county.anonymous()
    log_in(client, "wangfang", "/season/2020/unit")
    assert "2020年度" in client.get("/season/2020/unit").text


def test_roster_and_login_are_of_all_seasons(county: County) -> None:
    client = county.as_member("jiandu")
    assert client.get("/season/2020/roster?unit=1").headers["location"] == "/roster?unit=1"
    assert client.get("/season/2018/sessions").headers["location"] == "/sessions"


def test_a_date_is_confirmed_for_its_own_season(county: County) -> None:
    client = county.as_member("jiandu")
    page = client.get("/season/2020/board/dates").text
    action = re.search(r'action="(/season/2020/board/dates[^"]*)"', page)
    assert action
    deadline = re.search(r'name="deadline" value="([^"]+)"', page)
    assert deadline
    fields = {"token": token(client), "deadline": deadline[1], "day": "2021-01-08"}
    shown = client.post(action[1], data=fields)
    assert shown.status_code == 200, shown.text
    command = re.search(r'name="command" value="([^"]+)"', shown.text)
    settle = re.search(r'action="(/season/2020/board/settle)"', shown.text)
    assert command, words(shown.text)
    assert settle, words(shown.text)


def test_a_closed_season_is_looked_at_with_the_roster_of_then(county: County) -> None:
    with county.store.transaction() as records:
        at = datetime(2019, 2, 1, tzinfo=SHANGHAI)
        records.seasons.note("2018", SeasonStepKind.CLOSED, by="", at=at)
        id = str(records.roster.people_named("孙悦")[0].id)
        gone = Correction(Entity.PERSON, id, "left", {"value": ""})
        assert records.roster.correct(gone, Edit("jiandu", county.at), PLAN.facts)
    client = county.as_member("jiandu")
    unit = county.unit_id("城关镇")
    assert "孙悦" in client.get(f"/season/2018/unit/{unit}").text
    assert "孙悦" not in client.get(f"/unit/{unit}").text
    refused = client.post("/season/2018/board/settle", data={"token": "x", "command": "x"})
    assert (refused.status_code, "2018年度考核已于" in refused.text) == (409, True)


def test_a_cadre_sees_no_more_in_another_season(county: County) -> None:
    client = county.as_member("zhangwei")
    assert client.get("/season/2020/board").status_code == 403
    assert client.get(f"/season/2018/unit/{county.unit_id('河口镇')}").status_code == 403


def form_of(county: County, year: int) -> bytes:
    """附件1 of 张伟 of that year, as it is given out then."""
    plan = PLAN if year == PLAN.year else plan_of(year)
    with county.store.reading() as records:
        unit = records.roster.unit_named("城关镇")[0]
        of = occasion(plan, records, unit, county.person_id("张伟"), county.at.date())
    return known_forms()["registration"].template(of)


def bring(county: County, page: str, name: str, body: bytes, item: str = "auto:") -> str:
    client = county.as_member("wangfang")
    data = {"token": token(client, "/sessions"), "item": item}
    return client.post(page, data=data, files=[("files", (name, body))]).text


def taken(county: County) -> dict[str, int]:
    with county.store.reading() as records:
        years = ("2018", "2019", "2020")
        return {year: len(records.handins.county(plan_id=year)) for year in years}


@pytest.mark.parametrize("chosen", [False, True])
@pytest.mark.parametrize(("page", "year"), [("", 2018), ("", 2020), ("/season/2020", 2019)])
def test_a_form_of_another_season_is_told_with_the_page_it_belongs_to(
    county: County, page: str, year: int, chosen: bool
) -> None:
    item = f"registration:{county.person_id('张伟')}" if chosen else "auto:"
    form = form_of(county, year)
    told = bring(county, f"{page}/upload", "张伟.xlsx", form, item)
    assert f"这份是{year}年度的" in told
    assert taken(county) == {"2018": 0, "2019": 0, "2020": 0}
    link = re.search(r'href="([^"]+)">到' + f"{year}年度上交", told)
    assert link
    there = county.as_member("wangfang").get(link[1], follow_redirects=True)
    assert there.status_code == 200
    bring(county, str(there.url.path), "张伟.xlsx", form)
    assert taken(county) == {"2018": 0, "2019": 0, "2020": 0, str(year): 1}


def test_the_year_in_a_name_tells_only_where_nothing_was_chosen(county: County) -> None:
    report = docx_of("述职报告")
    told = bring(county, "/upload", "张伟2018年述职报告.docx", report)
    assert "这份是2018年度的" in told
    item = f"duty_report:{county.person_id('张伟')}"
    bring(county, "/upload", "张伟2018年述职报告.docx", report, item)
    assert taken(county)["2019"] == 1


def test_of_a_season_that_is_over_it_is_told_so_without_a_way_there(county: County) -> None:
    form = form_of(county, 2018)
    with county.store.transaction() as records:
        at = datetime(2019, 2, 1, tzinfo=SHANGHAI)
        records.seasons.note("2018", SeasonStepKind.CLOSED, by="", at=at)
    told = bring(county, "/upload", "张伟.xlsx", form)
    assert "2018年度考核已于2019年2月1日结束，不再收材料" in told
    assert "年度上交</a>" not in told


def test_of_a_year_not_in_use_the_form_of_this_one_is_named(county: County) -> None:
    told = bring(county, "/upload", "张伟.xlsx", form_of(county, 2016))
    assert "写的是2016年度，现在收的是2019年度的，没有收" in told
    assert "年度上交</a>" not in told
