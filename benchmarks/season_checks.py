"""What a replayed season promised, and what was seen of it, in words."""

from collections import Counter

import chinese_calendar

from benchmarks.season_seen import Outcome, unit_of
from bot.clock import SHANGHAI
from simulator.driver import Seen


def faults(outcome: Outcome) -> list[str]:
    """Every promise that was broken, in words; empty: all were kept."""
    found = []
    twice = [each for each, number in Counter(outcome.digests).items() if number > 1]
    found += [f"said twice: {unit} on {day}" for day, unit in twice]
    found += [f"not said: {unit} on {day}" for day, unit in outcome.expected - {*outcome.digests}]
    found += [f"not due: {unit} on {day}" for day, unit in {*outcome.digests} - outcome.expected]
    for each in outcome.messages:
        at = each.at.astimezone(SHANGHAI)
        hours = (9, 0) <= (at.hour, at.minute) < (17, 30) and chinese_calendar.is_workday(at.date())
        if not hours or at.minute in (0, 30):
            found.append(f"at the wrong time: {at:%m-%d %H:%M}")
    found += [
        f"not taken back: {unit_of(each.text)} on {each.at:%m-%d}"
        for each in outcome.messages
        if (each.at.astimezone(SHANGHAI).date(), unit_of(each.text)) in outcome.settled
        and not _taken_back(each)
    ]
    seen = Counter(each.userid.casefold() for each in outcome.messages)
    found += [
        f"{seen[userid]} messages to {userid}, {outcome.ledger[userid]} in the ledger"
        for userid in sorted({*seen, *outcome.ledger})
        if seen[userid] != outcome.ledger[userid]
    ]
    over = [unit for unit, n in outcome.told_in_ledger.items() if unit and n > outcome.ceiling]
    return found + [f"over the budget: {unit}" for unit in over]


def _taken_back(message: Seen) -> bool:
    card = message.card or {}
    return "recalled" in message.flags or card.get("replace_text") == "已收到"


def told(outcome: Outcome) -> str:
    """Every message and the counts."""
    lines = []
    for each in outcome.messages:
        at = each.at.astimezone(SHANGHAI)
        flags = f" [{','.join(each.flags)}]" if each.flags else ""
        state = " [已收到]" if each.card and _taken_back(each) else ""
        head = f"{at:%m-%d %H:%M} → {each.userid}{flags}{state}"
        lines.append(f"{head}\n    " + each.text.replace("\n", "\n    "))
    days = Counter(day for day, _ in outcome.digests)
    back = sum(_taken_back(each) for each in outcome.messages)
    lines.append("reminders a day: " + ", ".join(f"{d:%m-%d} {n}" for d, n in sorted(days.items())))
    most = max(Counter(unit for _, unit in outcome.digests).values(), default=0)
    lines.append(
        f"{len(outcome.messages)} messages, {len(outcome.digests)} reminders to units "
        f"({len(outcome.expected)} due), most to one unit {most}, {back} taken back, "
        f"{outcome.killed} processes killed, {outcome.seconds:.1f} s"
    )
    return "\n".join(lines)
