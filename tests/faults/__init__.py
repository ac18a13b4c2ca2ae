"""What goes wrong around us, and what must hold all the same."""
