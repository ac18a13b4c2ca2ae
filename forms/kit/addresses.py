"""Addresses of cells. Rows and columns count from 1."""


def address(row: int, column: int) -> str:
    """(5, 3) → C5."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def position(address: str) -> tuple[int, int]:
    """C5 → (5, 3)."""
    letters = address.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(address[len(letters) :]), column
