"""The figures of the lesson as drawings, each with the table that says the same."""
