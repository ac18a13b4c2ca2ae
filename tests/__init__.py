"""Tests of kaohe, reaching in where a user would."""
