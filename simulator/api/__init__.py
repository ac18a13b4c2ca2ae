"""The part of the WeCom server API that a self-built app uses, under /cgi-bin."""
