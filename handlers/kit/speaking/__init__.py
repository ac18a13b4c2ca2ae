"""Speaking first: when, to whom, how much, and what units wish."""
