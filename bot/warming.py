"""What the first messages would wait for is done before a process hears anybody."""

from itertools import product
from typing import Final

from bot.clock import Clock
from bot.error_reporting import report
from handlers.dialogue.service import respond_within
from handlers.turn.message import IncomingMessage
from language.reader import Reader
from rules.plan import Plan
from storage import Store

_SAID: Final = ("您好", "材料什么时候交", "我们单位还差什么材料")


def warm_up(store: Store, plan: Plan, reader: Reader) -> None:
    """Answer a clerk who asked nothing; nothing of it is kept.

    Only where other processes answer meanwhile: one that just began would keep a member waiting
    whose earlier messages others have answered at once.
    """
    if not store.shared:
        return
    try:
        with store.reading() as records:
            clerks = next(iter(records.members.clerks().values()), [])
            for clerk, text in product(clerks[:1], _SAID):
                message = IncomingMessage("", clerk.userid, "console", Clock().now(), text=text)
                respond_within(records, message, plan, reader, public_url="", blobs=store.blobs)
    except Exception as error:  # then the first messages take a little longer
        report("not_warm", error)
