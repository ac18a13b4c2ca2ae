"""What the chat can ask of places for 优秀."""

from typing import Final

from handlers.quotas.topics import claims, count, percent, retired, roll, used

TOPICS: Final = (
    claims.claimed,
    count.ledger,
    count.quota_count,
    percent.quota_percent,
    retired.retired_listed,
    roll.quota_roll,
    used.quota_used,
)
