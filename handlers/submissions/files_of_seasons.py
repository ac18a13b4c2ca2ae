"""A file sent in a chat where several seasons are in use: the year on it says which it is of."""

from collections.abc import Sequence
from pathlib import Path

from forms.kit.safe import safety
from forms.kit.safe.refusals import UnsafeFile
from forms.kit.safe.scanning import Scanner
from handlers.submissions.file_in_chat import FilesInChat
from handlers.submissions.held_files import held_beside, held_files
from handlers.submissions.year_on_file import season_of, seen_by_any
from handlers.turn.buttons import CaseFileButton, FileButton, UnknownButton, button_of
from handlers.turn.message import IncomingMessage
from handlers.turn.other_season import told_of
from handlers.turn.reply import Reply
from rules.plan import Plan
from storage import Store


class FilesOfSeasons(FilesInChat):
    """What bears no year, or one that is not in use, is of the season that runs."""

    def __init__(
        self,
        store: Store,
        plan: Plan,
        folder: Path,
        scanner: Scanner | None = None,
        others: Sequence[Plan] = (),
    ) -> None:
        """`others`: the plans of other seasons in use."""
        super().__init__(store, plan, folder, scanner)
        self._others = {
            each: FilesInChat(store, each, folder, scanner, season=each.id) for each in others
        }

    def arrived(self, message: IncomingMessage, path: Path, filename: str) -> Reply:
        """Takes the file at `path` in, or asks what it is and keeps it meanwhile."""
        plan = self._plan_on(path, filename, message.text or "") if self._others else self._plan
        if plan is self._plan:
            return super().arrived(message, path, filename)
        return self._told(plan, self._others[plan].arrived(message, path, filename))

    def answers(self, message: IncomingMessage) -> Reply | None:
        """What words or a button say of a held file; None where they are about something else."""
        plan = self._plan_of_held(message) if self._others else self._plan
        if plan is self._plan:
            return super().answers(message)
        reply = self._others[plan].answers(message)
        return None if reply is None else self._told(plan, reply)

    def _plan_on(self, path: Path, filename: str, words: str) -> Plan:
        """By the year the form bears, else the one in the file's name or beside it."""
        try:
            self._scanner.check(path)
            kind = safety.inspect(path, filename or path.name).kind
            seen = seen_by_any((self._plan, *self._others), path, kind)
        except UnsafeFile:  # refused where it is taken
            return self._plan
        return season_of((self._plan, *self._others), seen, filename, words)

    def _plan_of_held(self, message: IncomingMessage) -> Plan:
        try:
            button = button_of(message.choice.key) if message.choice else None
        except UnknownButton:
            return self._plan
        with self._store.reading() as records:
            if isinstance(button, FileButton | CaseFileButton):
                held = [one for one in held_files(records, message) if one.id == button.held]
            else:
                held = held_beside(records, message)
        season = held[-1].season if held else ""
        return next((plan for plan in self._others if plan.id == season), self._plan)

    def _told(self, plan: Plan, reply: Reply) -> Reply:
        with self._store.reading() as records:
            return told_of(plan, reply, records)
