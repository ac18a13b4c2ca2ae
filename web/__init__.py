"""The pages opened inside WeCom: upload, a unit's checklist, the supervision board."""

from web.router import create_router, nothing_here
from web.site import Identity, Site

__all__ = ["Identity", "Site", "create_router", "nothing_here"]
