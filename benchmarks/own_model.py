"""What a county's own model brings, by its recorded answers: `python -m benchmarks.own_model …`.

`ask PROMPTS FILE …` writes what such a model would be sent of question files, a line each: only
what the reader abstains on, names as tokens. `score ANSWERS FILE …` plays the files without and
with the answers recorded to it (`{"said": tokens, "answer": text}` a line). A guess is confirmed
only where it is what was meant, as its sender would.
"""

import json
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.score import Item, faults_of, is_confidently_wrong
from bot.batch import moment, only_asks, shown
from bot.batch_stages import tapped
from handlers.dialogue.guessing import (
    Confirmed,
    abstains,
    instructions,
    shown_back,
    validated,
    without_names,
)
from handlers.dialogue.service import Talk
from handlers.turn.context import Asker
from handlers.turn.message import IncomingMessage
from handlers.turn.state import DialogueState
from language.full_names import strangers
from language.reader import Reader
from language.reading import ListedNames
from language.subject import labels
from rules.loading import load_plan
from rules.plan import Plan
from storage import Store

PLAN = Path(__file__).parent.parent / "plans" / "2019"
_ROLES = {"group": "group", "cadre": "cadre", "supervisor": "supervisor"}


@dataclass
class Player:
    """Plays one file's items on an empty roster; `answers` by the tokens they answer."""

    plan: Plan
    reader: Reader
    store: Store
    answers: Mapping[str, str]

    def prompts(self, item: Mapping[str, Any]) -> Iterator[str]:
        """What would be sent of this item, turn by turn."""
        state = DialogueState()
        for number, turn in enumerate(item["turns"], 1):
            message = self._message(item, number, turn["say"])
            if abstains(self.reader, message, state, ListedNames()):
                yield tokens(turn["say"])
            _, state = self._turn(item, message, state, self.reader)

    def verdict(self, item: Mapping[str, Any]) -> Item:
        """Whether every turn is right, within one tap, or something wrong."""
        state, verdict = DialogueState(), Item(item["id"], "all")
        for number, turn in enumerate(item["turns"], 1):
            message, expect = self._message(item, number, turn["say"]), turn["expect"]
            said, after = self._turn(item, message, state, self.reader)
            guess = None
            if abstains(self.reader, message, state, ListedNames()):
                answer = self.answers.get(tokens(turn["say"]))
                guess = validated(self.plan, answer, turn["say"])
            taps = said["leads_to"]
            if guess is not None:
                meant = Confirmed(self.plan, self.reader, guess)
                tapped, later = self._turn(item, message, state, meant)
                said, taps = shown(shown_back(self.plan, guess), self.plan), [tapped]
                after = after if faults_of(expect, tapped) else later
            faults = faults_of(expect, said)
            verdict.faults += [(number, one) for one in faults]
            verdict.one_tap &= not faults or any(not faults_of(expect, one) for one in taps)
            verdict.confidently_wrong |= is_confidently_wrong(expect, said)
            state = after
        return verdict

    def _message(self, item: Mapping[str, Any], number: int, say: str) -> IncomingMessage:
        return IncomingMessage(f"{item['id']}:{number}", "batch", "console", moment(), text=say)

    def _turn(
        self, item: Mapping[str, Any], message: IncomingMessage, state: DialogueState, by: Reader
    ) -> tuple[dict[str, Any], DialogueState]:
        with self.store.reading() as records:
            asker = Asker("batch", "", _ROLES.get(item["as"], "clerk"))
            talk = Talk(self.plan, by, records, asker, "")
            reply, after = talk.turn(message, state)
            told = shown(reply, self.plan)
            told["leads_to"] = [
                shown(talk.turn(tapped(message, one.key), after)[0], self.plan)
                for one in reply.options
                if only_asks(one)
            ]
        return told, after


def tokens(say: str) -> str:
    """The message as a model is sent it."""
    return without_names(say, [*labels(say), *strangers(say, (), ())])


def _items(files: Iterable[str]) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for file in files
        for line in Path(file).read_text(encoding="utf-8").splitlines()
    ]


def _recorded(file: Path) -> dict[str, str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    told = (json.loads(line) for line in lines if line.strip())
    return {one["said"]: one["answer"] for one in told}


def main(what: str, recorded: Path, files: Sequence[str]) -> None:
    """Write what would be sent, or play the files without and with what was answered."""
    plan = load_plan(PLAN)
    reader, items = Reader(plan), _items(files)
    with tempfile.TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{folder}/empty.db", Path(folder))
        store.create()
        if what == "ask":
            player = Player(plan, reader, store, {})
            said = dict.fromkeys(one for item in items for one in player.prompts(item))
            lines = [json.dumps({"said": one}, ensure_ascii=False) for one in said]
            recorded.write_text("\n".join(lines), encoding="utf-8")
            print(instructions(plan))
        else:
            for name, answers in (("without", {}), ("with", _recorded(recorded))):
                player = Player(plan, reader, store, answers)
                _report(name, [player.verdict(item) for item in items])
        store.close()


def _report(name: str, verdicts: Sequence[Item]) -> None:
    every = len(verdicts)
    right = sum(one.passed for one in verdicts) / every
    tap = sum(one.one_tap for one in verdicts) / every
    wrong = sum(one.confidently_wrong for one in verdicts) / every
    print(f"{name:<8} {every} items, right {right:.1%}, one tap {tap:.1%}, wrong {wrong:.1%}")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
