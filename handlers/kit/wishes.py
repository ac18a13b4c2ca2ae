"""Keys of the wishes a reminder's own buttons carry; the topic that hears them is remind_less."""

from typing import Final

SNOOZE: Final = "remind_less:snooze"
SNOOZE_3: Final = f"{SNOOZE}:3"
SNOOZE_3_LABEL: Final = "三天后再提醒"
