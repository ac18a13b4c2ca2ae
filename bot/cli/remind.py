"""`kaohe remind`: which notices are due at a moment."""

from datetime import datetime
from typing import Annotated

import typer

from bot.clock import Clock
from bot.opening import local_settings, moment, opened, plan_of


def remind(
    at: Annotated[str, typer.Option(help="哪一刻，如 2020-01-03T09:58；不写就是现在。")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看，不放入待发。")] = False,
) -> None:
    from scheduler import due_notices, queued, tick, words_now

    settings = local_settings()
    plan = plan_of(settings)
    now: datetime = moment(at) if at else Clock().now()
    with opened(settings) as store:
        with store.reading() as records:
            due = due_notices(plan, records, now)
            for notice in due:
                payload = queued(notice, notice.to[0], now, settings.public_url)
                print(f"发给 {'、'.join(notice.to)}：\n{words_now(payload, records, plan, now)}\n")
        print(f"{now:%Y-%m-%d %H:%M} 应发的提醒共{len(due)}条。")
        if not dry_run:
            tick(store, plan, now, settings.public_url)
            print("已放入待发；服务运行时会发出，同一条不会发两次。")
