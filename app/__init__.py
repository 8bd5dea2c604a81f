"""The labs as Panel views on a session; runs in the browser's worker and, for tests, in CPython."""
