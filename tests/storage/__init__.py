"""Tests of what we remember, on real SQLite files and a real PostgreSQL."""
