"""The pages in front of a small county, and what is done on them."""
