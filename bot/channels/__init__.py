"""One package a channel: each translates its protocol into inquiries and replies, nothing more."""
