"""One turn of a talk, as every room sees it: the message, who asks, what is known, the reply."""
