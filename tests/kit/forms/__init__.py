"""Forms filled in right and wrong, and the people of the forms' tests."""
