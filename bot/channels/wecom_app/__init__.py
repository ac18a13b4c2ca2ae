"""The self-built app (自建应用): XML callbacks in, passive replies and active messages out."""
