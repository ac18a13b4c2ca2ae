"""What was kept of a message whose process died before it could answer."""

from datetime import datetime

from forms.kit.problem import from_json
from handlers.submissions.intake import Taken
from handlers.submissions.owed import paper_name
from handlers.submissions.received import received
from handlers.turn.reply import Reply
from rules.plan import Plan
from storage import Records


def receipt_from(records: Records, plan: Plan, sender: str, at: datetime) -> Reply | None:
    """The receipt of what this member's message of that moment brought, None where it is not in."""
    handin = records.handins.brought(sender, at, plan_id=plan.id)
    if handin is None:
        return None
    key = (handin.unit_id, handin.paper, handin.person_id)
    standing = records.handins.standing(*key, plan_id=plan.id)
    counting = standing if standing is not None and standing.counts else None
    name = paper_name(plan.papers[handin.paper])
    if handin.person_id is not None:
        name = f"{records.roster.person(handin.person_id).name}的{name}"
    taken = Taken(handin, tuple(from_json(handin.findings)), again=False, in_force=counting)
    return received(taken, name)
