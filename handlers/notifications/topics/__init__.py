"""What the chat can ask of messages of our own accord."""

from typing import Final

from handlers.notifications.topics import (
    announce,
    chase,
    chased_lately,
    forward_to,
    leave,
    message_ceiling,
    message_ledger,
    my_reminders,
    quiet_hours,
    remind_less,
    remind_me,
    reminded_today,
    unit_contact,
)

TOPICS: Final = (
    announce.announce,
    chase.chase,
    chased_lately.chased_lately,
    forward_to.forward_to,
    leave.leave,
    message_ceiling.message_ceiling,
    message_ledger.message_ledger,
    my_reminders.my_reminders,
    quiet_hours.quiet_hours,
    remind_less.remind_less,
    remind_me.remind_me,
    reminded_today.reminded_today,
    unit_contact.unit_contact,
)
