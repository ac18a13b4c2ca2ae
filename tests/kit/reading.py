"""What a message is read with."""

from collections.abc import Callable
from datetime import date

from language.reading import Reading

TODAY = date(2019, 12, 25)


Read = Callable[..., Reading]
