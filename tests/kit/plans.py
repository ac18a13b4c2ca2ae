"""The plans that tests work with: the one of 2019, loaded once."""

from pathlib import Path
from typing import Final

from rules.plan import Plan, load_plan

ROOT: Final = Path(__file__).parents[2]
PLAN_2019: Final = ROOT / "plans" / "2019"
PLAN: Final[Plan] = load_plan(PLAN_2019)
