"""Measures that print figures; run by hand or by `make score`."""
