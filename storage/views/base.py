"""Kinds of values that several views hold."""

from datetime import date
from typing import Any

# A JSON value. Any, because json.loads gives no better.
Json = Any
FactValue = bool | int | float | str | date | None
