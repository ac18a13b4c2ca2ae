"""Tests of what we say of our own accord, on real databases and the real notice."""
