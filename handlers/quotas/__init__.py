"""Places for 优秀: a unit's ledger, shares, what is used, who is claimed twice."""
