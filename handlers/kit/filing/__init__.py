"""Papers on their way: forms made, files recognised and taken in, given back, packed."""
