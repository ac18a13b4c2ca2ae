"""A message quoted above one's own words, as WeCom writes it: what is said stands below."""

import re
from typing import Final

# 「李娜：……」, a line of dashes, then the reply.
_ABOVE: Final = re.compile(
    r"\A\s*[「『“\"](?P<quoted>.+?)[」』”\"]\s*\n"
    r"[ \t]*(?:[-—–─－_=*][ \t]*){3,}\n(?P<own>.+)\Z",
    re.DOTALL,
)
_SHORTEST: Final = 5  # characters that can ask something without what is quoted
_LEANS: Final = re.compile(r"这|那|它|上面|以上|同问|怎么(?:办|答|回)")


def said_below(text: str) -> str:
    """One's own words without what they answer; all of it where they lean on that."""
    found = _ABOVE.match(text)
    if found is None:
        return text
    own = found["own"].strip()
    if len(own) < _SHORTEST or (_LEANS.search(own) and len(own) < 2 * _SHORTEST):
        # Who said it is no part of what is asked.
        quoted = re.sub(r"\A[^：:\n]{1,12}[：:]", "", found["quoted"].strip())
        return f"{quoted}\n{own}"
    return own
