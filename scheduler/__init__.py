"""When we speak first: the clock, reminders due, notices and digests."""
