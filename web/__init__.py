"""The pages opened inside WeCom: upload, a unit's checklist, the supervision board."""

from web.router import add_pages, nothing_here
from web.site import Identity, Site

__all__ = ["Identity", "Site", "add_pages", "nothing_here"]
