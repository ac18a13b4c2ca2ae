"""What most commands begin with: the settings, the plan and the store, or words why not."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from bot.clock import SHANGHAI
from bot.wrong import Wrong

if TYPE_CHECKING:
    from bot.settings import LocalSettings
    from rules.plan import Plan
    from storage import Store


def local_settings() -> LocalSettings:
    """The settings of commands that do not speak to WeCom."""
    from bot.settings import LocalSettings, read_settings

    return read_settings(LocalSettings)


def plan_of(settings: LocalSettings) -> Plan:
    """The plan the settings name."""
    return plan_in(settings.plan_folder)


def plans_of(settings: LocalSettings) -> tuple[Plan, ...]:
    """Every plan in use, the one of the season that runs first. Raises Wrong for two of a year."""
    plans = (plan_of(settings), *map(plan_in, settings.other_plan_folders))
    for what in ("id", "year"):
        seen = [getattr(plan, what) for plan in plans]
        twice = next((one for one in seen if seen.count(one) > 1), None)
        if twice is not None:
            called = "编号" if what == "id" else "年度"
            raise Wrong(
                f"有两个方案的{called}都是“{twice}”，分不清问的是哪一个，没有启动。"
                "请核对设置，例如 KAOHE_PLAN=2020、KAOHE_OTHER_PLANS=2019",
                2,
            )
    return plans


def plan_in(folder: Path) -> Plan:
    """The plan in a folder, or words on what is wrong with it."""
    from rules.loading import load_plan
    from rules.plan import PlanError

    try:
        return load_plan(folder)
    except PlanError as error:
        raise Wrong(f"方案有问题，没有启动：{error}", 2) from None


@contextmanager
def opened(settings: LocalSettings) -> Iterator[Store]:
    """The store with its newest schema."""
    from storage import Store

    try:
        store = Store(
            settings.database_url, settings.data_dir, settings.key_ring(), settings.files()
        )
        store.create()
    except Exception as error:
        raise Wrong(
            f"打不开数据库（{type(error).__name__}）。请检查 KAOHE_DATABASE_URL 和 KAOHE_DATA_DIR："
            "SQLite 文件所在的目录要能写入，PostgreSQL 要已启动、用户名密码要对。",
            2,
        ) from error
    try:
        yield store
    finally:
        store.close()


def moment(text: str) -> datetime:
    """`2020-01-03T09:00`, also with a space or without the time; Shanghai unless it says so."""
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        raise Wrong(f"看不懂时间“{text}”。请写成 2020-01-03T09:00 这样。", 2) from None
    return at if at.tzinfo else at.replace(tzinfo=SHANGHAI)
