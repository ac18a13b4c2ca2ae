"""Chinese numerals → figures, where a unit follows; the rest of the text stays as it is."""

import re

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "俩": 2,
    "仨": 3,
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = "零〇一二三四五六七八九十百千两俩仨"
_YEAR = re.compile(r"([零〇一二三四五六七八九]{4})(?=年)")
_PERCENT = re.compile(rf"百分之([{_NUMERAL}\d.]+)")
_POINT = re.compile(rf"([{_NUMERAL}]+)点([零〇一二三四五六七八九]+)(?=分|%)")
# “八十九点六” is no time of day: nothing above twelve is.
_SCORE_POINT = re.compile(rf"([二三四五六七八九]十[{_NUMERAL[:11]}]?)点([{_NUMERAL[:11]}]+)")
_SCORED = re.compile(
    rf"(?<=测评|得分|打分|分数)([二三四五六七八九]十[{_NUMERAL[:11]}]?)(?![{_NUMERAL}点个名人位次])"
)
_PAIR = re.compile(r"([一二两三四五六七八九])([二三四五六七八九])(?=个月|个多月|天)")
_COUNTED = re.compile(
    rf"(?<![第几])([{_NUMERAL}]+)(?=个|名|人|位|分(?!不|别|之)|月|日|号|天|年|份|周|%|多个|成)"
)
_COLLOQUIAL = re.compile(r"([俩仨])(?=月|人|天)")


def value_of(numeral: str) -> int | None:
    """The number a Chinese numeral below ten thousand says; None where it is not one."""
    total, digit = 0, None
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char] if digit is None else digit * 10 + _DIGITS[char]
        elif char in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[char]
            digit = None
        else:
            return None
    return total + (digit or 0)


def _figure(match: re.Match[str]) -> str:
    value = value_of(match.group(1))
    return match.group(0) if value is None else str(value)


def arabic(text: str) -> str:
    """“六个月”“百分之二十”“二〇一九年”“俩月”“八十九点五分” → 6个月, 20%, 2019年, 2个月, 89.5分."""
    text = _COLLOQUIAL.sub(lambda m: f"{_DIGITS[m.group(1)]}个", text)
    text = text.replace("半个月", "15天").replace("个把月", "1个月")
    text = _YEAR.sub(lambda m: "".join(str(_DIGITS[char]) for char in m.group(1)), text)
    text = _PERCENT.sub(lambda m: f"{value_of(m.group(1)) or m.group(1)}%", text)
    text = _SCORE_POINT.sub(_decimal, _POINT.sub(_decimal, text))
    text = _SCORED.sub(_figure, text)
    text = _PAIR.sub(lambda m: f"{_DIGITS[m.group(1)]}-{_DIGITS[m.group(2)]}", text)
    return _COUNTED.sub(_figure, text)


def counted(text: str, unit: str) -> str:
    """“两次”, “一百五十八课时” → 2次, 158课时: numerals before one unit."""
    before = rf"(?<![第几])([{_NUMERAL}]+)(?=个?{re.escape(unit)})"
    return re.sub(before, _figure, text) if unit else text


def _decimal(match: re.Match[str]) -> str:
    whole = value_of(match.group(1))
    return f"{whole}." + "".join(str(_DIGITS[char]) for char in match.group(2))
