"""The held-out questions keep their format."""

import json
import re
from collections import Counter
from pathlib import Path

ITEMS = [
    json.loads(line)
    for line in Path(__file__).with_name("held-out.jsonl").read_text("utf-8").splitlines()
]
TURNS = [(item["id"], turn) for item in ITEMS for turn in item["turns"]]
GROUPS = {"scope": 108, "procedure": 48, "silent": 29, "action": 29, "off": 14, "clash": 12}
KINDS = {"answer", "ask", "silent", "clash", "off", "choices", "action"}
CLAUSES = {
    "一(一)",
    *(f"一(一){n}" for n in range(1, 12)),
    *(f"一(二){n}" for n in (1, 2)),
    *(f"一(三){n}" for n in range(1, 7)),
    "二(一)",
    "二(二)",
    *(f"三({n})" for n in "一二三四"),
}
UNITS = "own_unit host_unit home_unit"
AXES = {
    "participation": "takes_part does_not separate_scheme",
    "assessed_at": f"{UNITS} main_post_unit superior_department delegated_department"
    " separate_scheme none",
    "quota_base": f"{UNITS} none delegated_list",
    "excellent_quota": f"{UNITS} exempt county_list delegated_list separate_scheme",
    "grade": "ordinary undetermined no_excellent none",
    "form": "附件1 附件5 附件6 附件8 附件9",
}
FACTS = (
    "sent_by months_served is_secondee village_post position works_at concurrent_posts"
    " in_training retired_on under_investigation team_grade is_unit_head evaluation_score"
    " routine_excellent headcount year which_form person"
)
EXPECT = {"kinds", "clauses_any", "clauses_all", "decision", "asks_any", "must", "must_not"}


def cited(expect):
    return {*expect.get("clauses_any", []), *expect.get("clauses_all", [])}


def test_items():
    assert [item["id"] for item in ITEMS] == [f"ho-{n:03d}" for n in range(1, len(ITEMS) + 1)]
    for item in ITEMS:
        assert set(item) == {"id", "as", "tags", "turns"}
        assert item["as"] in {"clerk", "supervisor", "cadre"}, item["id"]
        assert len(GROUPS.keys() & set(item["tags"])) == 1, item["id"]
        assert 1 <= len(item["turns"]) <= 3, item["id"]
        assert ("multi" in item["tags"]) == (len(item["turns"]) > 1), item["id"]


def test_shares():
    assert Counter(item["tags"][0] for item in ITEMS) == GROUPS
    assert {clause for _, turn in TURNS for clause in cited(turn["expect"])} == CLAUSES


def test_turns():
    for name, turn in TURNS:
        expect = turn["expect"]
        assert set(turn) == {"say", "expect"}, name
        assert set(expect) <= EXPECT, name
        assert expect["kinds"], name
        assert set(expect["kinds"]) <= KINDS, name
        assert ("asks_any" in expect) == ("ask" in expect["kinds"]), name
        assert set(expect.get("asks_any", [])) <= set(FACTS.split()), name
        assert "answer" not in expect["kinds"] or cited(expect), name
        for axis, value in expect.get("decision", {}).items():
            assert value in AXES[axis].split(), name
        for pattern in [*expect.get("must", []), *expect.get("must_not", [])]:
            re.compile(pattern)
