"""What the chat can ask of matters that ask for no ruling."""

from typing import Final

from handlers.matters.topics import doubt, extension, human, settling

TOPICS: Final = (
    extension.ask_extension,
    extension.my_extensions,
    human.human,
    human.withdraw_matter,
    doubt.doubt,
    settling.rule_extension,
    settling.answer_matter,
    settling.open_matters,
)
