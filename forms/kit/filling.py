"""What is typed on a page, as it will stand in the form."""

from datetime import date

from forms.kit.field import Asks, Field
from forms.kit.months import month_of, near_month


def as_written(field: Field, text: str) -> str:
    """A month in one shape; several lines only where there is room for them."""
    if field.asks is Asks.LONG:
        return "\n".join(line.rstrip() for line in text.strip().splitlines())
    if field.asks is Asks.MONTH and (month := month_of(text)):
        return str(month)
    return " ".join(text.split())


def offered(field: Field, text: str, today: date) -> str:
    """The month that is meant where the century is left out; empty for none or where it is said."""
    if field.asks is not Asks.MONTH or month_of(text):
        return ""
    near = near_month(text, today)
    return str(near) if near else ""
