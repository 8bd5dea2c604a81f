"""The heap from which Python resumes in the browser: made, rehearsed, kept."""
