"""A unit's plain list of people: one sheet with 姓名, 职务 and whatever else stands at its head."""

from forms.roster_list.reader import is_roster, read

__all__ = ["is_roster", "read"]
