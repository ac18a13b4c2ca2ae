"""Scores a question file: pass rate and confidently wrong, by group tag, and the failures."""

import json
import re
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot.batch import answers, moment
from rules.loading import load_plan

GROUPS = ("scope", "procedure", "silent", "action", "off", "clash")
RULED = frozenset({"answer", "clash"})


@dataclass
class Item:
    """One item's verdict. `faults`: turn number and what was wrong with it."""

    id: str
    group: str
    faults: list[tuple[int, str]] = field(default_factory=list)
    confidently_wrong: bool = False
    one_tap: bool = True  # every turn is right, or one of the readings it offers is

    @property
    def passed(self) -> bool:
        return not self.faults


def faults_of(expect: Mapping[str, Any], reply: Mapping[str, Any]) -> list[str]:
    """What of a turn's expectations the reply misses; empty for a pass."""
    found = [f"did {one}" for one in unwanted(expect, reply)]
    if reply["kind"] not in expect["kinds"]:
        found.append(f"kind {reply['kind']}, wanted {'/'.join(expect['kinds'])}")
    several = len(expect["kinds"]) > 1
    if not several or reply["kind"] in RULED:
        found += _ruling_faults(expect, reply)
    if reply["kind"] == "ask" and reply["asks"] not in expect.get("asks_any", ()):
        found.append(f"asks {reply['asks']}, wanted {expect.get('asks_any')}")
    found += [
        f"text lacks {one}" for one in expect.get("must", ()) if not re.search(one, reply["text"])
    ]
    found += [
        f"text has {one}" for one in expect.get("must_not", ()) if re.search(one, reply["text"])
    ]
    missing = sorted(set(expect.get("deeds", ())) - _acts(reply))
    return found + [f"did not do {one}" for one in missing]


def _acts(reply: Mapping[str, Any]) -> set[str]:
    return {one["act"] for one in reply.get("did", ())}


def unwanted(expect: Mapping[str, Any], reply: Mapping[str, Any]) -> list[str]:
    """The deeds done that nobody asked for."""
    return sorted(_acts(reply) - set(expect.get("deeds", ())))


def _ruling_faults(expect: Mapping[str, Any], reply: Mapping[str, Any]) -> list[str]:
    found = []
    cited = set(reply["clauses"])
    wanted = expect.get("clauses_any")
    if wanted and not cited & set(wanted):
        found.append(f"cites {sorted(cited)}, wanted one of {wanted}")
    missing = set(expect.get("clauses_all", ())) - cited
    if missing:
        found.append(f"does not cite {sorted(missing)}")
    for axis, value in expect.get("decision", {}).items():
        if reply["decision"].get(axis) != value:
            found.append(f"{axis}={reply['decision'].get(axis)}, wanted {value}")
    return found


def is_confidently_wrong(expect: Mapping[str, Any], reply: Mapping[str, Any]) -> bool:
    """An answer where none was right, one that contradicts an axis, or a deed nobody asked for."""
    if unwanted(expect, reply):
        return True
    if reply["kind"] != "answer":
        return False
    if "answer" not in expect["kinds"]:
        return True
    return any(
        axis in reply["decision"] and reply["decision"][axis] != value
        for axis, value in expect.get("decision", {}).items()
    )


def score(items: Sequence[Mapping[str, Any]], replies: Iterable[Mapping[str, Any]]) -> list[Item]:
    """Every item's verdict; an item passes only if every turn does."""
    by_turn = {(reply["id"], reply["turn"]): reply for reply in replies}
    found = []
    for item in items:
        group = next((tag for tag in item["tags"] if tag in GROUPS), "?")
        verdict = Item(item["id"], group)
        for number, turn in enumerate(item["turns"], 1):
            reply = by_turn[item["id"], number]
            found_faults = faults_of(turn["expect"], reply)
            verdict.faults += [(number, fault) for fault in found_faults]
            taps = (faults_of(turn["expect"], one) for one in reply.get("leads_to", ()))
            verdict.one_tap &= not found_faults or any(not faults for faults in taps)
            verdict.confidently_wrong |= is_confidently_wrong(turn["expect"], reply)
        found.append(verdict)
    return found


def report(verdicts: Sequence[Item]) -> str:
    """The figures, all items and by group."""
    head = f"{'group':<12}{'items':>6}{'passed':>8}{'rate':>8}{'wrong':>7}{'share':>8}"
    lines = [f"{head}{'one tap':>9}"]
    for group in ("all", *GROUPS):
        chosen = [one for one in verdicts if group in ("all", one.group)]
        if chosen:
            lines.append(_line(group, chosen))
    return "\n".join(lines)


def _line(group: str, chosen: Sequence[Item]) -> str:
    passed = sum(one.passed for one in chosen)
    wrong = sum(one.confidently_wrong for one in chosen)
    count = len(chosen)
    tap = sum(one.one_tap for one in chosen) / count
    figures = f"{passed:>8}{passed / count:>8.1%}{wrong:>7}{wrong / count:>8.1%}{tap:>9.1%}"
    return f"{group:<12}{count:>6}{figures}"


def main(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    items = [json.loads(line) for line in lines if line.strip()]
    plan = load_plan(Path(__file__).parent.parent / "plans" / "2019")
    replies = {(one["id"], one["turn"]): one for one in answers(lines, plan, moment())}
    verdicts = score(items, replies.values())
    by_id = {item["id"]: item for item in items}
    for verdict in verdicts:
        if not verdict.passed:
            print(_failure(verdict, by_id[verdict.id], replies))
    print(report(verdicts))


def _failure(
    verdict: Item, item: Mapping[str, Any], replies: Mapping[tuple[str, int], Mapping[str, Any]]
) -> str:
    mark = " CONFIDENTLY WRONG" if verdict.confidently_wrong else ""
    lines = [f"{verdict.id} [{' '.join(item['tags'])}]{mark}"]
    for number, turn in enumerate(item["turns"], 1):
        reply = replies[verdict.id, number]
        lines.append(f"  {number} 问：{turn['say']}")
        lines.append(f"    答（{reply['kind']}）：{reply['text'].splitlines()[0][:70]}")
        lines += [f"    ✗ {fault}" for at, fault in verdict.faults if at == number]
    return "\n".join(lines)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
