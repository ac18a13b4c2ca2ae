"""What a command raises when it cannot do as asked, or is not set up."""


class Wrong(Exception):
    """Its text is for the user."""

    def __init__(self, words: str, exit_code: int = 1) -> None:
        super().__init__(words)
        self.exit_code = exit_code


class SettingsError(Exception):
    """One Chinese sentence for every variable that is missing or wrong; never a secret's value."""
