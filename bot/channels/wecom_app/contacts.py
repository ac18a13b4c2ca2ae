"""The address book as far as the app may see it; what is hidden is said in words, not guessed."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from bot.channels.wecom_app.client import WecomClient
from bot.channels.wecom_app.errors import ChannelError
from handlers.kit.address_book import Account, AddressBook, Department

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
    unread: list[str] = []
    found = _members(client, wanted, unread)
    return AddressBook(departments, frozenset(wanted), found, tuple(unread))


def by_tag(client: WecomClient, tag: int) -> AddressBook:
    """The tag's members, and those of its departments and all below them."""
    userids, parties = client.tagged(tag)
    departments = _departments(client)
    wanted = [id for party in parties for id in _below(departments, party)]
    unread: list[str] = []
    found = {each.userid.casefold(): each for each in _members(client, wanted, unread)}
    for userid in userids:
        if userid.casefold() not in found:
            found |= _one(client, userid, unread)
    return AddressBook(departments, frozenset(wanted), tuple(found.values()), tuple(unread))


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


def _members(client: WecomClient, wanted: Iterable[int], unread: list[str]) -> tuple[Account, ...]:
    """Department by department: a big tree at once is refused (45029)."""
    found: dict[str, Account] = {}
    for department in wanted:
        try:
            for each in client.members_of(department):
                account = _account(each)
                found.setdefault(account.userid.casefold(), account)
        except ChannelError as error:
            _note(error, f"部门{department}", unread)
    return tuple(found.values())


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
