"""How many verdicts change when questions are mistyped: punctuation, homophones, stutter, emoji."""

import json
import random
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from opencc import OpenCC

from benchmarks.score import score
from bot.batch import answers, moment
from language.reader import Reader
from language.sound import sounds
from language.tables import WORDS
from rules.loading import load_plan

Perturb = Callable[[str, random.Random], str]
_GREETINGS = ("您好，请问一下，", "老师好 ", "在吗？", "麻烦问下 ", "领导，打扰了，")
_TAILS = ("谢谢！", " 急🙏🙏", "，盼复", "😂", "，麻烦了～")
_MARKS = str.maketrans("", "", "，。？！、；：,?!;:")
_TO_TRADITIONAL = OpenCC("s2t")


def unpunctuated(text: str, chance: random.Random) -> str:
    del chance
    return text.translate(_MARKS)


def traditional(text: str, chance: random.Random) -> str:
    del chance
    return str(_TO_TRADITIONAL.convert(text))


def greeted(text: str, chance: random.Random) -> str:
    return chance.choice(_GREETINGS) + text + chance.choice(_TAILS)


def stuttered(text: str, chance: random.Random) -> str:
    places = [
        i for i, char in enumerate(text) if "\u4e00" <= char <= "\u9fff" and char not in _KEPT
    ]
    if not places:
        return text
    at = chance.choice(places)
    return text[:at] + text[at] + text[at:]


_KEPT = "零一二三四五六七八九十百某"


def misheard(text: str, chance: random.Random) -> str:
    """One character of one lexicon word becomes a common one of the same sound."""
    words = [word for word in _lexicon() if word in text]
    chance.shuffle(words)
    for word in words:
        at = chance.randrange(len(word))
        twins = [one for one in _COMMON_HAN if one != word[at] and sounds(one) & sounds(word[at])]
        if twins:
            return text.replace(word, word[:at] + chance.choice(twins) + word[at + 1 :], 1)
    return text


def _lexicon() -> list[str]:
    words = (WORDS / "lexicon.txt").read_text(encoding="utf-8").split()
    return sorted({word for word in words if len(word) > 1})


# Characters people really type by mistake; the lexicon's own are left out on purpose.
_COMMON_HAN = (
    "直值址侄纸只之支知织致置制质志治智合河何和盒荷贺喝彼平凭瓶屏苹又右友有由油游侧册策厕"
    "测称趁秤乘城程诚承等登灯邓刺次词辞瓷此提题体替梯剔培陪配赔佩训寻迅讯巡对队兑堆住祝著驻"
    "注柱村存寸吋挂刮瓜寡干赶敢感肝考靠烤拷何核贺优犹忧秀绣锈袖修名明鸣命额鹅恶饿指之止旨标"
    "表彪镖领岭令另导倒岛捣班斑搬般板成乘程城员园原圆援退推腿蜕休修羞立利力丽历案按暗岸结洁"
)

PERTURBATIONS: Mapping[str, Perturb] = {
    "no punctuation": unpunctuated,
    "traditional": traditional,
    "greeting and emoji": greeted,
    "doubled character": stuttered,
    "homophone": misheard,
}


def perturbed(items: Iterable[Mapping[str, Any]], how: Perturb, seed: int) -> list[dict[str, Any]]:
    """The items with every message perturbed."""
    chance = random.Random(seed)
    return [
        {**item, "turns": [{**turn, "say": how(turn["say"], chance)} for turn in item["turns"]]}
        for item in items
    ]


def main(path: Path) -> None:
    items = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    plan = load_plan(Path(__file__).parent.parent / "plans" / "2019")
    reader = Reader(plan)

    def verdicts(these: list[dict[str, Any]]) -> dict[str, tuple[bool, bool]]:
        lines = [json.dumps(item, ensure_ascii=False) for item in these]
        scored = score(these, answers(lines, plan, moment(), reader))
        return {one.id: (one.passed, one.confidently_wrong) for one in scored}

    plain = verdicts(items)
    print(f"{'perturbation':<22}{'changed':>9}{'share':>8}{'wrong rulings':>15}")
    for name, how in PERTURBATIONS.items():
        these = perturbed(items, how, seed=2019)
        after = verdicts(these)
        changed = [id for id in plain if plain[id][0] != after[id][0]]
        wrong = [id for id in plain if after[id][1] and not plain[id][1]]
        print(f"{name:<22}{len(changed):>9}{len(changed) / len(plain):>8.1%}{len(wrong):>15}")
        if "-v" in sys.argv:
            said = {item["id"]: [turn["say"] for turn in item["turns"]] for item in these}
            for id in changed:
                print("   ", "WRONG" if id in wrong else "     ", id, said[id])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
