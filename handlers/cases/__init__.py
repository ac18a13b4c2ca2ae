"""Matters put to the supervision section, and what it ruled."""
