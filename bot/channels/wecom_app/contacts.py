"""The address book as far as the app may see it; what is hidden is said in words, not guessed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from bot.channels.wecom_app.client import WecomClient
from bot.channels.wecom_app.errors import ChannelError
from handlers.roster.service import Account, AddressBook, Department

# About one member, department or tag; any other refusal is about the app and ends the reading.
_HIDDEN: Final = (50002, 60011, 60021, 60111)


def by_department(client: WecomClient, top: int | None) -> AddressBook:
    """The department and all below it; None: everything visible."""
    departments = _departments(client)
    if top is None:
        wanted = [each.id for each in departments]
    else:
        # Asked for by name, a hidden one is the answer: its refusal goes to who asked.
        client.members_of(top)
        wanted = _below(departments, top)
    return _book(client, departments, wanted, ())


def by_tag(client: WecomClient, tag: int) -> AddressBook:
    """The tag's members, and those of its departments and all below them."""
    userids, parties = client.tagged(tag)
    departments = _departments(client)
    wanted = [id for party in parties for id in _below(departments, party)]
    return _book(client, departments, wanted, userids)


def _book(
    client: WecomClient,
    departments: tuple[Department, ...],
    wanted: Sequence[int],
    userids: Sequence[str],
) -> AddressBook:
    """Everybody visible is read: who bears a chosen one's name may sit in another department."""
    unread: list[str] = []
    everywhere = dict.fromkeys((*(each.id for each in departments), *wanted))
    found = _members(client, everywhere, unread)
    for userid in userids:
        if userid.casefold() not in found:
            found |= _one(client, userid, unread)
    chosen = {id for id, each in found.items() if set(each.departments) & set(wanted)}
    chosen |= {userid.casefold() for userid in userids}
    accounts = tuple(found.values())
    return AddressBook(departments, frozenset(wanted), accounts, frozenset(chosen), tuple(unread))


def _departments(client: WecomClient) -> tuple[Department, ...]:
    return tuple(
        Department(int(each["id"]), str(each.get("name") or ""), int(each.get("parentid") or 0))
        for each in client.departments()
    )


def _below(departments: Iterable[Department], top: int) -> list[int]:
    found = [top]
    for parent in found:
        found += [each.id for each in departments if each.parent == parent and each.id not in found]
    return found


def _members(client: WecomClient, wanted: Iterable[int], unread: list[str]) -> dict[str, Account]:
    """Department by department: a big tree at once is refused (45029)."""
    found: dict[str, Account] = {}
    for department in wanted:
        try:
            for each in client.members_of(department):
                account = _account(each)
                found.setdefault(account.userid.casefold(), account)
        except ChannelError as error:
            _note(error, f"部门{department}", unread)
    return found


def _one(client: WecomClient, userid: str, unread: list[str]) -> dict[str, Account]:
    try:
        return {userid.casefold(): _account(client.member(userid))}
    except ChannelError as error:
        _note(error, f"账号{userid}", unread)
        return {}


def _note(error: ChannelError, what: str, unread: list[str]) -> None:
    if error.code not in _HIDDEN:
        raise error
    unread.append(f"{what}读不到：{error.words}。")


def _account(told: Mapping[str, Any]) -> Account:
    departments = tuple(int(id) for id in told.get("department") or ())
    return Account(str(told["userid"]), str(told.get("name") or ""), departments)
