"""Tests of commands and questions about one's own papers."""
