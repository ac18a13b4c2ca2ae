"""Tables and packets fetched leave a line in the audit trail."""

from storage.views import Act, Member
from web.site import Site


def note_exported(site: Site, member: Member, what: str, unit_id: int | None = None) -> None:
    """In a transaction of its own: call it after the one that was read in is closed."""
    with site.store.transaction() as records:
        records.audit.note(
            Act.EXPORTED, by=member.userid, at=site.now(), subject=what, unit_id=unit_id
        )
