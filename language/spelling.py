"""Words in the spelling that the word tables know."""

from language.tables import shape


def spelled(text: str) -> str:
    """`text` with what is parted (退了休), mistyped (那 for 哪) or called otherwise put right."""
    text = shape("quota_said").sub("名额", shape("head_said").sub("长", text))
    text = shape("parted").sub("", shape("excellent_said").sub("优秀", text))
    # “由那个部门组织” asks: 那 is typed for 哪 where nothing else asks.
    return text if shape("question_word").search(text) else shape("which_meant").sub("哪", text)
