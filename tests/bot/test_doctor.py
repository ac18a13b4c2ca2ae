"""The doctor finds nothing wrong with what is right, and each fault it knows with what to do."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import openpyxl
import pytest
import requests
from openpyxl.styles import Font
from pydantic import SecretStr
from sqlalchemy import text

from bot.doctor import CHECKS, Finding, Patient, State, examine
from bot.health import BACKED_UP
from storage.s3_shelf import S3Address, S3Shelf, S3Shelves
from storage.sealing import KeyRing, new_key
from tests.kit.blobs import lies
from tests.kit.bot.stage import BotStage, bot_stage

# The whole service and a simulated WeCom, over HTTP.
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    with bot_stage(tmp_path_factory.mktemp("doctor")) as stage:
        yield stage


@pytest.fixture
def patient(here: BotStage, tmp_path, monkeypatch) -> Patient:
    monkeypatch.chdir(tmp_path)
    here.app.faults(reset=True)
    here.service.ticking.tick()
    with here.service.store.transaction() as records:
        records.pulses.beat(BACKED_UP, here.clock.now())
    return Patient(here.settings, here.service.plan, here.service.store, here.clock)


def found(patient: Patient, **settings: Any) -> dict[str, tuple[State, str]]:
    changed = patient.settings.model_copy(update=settings)
    sick = Patient(changed, patient.plan, patient.store, patient.clock)
    return {one.what: (one.state, one.words) for one in examine(sick)}


def test_nothing_is_wrong_with_a_service_that_works(patient: Patient) -> None:
    findings = found(patient)

    assert list(findings) == [what for what, _ in CHECKS]
    doubtful = {what: words for what, (state, words) in findings.items() if state != State.RIGHT}
    # The small county has one unit whose clerk is not on the roster.
    assert list(doubtful) == ["名册"], findings
    assert "1个单位没有登记政工人事" in doubtful["名册"]


@pytest.mark.parametrize(
    ("settings", "what", "words"),
    [
        ({"wecom_secret": SecretStr("another")}, "凭证", "KAOHE_WECOM_SECRET"),
        ({"wecom_corp_id": "wwanother00001"}, "凭证", "KAOHE_WECOM_CORP_ID"),
        ({"wecom_agent_id": 999}, "凭证", "KAOHE_WECOM_AGENT_ID"),
        ({"wecom_api_url": "http://127.0.0.1:9"}, "时间", "防火墙要放行"),
        ({"wecom_token": SecretStr("another")}, "回调地址", "不认这里的 Token"),
        ({"public_url": "http://127.0.0.1:9"}, "回调地址", "服务有没有启动"),
    ],
)
def test_a_wrong_setting_is_found_with_what_to_do(
    patient: Patient, settings: dict[str, Any], what: str, words: str
) -> None:
    if "wecom_secret" in settings or "wecom_corp_id" in settings or "wecom_agent_id" in settings:
        with patient.store.transaction() as records:  # as at the first start: no token is kept yet
            records._session.execute(text("DELETE FROM token"))
    state, said = found(patient, **settings)[what]

    assert state is State.WRONG
    assert words in said


def test_a_server_that_is_not_on_the_list_is_found(patient: Patient, here: BotStage) -> None:
    here.app.faults(ip_blocked=True)
    state, said = found(patient)["凭证"]

    assert (state, "可信IP" in said) == (State.WRONG, True)


def test_an_address_that_leads_elsewhere_is_found(patient: Patient, here: BotStage) -> None:
    state, said = found(patient, public_url=here.wecom.base_url)["回调地址"]

    assert (state, "答复的不是考核助手" in said) == (State.WRONG, True)


@pytest.mark.parametrize(
    ("wrong", "state", "words"),
    [(timedelta(minutes=7), State.WRONG, "timedatectl"), (None, State.DOUBTFUL, "没法对时")],
)
def test_a_clock_that_is_wrong_is_found(
    patient: Patient,
    monkeypatch: pytest.MonkeyPatch,
    wrong: timedelta | None,
    state: State,
    words: str,
) -> None:

    real: Callable[..., requests.Response] = requests.Session.get

    def get(self: requests.Session, url: str, **more: Any) -> requests.Response:
        answer = real(self, url, **more)
        answer.headers["Date"] = format_datetime(datetime.now(UTC) + wrong) if wrong else ""
        return answer

    monkeypatch.setattr(requests.Session, "get", get)
    said = found(patient)["时间"]

    assert said[0] is state
    assert words in said[1]


def test_a_disk_that_takes_nothing_is_found(patient: Patient, tmp_path) -> None:
    (tmp_path / "incoming").write_text("no folder")
    state, said = found(patient, data_dir=tmp_path)["磁盘"]

    assert (state, "腾出空间" in said) == (State.WRONG, True)


def test_what_others_can_read_is_found(patient: Patient, tmp_path) -> None:
    (tmp_path / ".env").write_text("KAOHE_WECOM_SECRET=x")
    (tmp_path / ".env").chmod(0o644)
    state, said = found(patient)["权限"]

    assert (state, said.endswith("chmod go-rwx .env")) == (State.DOUBTFUL, True)


def test_a_database_that_takes_nothing_an_empty_roster_and_a_year_to_come_are_found(
    patient: Patient, store, clock
) -> None:
    """`store`: another one, empty."""
    with store.transaction() as records:
        records._session.execute(text("DROP TABLE pulse"))
    plan = patient.plan.__class__(**{**vars(patient.plan), "year": 2098})
    findings = {
        one.what: (one.state, one.words)
        for one in examine(Patient(patient.settings, plan, store, clock))
    }

    assert findings["数据库"][0] is State.WRONG
    assert "写不进去" in findings["数据库"][1]
    assert findings["名册"][0] is State.WRONG
    assert "kaohe import" in findings["名册"][1]
    assert findings["日历"][0] is State.DOUBTFUL
    assert "2098" in findings["日历"][1]
    assert findings["发送"][0] is State.WRONG  # whatever breaks a check is a finding


def test_a_service_that_does_not_run_and_messages_that_wait_are_found(
    patient: Patient, here: BotStage, store, clock
) -> None:
    another = Patient(here.settings, patient.plan, store, clock)
    assert "服务没有在运行" in delivery(another).words

    with store.transaction() as records:
        records.pulses.beat("tick", clock.now())
        records.outbox.enqueue("a", "lisi", {"kind": "text", "text": "x"}, clock.now() - DAY)
    assert delivery(another).state is State.DOUBTFUL
    assert "等了1440分钟" in delivery(another).words


def delivery(patient: Patient) -> Finding:
    return next(one for one in examine(patient) if one.what == "发送")


DAY = timedelta(days=1)


@pytest.mark.parametrize("days", [None, 3])
def test_a_backup_that_is_missing_or_old_is_told(patient: Patient, days: int | None) -> None:
    with patient.store.transaction() as records:
        records._session.execute(text("DELETE FROM pulse WHERE name = 'backup'"))
        if days:
            records.pulses.beat(BACKED_UP, patient.clock.now() - timedelta(days=days))
    state, said = found(patient)["备份"]
    assert state is State.DOUBTFUL
    assert "kaohe backup" in said


def test_files_that_no_key_opens_are_told(patient: Patient) -> None:
    blobs, key = patient.store.blobs, new_key()
    before = blobs._keys
    try:
        blobs._keys = KeyRing(lambda: (key,))
        name = blobs.put([b"content"]).sha256
        blobs._keys = KeyRing(lambda: (new_key(),))
        state, said = found(patient)["加密"]
        lies(blobs, name).unlink()
    finally:
        blobs._keys = before
    assert state is State.WRONG
    assert "1个上交的文件是加密的" in said


def test_a_domain_that_is_not_the_trusted_one_is_found(patient: Patient) -> None:
    state, said = found(patient, public_url="https://elsewhere.example")["可信域名"]

    assert state is State.WRONG
    assert "可信域名是 127.0.0.1" in said
    assert "改成 elsewhere.example" in said


def test_a_form_with_a_rare_font_is_found(patient: Patient, tmp_path) -> None:
    forms = tmp_path / "plan" / "forms"
    forms.mkdir(parents=True)
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"].font = Font(name="仿宋")
    book.save(forms / "附件1.xlsx")
    assert found(patient, plan=str(tmp_path / "plan"))["字体"][0] is State.RIGHT

    book.worksheets[0]["A1"].font = Font(name="方正小标宋简体")
    book.save(forms / "附件8.xlsx")
    state, said = found(patient, plan=str(tmp_path / "plan"))["字体"]
    assert state is State.DOUBTFUL
    assert "“方正小标宋简体”（附件8.xlsx）" in said


def test_a_store_of_files_that_is_away_is_found(patient: Patient, tmp_path, monkeypatch) -> None:
    nobody_there = S3Address("http://127.0.0.1:9", "papers", "key", "secret", timeout=0.2)
    monkeypatch.setattr(patient.store, "_shelves", S3Shelves(nobody_there, tmp_path))
    monkeypatch.setattr(patient.store.blobs, "shelf", S3Shelf(nobody_there, "blobs", tmp_path))
    said = found(
        patient,
        s3_url="http://127.0.0.1:9/papers",
        s3_access_key="key",
        s3_secret_key=SecretStr("secret"),
    )
    assert said["文件"][0] is State.WRONG
    assert "KAOHE_S3_SECRET_KEY" in said["文件"][1]
    assert said["加密"] == (State.WRONG, "存放材料的地方用不了，看不了。先看上面的“文件”")


def test_the_command_says_what_is_right_and_ends_with_what_is_wrong(
    kaohe: Any, patient: Patient, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in patient.settings.model_dump(exclude_unset=True).items():
        plain = value.get_secret_value() if isinstance(value, SecretStr) else value
        monkeypatch.setenv(f"KAOHE_{name.upper()}", str(plain))

    code, said, complaints = kaohe("doctor")

    lines = [one for one in said.splitlines() if "　" in one]  # the service it visits logs here
    looked_at = [line.partition("　")[2].partition("：")[0] for line in lines]
    assert list(dict.fromkeys(looked_at)) == [what for what, _ in CHECKS]
    wrong = [line for line in lines if line.startswith(f"{State.WRONG.value}　")]
    assert wrong
    assert "请照 deploy.zh-CN.md 的第5步核对" in said.splitlines()[-1]
    # Where a test before has set up the log, the service's own lines stand before it.
    assert (code, complaints.splitlines()[-1]) == (
        1,
        f"有{len(wrong)}项不对，请照上面说的改好再查一遍。",
    )
