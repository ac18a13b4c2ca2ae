"""`kaohe remind`: which notices are due at a moment."""

from datetime import datetime
from typing import Annotated

import typer

from bot.clock import Clock
from bot.opening import local_settings, moment, opened, plans_of


def remind(
    at: Annotated[str, typer.Option(help="哪一刻，如 2020-01-03T09:58；不写就是现在。")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看，不放入待发。")] = False,
) -> None:
    """Show the notices due, and queue them unless it is a dry run."""
    from bot.seasons import address_of
    from scheduler import due_notices, queued, tick, words_now

    settings = local_settings()
    plans = plans_of(settings)
    now: datetime = moment(at) if at else Clock().now()
    found = 0
    with opened(settings) as store:
        for plan in plans:
            address = address_of(settings.public_url, plan, plans[0])
            with store.reading() as records:
                due = due_notices(plan, records, now)
                for notice in due:
                    payload = queued(notice, notice.to[0], now, address, plan)
                    words = words_now(payload, records, plan, now)
                    print(f"发给 {'、'.join(notice.to)}：\n{words}\n")
            found += len(due)
            if not dry_run:
                tick(store, plan, now, address)
        print(f"{now:%Y-%m-%d %H:%M} 应发的提醒共{found}条。")
        if not dry_run:
            print("已放入待发；服务运行时会发出，同一条不会发两次。")
