"""`kaohe backup` and `kaohe restore` as typed."""

import pytest

from bot.clock import Clock
from bot.opening import local_settings, opened

# Each test reads whole plans from their files, as the command does.
pytestmark = pytest.mark.slow


def test_a_county_is_backed_up_and_put_back(kaohe, tmp_path, monkeypatch):
    with opened(local_settings()) as store, store.transaction() as records:
        records.unread.note("述职念稿要多久", Clock().now())
    code, out, _ = kaohe("backup", "a.backup")
    assert code == 0
    assert "已试着恢复一遍，都对得上" in out
    assert sorted(path.name for path in tmp_path.glob("*.backup*")) == ["a.backup"]

    with opened(local_settings()) as store, store.reading() as records:
        assert records.pulses.last("backup") is not None, "the doctor is told"
    again = kaohe("backup", "a.backup")
    over = kaohe("restore", "a.backup")
    monkeypatch.setenv("KAOHE_DATABASE_URL", f"sqlite:///{tmp_path}/new/kaohe.sqlite3")
    monkeypatch.setenv("KAOHE_DATA_DIR", f"{tmp_path}/new/data")
    back = kaohe("restore", "a.backup")

    assert (again[0], over[0], back[0]) == (1, 1, 0)
    assert "没有覆盖" in again[2]
    assert "已经有数据" in over[2]
    assert "逐表数过，都对得上" in back[1]
    assert kaohe("restore", "没有.backup")[2].startswith("没有 没有.backup 这个文件")
    (tmp_path / "b.backup").write_text("x")
    monkeypatch.setenv("KAOHE_DATABASE_URL", f"sqlite:///{tmp_path}/third.sqlite3")
    monkeypatch.setenv("KAOHE_DATA_DIR", f"{tmp_path}/third")
    assert "这不是完好的考核助手备份文件" in kaohe("restore", "b.backup")[2]


def test_a_county_without_a_single_file_is_backed_up_and_put_back(kaohe, tmp_path, monkeypatch):
    """As on the evening of the first day: the pages have been opened, nothing was handed in."""
    with opened(local_settings()):
        (tmp_path / "var" / "data" / "session.key").write_text("key of the sessions")
    assert kaohe("backup", "a.backup")[0] == 0
    monkeypatch.setenv("KAOHE_DATABASE_URL", f"sqlite:///{tmp_path}/new/kaohe.sqlite3")
    monkeypatch.setenv("KAOHE_DATA_DIR", f"{tmp_path}/new/data")
    assert kaohe("restore", "a.backup")[0] == 0
    assert (tmp_path / "new" / "data" / "session.key").read_text() == "key of the sessions"


def test_what_could_not_be_verified_does_not_look_like_a_backup(kaohe, tmp_path, monkeypatch):
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("storage.backup.verify", full)
    assert kaohe("backup", "a.backup")[0] == 1
    assert [path.name for path in tmp_path.glob("a.backup*")] == ["a.backup.bad"]
