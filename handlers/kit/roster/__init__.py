"""The roster: as candidates for a ruling, tried, corrected, merged, explained."""
