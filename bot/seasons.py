"""Several seasons in one service: each ticks, and a queued message is looked at by its own plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.clock import Clock
from bot.deferred_attachments import made
from bot.deliver import Arrived
from handlers.dialogue.service import Seasons
from handlers.turn.season import season_path
from rules.plan import Plan
from scheduler import Verdict, note_sent, recheck, tick
from storage import Records, Store
from storage.views import Delivery


@dataclass(frozen=True)
class SeasonsAtWork:
    """What the clock and the delivery do, by the plan that each message names."""

    store: Store
    seasons: Seasons
    public_url: str
    clock: Clock

    def tick(self) -> None:
        """Queue what is due now in any season; links of another one lead to its own pages."""
        now = self.clock.now()
        for plan in self.seasons.plans:
            tick(self.store, plan, now, self.address(plan))

    def address(self, plan: Plan) -> str:
        """Where this season's pages begin."""
        return address_of(self.public_url, plan, self.seasons.plan)

    def recheck(self, payload: Mapping[str, Any], records: Records) -> Verdict:
        """What becomes of a queued message right before it is sent."""
        now = self.clock.now()
        if "batch" in payload:
            plan = self.seasons.plan_of(str(payload["batch"].get("season", "")))
            return made(payload, records.of_season(plan.id), plan, self.store.blobs, now)
        plan = self._plan(payload)
        verdict = recheck(payload, records, plan, now)
        other = plan is not self.seasons.plan and "recheck" in payload
        return _named(plan, verdict) if other and isinstance(verdict, Mapping) else verdict

    def note_sent(
        self, delivery: Delivery, payload: Mapping[str, Any], arrived: Arrived, records: Records
    ) -> None:
        """The message reached its receiver: the ledger of its season has it."""
        plan, now = self._plan(payload), self.clock.now()
        note_sent(delivery, payload, arrived.msgid, arrived.response_code, records, plan, now)

    def _plan(self, payload: Mapping[str, Any]) -> Plan:
        wanted = payload.get("recheck") or payload
        return self.seasons.plan_of(str(wanted.get("plan", "")))


def address_of(public_url: str, plan: Plan, running: Plan) -> str:
    """Where the pages of a season begin; those of the running one have no part of their own."""
    return public_url if plan is running else f"{public_url}{season_path(plan.id)}"


def _named(plan: Plan, verdict: Mapping[str, Any]) -> Mapping[str, Any]:
    """The message with its year."""
    said, head = dict(verdict), f"【{plan.year}年度考核】\n"
    said |= {name: f"{head}{said[name]}" for name in ("text", "plain") if name in said}
    if "template_card" in said:
        card = said["template_card"]
        lines = [{"keyname": "考核", "value": f"{plan.year}年度"}]
        lines += card.get("horizontal_content_list", [])
        said["template_card"] = {**card, "horizontal_content_list": lines}
    return said
