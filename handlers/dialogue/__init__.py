"""One talk: its state, which topic a message is for, smalltalk, and what nobody could read."""
