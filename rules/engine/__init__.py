"""Rulings: a plan compiled, one case laid out, decided, and what could still change it."""
