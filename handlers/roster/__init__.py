"""The roster: candidates, trial, corrections, merges, history, whom of a unit to write to."""
