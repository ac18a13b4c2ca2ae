"""A stand-in for the WeCom server with a chat page; knows nothing of the product."""
