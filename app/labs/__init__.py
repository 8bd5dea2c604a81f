"""The views, one lab a folder: they read the session and call its actions."""
