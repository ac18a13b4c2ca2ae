"""`kaohe keys` and backups with a password, as typed."""

from pathlib import Path

import pytest

from bot.cli import run
from bot.clock import Clock
from bot.opening import local_settings, opened
from storage.backup import WrongPassword, verify

# Each test reads whole plans from their files, as the command does.
pytestmark = pytest.mark.slow
CONTENT = "述职述法报告 张伟".encode() * 50


@pytest.fixture
def kaohe(monkeypatch, tmp_path, capsys):
    """Runs a command in an empty folder; gives its exit code, output and complaints."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str) -> tuple[int, str, str]:
        code = run(list(arguments))
        found = capsys.readouterr()
        assert "Traceback" not in found.err
        return code, found.out, found.err

    return command


def stored() -> str:
    with opened(local_settings()) as store, store.transaction() as records:
        records.unread.note("述职念稿要多久", Clock().now())
        return store.blobs.put([CONTENT]).sha256


def in_the_clear(folder: Path) -> list[str]:
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and CONTENT[:30] in path.read_bytes()
    ]


def test_files_are_sealed_keys_changed_and_the_old_one_let_go(kaohe, tmp_path, monkeypatch):
    name = stored()
    assert in_the_clear(tmp_path) == [name]
    none = kaohe("keys", "rotate")
    assert (none[0], "kaohe keys new" in none[2]) == (2, True)

    assert kaohe("keys", "new", "storage.key")[0] == 0
    assert (tmp_path / "storage.key").stat().st_mode & 0o077 == 0
    monkeypatch.setenv("KAOHE_STORAGE_KEY_FILE", "storage.key")
    assert "1个文件改用最新的密钥加密" in kaohe("keys", "rotate")[1]
    assert in_the_clear(tmp_path) == []

    first = (tmp_path / "storage.key").read_text()
    assert kaohe("keys", "new", "storage.key")[0] == 0
    both = (tmp_path / "storage.key").read_text()
    assert both.endswith(first)
    (tmp_path / "storage.key").write_text(both.removesuffix(first))
    shut = kaohe("keys", "rotate")
    assert (shut[0], "有1个文件现有的密钥打不开" in shut[2]) == (1, True)
    (tmp_path / "storage.key").write_text(both)
    assert "1个文件改用最新的密钥加密" in kaohe("keys", "rotate")[1]
    (tmp_path / "storage.key").write_text(both.removesuffix(first))
    with opened(local_settings()) as store, store.blobs.open(name) as file:
        assert file.read() == CONTENT


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("KAOHE_STORAGE_KEY_FILE", "nowhere.key", "读不出密钥文件 nowhere.key"),
        ("KAOHE_STORAGE_KEY_FILE", "empty.key", "里没有密钥，请运行 kaohe keys new empty.key"),
        ("KAOHE_STORAGE_KEYS", "secret-but-short", "密钥应是43位或44位"),
    ],
)
def test_a_wrong_key_is_told_and_never_shown(kaohe, tmp_path, monkeypatch, name, value, words):
    (tmp_path / "empty.key").write_text("# 空\n")
    monkeypatch.setenv(name, value)
    code, _, err = kaohe("status")
    assert code == 2
    assert words in err
    assert "secret-but-short" not in err


def test_a_backup_with_a_password(kaohe, tmp_path, monkeypatch):
    name = stored()
    (tmp_path / "password").write_text("一个足够长的备份密码，十二字以上\n")
    (tmp_path / "short").write_text("短")
    assert "太短" in kaohe("backup", "a.backup", "--password-file", "short")[2]
    assert not (tmp_path / "a.backup").exists()

    code, out, _ = kaohe("backup", "a.backup", "--password-file", "password")
    assert (code, "备份是加密的" in out) == (0, True)
    assert in_the_clear(tmp_path) == [name]
    assert "述职念稿".encode() not in (tmp_path / "a.backup").read_bytes()
    assert sorted(path.name for path in tmp_path.glob("*.backup*")) == ["a.backup"]

    monkeypatch.setenv("KAOHE_DATABASE_URL", f"sqlite:///{tmp_path}/new/kaohe.sqlite3")
    monkeypatch.setenv("KAOHE_DATA_DIR", f"{tmp_path}/new/data")
    assert kaohe("keys", "new", "storage.key")[0] == 0
    monkeypatch.setenv("KAOHE_STORAGE_KEY_FILE", "storage.key")
    without = kaohe("restore", "a.backup")
    (tmp_path / "other").write_text("另一个足够长的备份密码，也有十二字")
    wrong = kaohe("restore", "a.backup", "--password-file", "other")
    assert (without[0], wrong[0]) == (1, 1)
    assert "要用做备份时的密码文件" in without[2]
    assert "密码不对" in wrong[2]
    assert kaohe("restore", "a.backup", "--password-file", "password")[0] == 0
    # Restored where files are sealed, they are sealed there.
    assert in_the_clear(tmp_path / "new") == []
    with opened(local_settings()) as store, store.blobs.open(name) as file:
        assert file.read() == CONTENT


def test_a_changed_backup_is_not_put_back(kaohe, tmp_path):
    stored()
    (tmp_path / "password").write_text("一个足够长的备份密码，十二字以上")
    assert kaohe("backup", "a.backup", "--password-file", "password")[0] == 0
    kept = bytearray((tmp_path / "a.backup").read_bytes())
    kept[-40] ^= 1
    (tmp_path / "a.backup").write_bytes(kept)
    with pytest.raises(WrongPassword):
        verify(tmp_path / "a.backup", "一个足够长的备份密码，十二字以上")
