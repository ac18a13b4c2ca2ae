"""Marked copies: each fault where it stands, all else of the file as it was."""
