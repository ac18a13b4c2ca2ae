"""Rulings on a person: the questions, the facts they need, their wording, slips."""
