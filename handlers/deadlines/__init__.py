"""Deadlines: which is meant, confirming and setting one."""
