"""Tools around the tests and the tree: what `make` calls, and what counts."""
