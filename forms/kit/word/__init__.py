"""Word forms and reports: made, filled in, read back."""
