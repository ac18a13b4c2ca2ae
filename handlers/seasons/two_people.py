"""Two of the section agree to what is done at the console, where nobody knows who types.

Each of them is sent a code of their own; whoever sits at the console needs two of them.
"""

import hashlib
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any, Final

from handlers.seasons.ending import NotYet
from rules.plan import Plan
from storage import Records

LASTS: Final = timedelta(hours=24)
_NEEDED: Final = 2


def send_codes(
    plan: Plan, records: Records, what: str, at: datetime, new_code: Callable[[], str]
) -> int:
    """How many of the section are sent one. `what`: the deed, as members read it."""
    codes = {one.userid: new_code() for one in records.members.supervisors()}
    for userid, code in codes.items():
        words = (
            f"系统管理员要在服务器上办“{what}”（{plan.year}年度考核），要两位同志同意。"
            f"同意的话，请把验证码 {code} 告诉系统管理员，24小时内有效；不同意就不用管。"
        )
        key = f"season-code:{plan.id}:{at:%Y%m%d%H%M%S}:{userid}"
        records.outbox.enqueue(key, userid, {"kind": "text", "text": words}, at)
    kept = {"at": at.isoformat(), "codes": {one: _mark(code) for one, code in codes.items()}}
    records.speaking.set(plan.id, _name(what), kept, by="", at=at)
    return len(codes)


def confirm(
    plan: Plan, records: Records, what: str, at: datetime, codes: Collection[str]
) -> tuple[str, ...]:
    """Use these codes up; who agreed. Raises NotYet where they are not two people's."""
    kept = records.speaking.setting(plan.id, _name(what)) or {}
    sent = datetime.fromisoformat(str(kept["at"])) if "at" in kept else None
    if sent is None or not timedelta() <= at - sent <= LASTS:
        raise NotYet("验证码没有发过，或者已经过了24小时。请不带 --codes 再运行一次，重新发。")
    marks = {_mark(code) for code in codes}
    known: Any = kept["codes"]
    agreed = tuple(str(userid) for userid, mark in known.items() if mark in marks)
    if len(agreed) < _NEEDED:
        raise NotYet(f"验证码不对：要两位同志各自的，现在对上{len(agreed)}位。")
    records.speaking.set(plan.id, _name(what), {}, by="", at=at)
    return agreed


def _name(what: str) -> str:
    return f"codes:{what}"


def _mark(code: str) -> str:
    return hashlib.sha256(f"kaohe season {code.strip()}".encode()).hexdigest()
