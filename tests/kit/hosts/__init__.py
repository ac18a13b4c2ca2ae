"""Several machines that run the service on one PostgreSQL, and members who write to them."""
