"""A file sent in a chat: which paper it is, asked only if unclear, then taken in like an upload."""

import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from forms.kit.form import Seen
from forms.kit.registry import recognise
from forms.kit.safe import safety
from forms.kit.safe.refusals import UnsafeFile
from forms.kit.safe.safety import Safe
from forms.kit.safe.scanning import Scanner
from forms.kit.scan_pages import CannotJoin, one_scan
from handlers.submissions.asking_about_files import (
    OF_FILES,
    ask,
    named_by_content,
    offer,
    picked_key,
    whose,
)
from handlers.submissions.cut_off import receipt_from
from handlers.submissions.file_for_case import attached, case_named, own_open_cases
from handlers.submissions.held_files import (
    Held,
    held_beside,
    held_files,
    hold,
    keep_words,
    look,
    words_beside,
)
from handlers.submissions.identify import Choice, Question, differs, open_to, which, whose_name
from handlers.submissions.intake import take
from handlers.submissions.owed import paper_name
from handlers.submissions.received import received
from handlers.turn.buttons import CaseFileButton, FileButton, UnknownButton, button_of
from handlers.turn.entity_extraction import paper_in
from handlers.turn.message import IncomingMessage
from handlers.turn.permissions import Deed, may
from handlers.turn.reply import Kind, Link, Reply
from rules.names import named_in
from rules.papers import for_example
from rules.plan import Plan
from storage import Records, Store
from storage.blobs import BlobMissing
from storage.views import Case

MOST_HELD: Final = 10
_TOO_LATE: Final = "这个文件等得太久，没有留着。要交请重新发一次。"
_CHECKLIST: Final = Link("打开清单上传", "/unit")


class FilesInChat:
    """Both chats' way in. `folder` holds files on their way; what is left there is swept."""

    def __init__(
        self,
        store: Store,
        plan: Plan,
        folder: Path,
        scanner: Scanner | None = None,
        *,
        season: str = "",
    ) -> None:
        """`season`: the plan's id where it is not the season that runs."""
        self._store, self._plan, self._folder, self._season = store, plan, folder, season
        self._scanner = scanner or Scanner()

    def arrived(self, message: IncomingMessage, path: Path, filename: str) -> Reply:
        """Takes the file at `path` in, or asks what it is and keeps it meanwhile."""
        with self._store.reading() as records:
            choices, words = self._open(records, message.sender)
            beside = words_beside(records, message)
            cases = own_open_cases(self._plan, records, message.sender)
        if words and not cases:
            return self.refused(words)
        name = filename or named_by_content(path, message.at)
        try:
            self._scanner.check(path)
            safe = safety.inspect(path, name)
            seen = recognise(path, safe.kind, self._plan)
        except UnsafeFile as unsafe:
            return self.refused(f"{name}：{unsafe.words}")
        # What the file is called comes before what was said beside it.
        hints = (name, f"{name} {message.text or ''} {beside}")
        found = self._first(choices, seen, hints)
        if cases and seen is None and paper_in(hints[-1], self._plan) is None:
            # Nothing says it is a paper: it may as well go with what the sender put before.
            choices_left = (found,) if isinstance(found, Choice) else found.choices
            asked = Question("" if isinstance(found, Choice) else found.text, choices_left)
            return self._hold_and_ask(message, asked, path, safe.name, cases)
        if isinstance(found, Choice):
            return self._take(message, found, path, safe.name, safe)
        if not found.choices:
            return self.refused(words or found.text)
        return self._hold_and_ask(message, found, path, safe.name)

    def pages_arrived(self, message: IncomingMessage, pictures: Sequence[Path]) -> Reply:
        """Several pictures in one message are the pages of one scan."""
        whole = self._folder / f"pages-{secrets.token_hex(8)}.part"
        try:
            for number, picture in enumerate(pictures, 1):
                self._scanner.check(picture)
                safety.inspect(picture, f"第{number}张照片.jpg", ("jpg", "png"))
            one_scan(pictures, whole)
            return self.arrived(
                message, whole, f"照片{message.at:%m%d%H%M%S}共{len(pictures)}页.pdf"
            )
        except UnsafeFile as unsafe:
            return self.refused(f"第{number}张照片：{unsafe.words}")
        except CannotJoin as cannot:
            return self.refused(cannot.words)
        finally:
            whole.unlink(missing_ok=True)

    def waits(self, records: Records, message: IncomingMessage) -> bool:
        """Whether a file waits that the message may be about; its words are kept for the next."""
        text = (message.text or "").strip()
        if message.choice or message.group or not text:
            key = message.choice.key if message.choice else ""
            return key.startswith(OF_FILES) and message.group is None
        look(records, message)
        keep_words(records, message, text)
        return bool(held_beside(records, message) or picked_key(records, message))

    def answers(self, message: IncomingMessage) -> Reply | None:
        """What words or a button say of a held file; None where they are about something else."""
        with self._store.transaction() as records:
            if not self.waits(records, message):
                return None
            key = message.choice.key if message.choice else picked_key(records, message)
            held = held_beside(records, message)
            choices, words = self._open(records, message.sender)
            cases = own_open_cases(self._plan, records, message.sender)
        if key:
            return self._pressed(message, key)
        newest, text = held[-1], (message.text or "").strip()
        if case := case_named(text, cases):
            return self._attached(message, newest, case.number)
        if words:
            return None
        hints = (text, f"{text} {newest.name}")
        found = self._first(choices, self._seen(message.sender, newest), hints)
        return self._take_held(message, newest, found) if isinstance(found, Choice) else None

    def kept_from(self, message: IncomingMessage) -> Reply | None:
        """What an earlier try to answer this message had kept already."""
        with self._store.reading() as records:
            receipt = receipt_from(records, self._plan, message.sender, message.at)
            held = [one for one in held_files(records, message) if one.at == message.at]
        if receipt or not held:
            return receipt
        words = f"收到文件“{held[-1].name}”，还没有交上去。请回复一句是哪份材料，"
        words += f"例如“这是{for_example(self._plan)}”。"
        return Reply(Kind.ACTION, words)

    def refused(self, words: str) -> Reply:
        """Nothing was kept."""
        return Reply(Kind.ACTION, words, links=(_CHECKLIST,))

    def _open(self, records: Records, userid: str) -> tuple[list[Choice], str]:
        """What may be handed in, or words why nothing may."""
        member = records.members.by_userid(userid)
        if member is None:
            return [], f"您还没有登记，文件没有收。请联系{self._plan.office}登记。"
        if not may(member.role, Deed.HAND_IN):
            return [], "材料由单位的政工人事或干部本人上交，您这边发的文件没有收。"
        choices = open_to(self._plan, records, member)
        return choices, "" if choices else "名册里没有查到您要交的材料，文件没有收。"

    def _first(
        self, choices: Sequence[Choice], seen: Seen | None, hints: Sequence[str]
    ) -> Choice | Question:
        """The paper the file is by the first of these hints that settles it, or the last doubt."""
        for hint in hints:
            found = which(self._plan, choices, seen, hint)
            if isinstance(found, Choice):
                break
        return found

    def _seen(self, sender: str, held: Held) -> Seen | None:
        """What a held file shows itself to be; it was found safe when it came."""
        try:
            with self._store.waiting_of(sender).as_file(held.sha256) as path:
                return recognise(path, safety.inspect(path, held.name).kind, self._plan)
        except (UnsafeFile, BlobMissing):
            return None

    def _hold_and_ask(
        self,
        message: IncomingMessage,
        asked: Question,
        path: Path,
        name: str,
        cases: Sequence[Case] = (),
    ) -> Reply:
        kept_as = self._store.waiting_of(message.sender).put_file(path).sha256
        held = Held(secrets.token_hex(4), kept_as, name, message.at, self._season)
        with self._store.transaction() as records:
            kept = [*held_files(records, message), held][-MOST_HELD:]
            hold(records, message, kept)
            return ask(records, message, held, asked, cases)

    def _take(
        self,
        message: IncomingMessage,
        choice: Choice,
        path: Path,
        name: str,
        safe: Safe | None = None,
    ) -> Reply:
        sender, at = message.sender, message.at
        try:
            taken = take(self._store, self._plan, choice.target, path, name, sender, at, safe)
        except UnsafeFile as unsafe:
            return self.refused(f"{name}：{unsafe.words}")
        reply = received(taken, whose(choice))
        with self._store.transaction() as records:
            offer(records, message, reply.options, self._season)
        return reply

    def _pressed(self, message: IncomingMessage, key: str) -> Reply:
        try:
            button = button_of(key)
        except UnknownButton:
            return self.refused(str(UnknownButton.__doc__))
        if not isinstance(button, FileButton | CaseFileButton):
            return self.refused(str(UnknownButton.__doc__))
        with self._store.reading() as records:
            held = next(
                (one for one in held_files(records, message) if one.id == button.held), None
            )
            choices, _ = self._open(records, message.sender)
        if held is None:
            return self.refused("这个文件已经处理过，或者等得太久没有留着。要交请重新发一次。")
        if isinstance(button, CaseFileButton):
            return self._attached(message, held, button.number)
        found = [one for one in choices if one.target.paper == button.paper]
        if button.person_id is not None:
            found = [one for one in found if one.target.person_id == button.person_id]
        named = named_in(held.name, found, whose_name)
        found = named if len(named) == 1 else found
        if len(found) == 1:
            return self._take_held(message, held, found[0])
        if not found:
            return self.refused("这份材料现在不在您要交的名单里，没有收。请打开清单核对要交什么。")
        words = f"这是谁的{paper_name(found[0].item.paper)}？"
        with self._store.transaction() as records:
            return ask(records, message, held, Question(words, tuple(found)))

    def _take_held(self, message: IncomingMessage, held: Held, choice: Choice) -> Reply:
        waiting = self._store.waiting_of(message.sender)
        if not waiting.has(held.sha256):
            return self.refused(_TOO_LATE)
        wrong = differs(self._plan, choice, self._seen(message.sender, held))
        if wrong:
            return self.refused(wrong)
        with waiting.as_file(held.sha256) as path:
            reply = self._take(message, choice, path, held.name)
        self._let_go(message, held)
        return reply

    def _attached(self, message: IncomingMessage, held: Held, number: int) -> Reply:
        """A waiting file put with a 请示 of the sender's own."""
        reply = attached(self._store, self._plan, message, held, number)
        if reply is None:
            return self.refused(_TOO_LATE)
        self._let_go(message, held)
        return reply

    def _let_go(self, message: IncomingMessage, held: Held) -> None:
        """It waits no longer; its content stays while another one has the same."""
        with self._store.transaction() as records:
            rest = [one for one in held_files(records, message) if one.id != held.id]
            hold(records, message, rest)
        if held.sha256 not in {one.sha256 for one in rest}:
            self._store.waiting_of(message.sender).remove(held.sha256)
