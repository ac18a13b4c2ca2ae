"""Scores and headcounts in a message."""

import re
from dataclasses import dataclass

_SCORE = re.compile(
    r"(?:测评|得分|打分|分数|考了|得了|民主|评分|测了|分值|得|打了|只有|才|是|成绩)[^,.;?!\d]{0,8}"
    r"(?P<n>\d{2,3}(?:\.\d+)?)(?P<tail>分?[^\d个名人位%月年日号]?)(?![\d个名人位%月年日号]|季度)|(?P<m>\d{2,3}(?:\.\d+)?)分(?!之)"
)
_BELOW = re.compile(
    r"(?:不到|没到|未到|低于|不足|没过|没上|不够|没有|差.{0,4}(?:到|够|满|才|就))(?:了)?$"
)
_SHORT = re.compile(
    r"(?:还|就|只)?差[\d.零一二两半几]+分[^,;]{0,3}(?:到|够|满|才)?(?:90|九十)?|分(?:数)?(?:没|不)(?:够|到)|(?:没|不)(?:够|到|达)(?:90|九十)(?!个)"
)
_ENOUGH = re.compile(
    r"(?:测评|分数?|得分)[^,;]{0,4}(?:够了?|达标|过线|过关|上了90|过90|没问题|够线)(?!不够)(?!吗)"
)
_PEOPLE = (
    re.compile(
        r"(?P<n>\d{1,4})(?:来|多)?(?:个|名|人|位)?(?:左右)?[^,.;?!\d季优]{0,5}?"
        r"(?:科级|领导成员|班子成员|成员|县管|校级|领导干部|干部|人(?!大)|副职|参加考核|校领导)"
    ),
    re.compile(
        r"(?:科级|领导成员|成员|干部|县管|人数|总数|基数|校级|班子|一共|总共|共有?|合计|算下来)[^,.;?!\d季优]{0,8}?"
        r"(?P<n>\d{1,4})(?:个|名|人|位)?(?!个?月|个?季度|%|分|\.|年|日|号|个?优|\d|个?乡镇)"
    ),
    re.compile(r"(?P<n>\d{1,4})(?:个|名|位)(?=$|[ ,.;?!]|能|最多|报|评|该|按|可|里|中|,|算)"),
)
_TEAMS = re.compile(
    r"班子[^,.;?!\d]{0,10}?(?P<n>\d{1,4})个|(?P<m>\d{1,4})(?:个|套|家)(?:参加考核的?|被考核的?|领导)?班子"
)
_HEADS = r"(?:党政)?(?:局长|书记|镇长|乡长|一把手|正职|主任|主要负责人|主要领导|负责人|部长)"
_WITHOUT_HEADS = re.compile(
    rf"(?:不含|不包括|没含|除了?|除开|除去|不算|扣除|扣掉|刨去|刨开|去掉|没算|不带|剔除|减去|不计)(?:了)?[^,;]{{0,4}}{_HEADS}|{_HEADS}[^,;]{{0,6}}(?:不算|没算|不在|除外|不含|不计|没在)"
)
_WITH_HEADS = re.compile(
    rf"(?:含|包括|包含|算上|连|加上|带|连同|其中有?|里头有|里面有)(?:了)?[^,;]{{0,4}}{_HEADS}|{_HEADS}[^,;]{{0,8}}(?:都)?(?:算在|在内|在里头|算进|都算|也算|也在|算里|在里面|包括在)"
)
_PAIR = re.compile(
    r"书记[^,;]{0,4}(?:镇长|乡长)|(?:镇长|乡长)[^,;]{0,4}书记|党政正职|党政主要|两个正职|2个正职|两正职|两位正职|正职(?:两|2)"
)


@dataclass(frozen=True)
class Headcount:
    """`said` people, of whom `heads` are heads who by the notice do not count in a base."""

    said: int
    heads: int
    heads_settled: bool

    @property
    def counted(self) -> int:
        """How many are left without the heads."""
        return max(0, self.said - self.heads)


def score_named(text: str) -> float | None:
    """The evaluation score said; just below or at the line where only that is said. Figures only."""
    if _SHORT.search(text):
        return 89.9
    for match in _SCORE.finditer(text):
        number = float(match["n"] or match["m"])
        if not 40 <= number <= 100:
            continue
        if _BELOW.search(
            text[
                max(0, match.start("n" if match["n"] else "m") - 4) : match.start(
                    "n" if match["n"] else "m"
                )
            ]
        ):
            return number - 0.1
        return number
    return 90.0 if _ENOUGH.search(text) else None


def headcount_named(text: str) -> Headcount | None:
    """How many people a share is to be taken of. Figures only."""
    for pattern in _PEOPLE:
        for match in pattern.finditer(text):
            said = int(match["n"])
            if said and not _is_other(text, match):
                return Headcount(said, *_heads(text))
    return None


def _is_other(text: str, match: re.Match[str]) -> bool:
    after = text[match.end("n") : match.end("n") + 3]
    return bool(
        re.match(
            r"个?(?:乡镇|季度|月|优秀|指标|名额|%|分|班子|档|学校|单位|组)|[%.分年月号日]", after
        )
    )


def _heads(text: str) -> tuple[int, bool]:
    if _WITHOUT_HEADS.search(text):
        return 0, True
    if _WITH_HEADS.search(text):
        return (2 if _PAIR.search(text) else 1), True
    return 0, False


def teams_named(text: str) -> int | None:
    """How many teams a share is to be taken of."""
    match = _TEAMS.search(text)
    return int(match["n"] or match["m"]) if match else None
