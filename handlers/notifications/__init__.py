"""Speaking first: when, how much, and what units wish."""
