"""A season's end: closed, put into an archive, personal data erased once its time is over."""
