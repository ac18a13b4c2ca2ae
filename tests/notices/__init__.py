"""The chat on notices of other counties and institutions."""
