"""What is written into one cell."""

from datetime import date

Entry = str | int | float | date | None
