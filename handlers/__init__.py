"""What we can do for those who write to us, one file a topic."""
