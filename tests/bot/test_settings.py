"""Settings: what is missing or wrong is named, with what it should look like."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.settings import LocalSettings, Settings, read_settings
from bot.wrong import SettingsError
from tests.kit.bot.settings import RIGHT

ROOT = Path(__file__).parents[2]


@pytest.fixture
def environment(monkeypatch, tmp_path):
    """The right settings, and a folder without .env."""
    monkeypatch.chdir(tmp_path)
    for name, value in RIGHT.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def words() -> str:
    with pytest.raises(SettingsError) as caught:
        read_settings(Settings)
    return str(caught.value)


def test_the_right_settings_are_taken_and_the_rest_has_defaults(environment):
    settings = read_settings(Settings)

    assert settings.public_url == "https://kaohe.example.gov.cn"
    assert settings.wecom_agent_id == 1000002
    assert settings.wecom_api_url == "https://qyapi.weixin.qq.com"
    assert settings.plan_folder == ROOT / "plans" / "2019"
    assert settings.demo_secret is None


@pytest.mark.parametrize("name", RIGHT)
def test_a_missing_one_is_named_with_an_example(environment, name):
    environment.delenv(name)

    assert words().startswith(f"{name} 没有填写。应填：")
    assert f"例如 {name}=" in words()


def test_an_empty_one_is_a_missing_one(environment):
    environment.setenv("KAOHE_WECOM_TOKEN", "")

    assert words().startswith("KAOHE_WECOM_TOKEN 没有填写")


@pytest.mark.parametrize(
    ("name", "value", "why"),
    [
        ("KAOHE_PUBLIC_URL", "kaohe.example.gov.cn", "不是一个以 http:// 或 https:// 开头的地址"),
        ("KAOHE_WECOM_CORP_ID", "某某县", "企业ID只含字母和数字"),
        ("KAOHE_WECOM_AGENT_ID", "abc", "应是一个正整数"),
        ("KAOHE_WECOM_AGENT_ID", "-1", "应是一个正整数"),
        ("KAOHE_WECOM_TOKEN", "不行", "应是不超过32位的字母和数字"),
        ("KAOHE_WECOM_AES_KEY", "x" * 42, "应恰好是43位字母和数字，现在是42位"),
        ("KAOHE_DATABASE_URL", "mysql://x", "开头应是 sqlite: 或 postgresql:"),
        ("KAOHE_PLAN", "2035", "找不到方案“2035”"),
    ],
)
def test_a_malformed_one_is_named_with_what_is_wrong(environment, name, value, why):
    environment.setenv(name, value)

    assert words().startswith(f"{name} 填得不对：{why}")


def test_several_faults_are_all_told_at_once(environment):
    environment.delenv("KAOHE_WECOM_TOKEN")
    environment.setenv("KAOHE_WECOM_AES_KEY", "short")

    assert len(words().splitlines()) == 2


def test_secrets_are_never_shown(environment):
    environment.setenv("KAOHE_WECOM_AES_KEY", "secret-and-wrong")
    shown = words()
    environment.setenv("KAOHE_WECOM_AES_KEY", RIGHT["KAOHE_WECOM_AES_KEY"])
    shown += repr(read_settings(Settings))

    assert "secret-and-wrong" not in shown
    assert "very-secret-secret" not in shown
    assert RIGHT["KAOHE_WECOM_AES_KEY"] not in shown


def test_a_file_env_is_read(environment, tmp_path):
    environment.delenv("KAOHE_WECOM_TOKEN")
    (tmp_path / ".env").write_text("KAOHE_WECOM_TOKEN=abc123\n")

    assert read_settings(Settings).wecom_token.get_secret_value() == "abc123"


def test_local_commands_need_nothing_of_wecom(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    assert read_settings(LocalSettings).database_url == "sqlite:///var/kaohe.sqlite3"


def test_a_cookie_key_is_made_once_and_kept_private(environment, tmp_path):
    settings = read_settings(Settings, data_dir=tmp_path / "data")
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: settings.cookie_key(), range(8)))

    assert len(keys) == 1
    assert len(keys.pop()) >= 32
    kept = tmp_path / "data" / "session.key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [one.name for one in kept.parent.iterdir()] == ["session.key"]


def test_a_given_cookie_key_is_used(environment):
    environment.setenv("KAOHE_SESSION_KEY", "given" * 7)

    assert read_settings(Settings).cookie_key() == "given" * 7


def test_a_cookie_key_that_can_be_guessed_is_refused(environment):
    environment.setenv("KAOHE_SESSION_KEY", "a")
    with pytest.raises(SettingsError, match="太短，至少要32位"):
        read_settings(Settings)


def test_the_example_file_lists_every_setting():
    listed = {
        line.split("=")[0]
        for line in (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    }
    known = {f"KAOHE_{name.upper()}" for name in Settings.model_fields} - {"KAOHE_DEMO_SECRET"}

    assert known <= listed
