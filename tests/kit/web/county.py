"""A small county behind the real pages; WeCom's login is played by a dictionary of codes."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

from fastapi import FastAPI
from fastapi.testclient import TestClient

from rules.plan import Plan
from rules.roster import (
    GroupRow,
    ImportRows,
    MemberRow,
    PersonRow,
    SecondmentRow,
    UnitRow,
)
from storage import Store
from tests.kit.databases import sqlite_store
from tests.kit.plans import PLAN
from web import Site, add_pages

SHANGHAI = ZoneInfo("Asia/Shanghai")


MEMBER = "班子成员（副职）"


NAMES = ["张伟", "刘洋", "陈静", "杨帆", "赵磊", "黄丽", "周涛", "吴敏", "徐强", "孙悦"]


ROWS = ImportRows(
    groups=(GroupRow(2, "第一考核组"), GroupRow(3, "第二考核组")),
    units=(
        UnitRow(2, "城关镇", "乡镇", ("城关",), "第一考核组"),
        UnitRow(3, "河口镇", "乡镇", (), "第二考核组"),
        UnitRow(4, "县财政局", "县直部门", ("财政局",), "第二考核组"),
    ),
    people=(
        PersonRow(2, "王建国", "城关镇", "党委书记", {"position": "党政正职、单位主要负责人"}),
        *(
            PersonRow(3 + n, name, "城关镇", "党委委员、副镇长", {"position": MEMBER})
            for n, name in enumerate(NAMES)
        ),
        PersonRow(20, "胡军", "县财政局", "副局长", {"position": MEMBER}),
        PersonRow(21, "何平", "河口镇", "副镇长", {"position": MEMBER}),
    ),
    secondments=(SecondmentRow(2, "胡军", "县财政局", "城关镇", "县", "2019-06-28", ""),),
    members=(
        MemberRow(2, "wangfang", "王芳", "政工人事", "城关镇"),
        MemberRow(3, "lina", "李娜", "政工人事", "河口镇"),
        MemberRow(4, "zhangwei", "张伟", "干部", "城关镇"),
        MemberRow(5, "hujun", "胡军", "干部", "县财政局"),
        MemberRow(6, "jiandu", "郑监督", "干部监督股"),
        MemberRow(7, "kaohezu", "冯组长", "考核组", "", "第一考核组"),
    ),
)


class Codes:
    """Stands in for WeCom: a code names who came back."""

    def __init__(self) -> None:
        self.failing = False

    def userid_of(self, code: str) -> str | None:
        if self.failing:
            raise RuntimeError("40029")
        return code.removeprefix("code-of-") if code.startswith("code-of-") else None

    def js_ticket(self, kind: str) -> str:
        if self.failing:
            raise RuntimeError("40029")
        return f"ticket-of-{kind}"


@dataclass
class County:
    """The pages and what stands behind them."""

    store: Store
    plan: Plan
    codes: Codes
    folder: Path
    app: FastAPI
    at: datetime = field(default_factory=lambda: datetime(2019, 12, 25, 10, tzinfo=SHANGHAI))

    def as_member(self, userid: str) -> TestClient:
        client = self.anonymous()
        log_in(client, userid)
        return client

    def anonymous(self) -> TestClient:
        return TestClient(self.app, base_url="http://kaohe.test", follow_redirects=False)

    def unit_id(self, name: str) -> int:
        with self.store.reading() as records:
            return records.roster.unit_named(name)[0].id

    def person_id(self, name: str) -> int:
        with self.store.reading() as records:
            return records.roster.people_named(name)[0].id

    def kept_files(self) -> list[Path]:
        return [path for path in (self.folder / "data").rglob("*") if path.is_file()]

    def left_over(self) -> list[Path]:
        return [path for path in (self.folder / "incoming").rglob("*") if path.is_file()]


def log_in(client: TestClient, userid: str, path: str = "/unit") -> None:
    off = client.get(path)
    assert off.status_code == 302, off.text
    state = parse_qs(urlsplit(off.headers["location"]).query)["state"][0]
    back = client.get("/oauth/callback", params={"code": f"code-of-{userid}", "state": state})
    assert back.status_code == 303, back.text
    assert back.headers["location"] == path


def make_county(
    folder: Path,
    public_url: str = "http://kaohe.test",
    plan: Plan = PLAN,
    store: Store | None = None,
) -> County:
    """`store`: one that has the roster already, else a new SQLite file."""
    store = store or sqlite_store(folder / "kaohe.sqlite3", folder / "data", ROWS)
    codes = Codes()
    app = FastAPI()
    county = County(store, plan, codes, folder, app)
    site = Site(
        store=store,
        plan=plan,
        identity=codes,
        now=lambda: county.at,
        public_url=public_url,
        authorize_url="http://wecom.test/connect/oauth2/authorize",
        corp_id="ww1234567890",
        agent_id=1000002,
        session_key="a key of the tests, which opens nothing",
        incoming=folder / "incoming",
        scan_url="http://wecom.test/wwlogin/sso/login",
    )
    add_pages(app, site)
    return county
