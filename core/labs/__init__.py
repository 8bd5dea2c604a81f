"""The labs: each asks, and knows what happened. One folder a lab."""
