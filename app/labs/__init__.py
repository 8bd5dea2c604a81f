"""The views, one lab a file: they read the session and call its actions."""
