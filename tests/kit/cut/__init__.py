"""Flows cut off at every point at which they can be."""
