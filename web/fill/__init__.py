"""Papers filled in on the phone: the list, the screens, reading through, handing in."""

from web.fill.finishing import create_fill_finishing
from web.fill.pages import create_fill_pages

__all__ = ["create_fill_finishing", "create_fill_pages"]
