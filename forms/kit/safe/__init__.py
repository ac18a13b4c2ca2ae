"""Files looked into before anything trusts them, and parsed in a child process."""
