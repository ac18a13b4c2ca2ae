"""The season of 2019 replayed by real processes: each due reminder once, and nothing else."""

import pytest

from benchmarks.season import replay
from benchmarks.season_checks import faults

# A month of the county in real processes: 422 moments, each a tick and all that it makes due.
pytestmark = pytest.mark.slow(longest=True)


def test_a_season_is_said_once_and_in_time(tmp_path):
    outcome = replay(tmp_path)

    assert faults(outcome) == []
    # One look at what was said, so that an empty season is not taken for a perfect one.
    assert len(outcome.digests) == len(outcome.expected) > 300
    assert outcome.settled


def test_it_is_the_same_with_two_processes_killed_at_twenty_moments(tmp_path):
    outcome = replay(tmp_path, processes=2, kills=20, seed=7)

    assert faults(outcome) == []
    assert outcome.killed == 20
    assert len(outcome.digests) == len(outcome.expected) > 300
