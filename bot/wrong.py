"""What a command raises when it cannot do as asked."""


class Wrong(Exception):
    """Its text is for the user."""

    def __init__(self, words: str, exit_code: int = 1) -> None:
        super().__init__(words)
        self.exit_code = exit_code
