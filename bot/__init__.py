"""How people reach us: wiring, settings, the command line and the channels."""
