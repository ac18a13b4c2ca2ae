"""The bot from outside: callbacks, API calls, delivery, command line."""
