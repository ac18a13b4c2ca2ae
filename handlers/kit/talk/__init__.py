"""One talk from message to message: what is kept, meant, guessed, and no longer open."""
