"""What stands around the simulator in its tests."""
