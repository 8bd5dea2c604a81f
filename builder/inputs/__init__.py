"""What comes from outside: pinned, fetched, found unchanged."""
