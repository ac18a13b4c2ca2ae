"""The service and its channel on a stage."""
