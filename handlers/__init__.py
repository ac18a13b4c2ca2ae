"""What we can do for those who write to us, a room a domain."""
