"""The labs: each asks, and knows what happened. One file a lab, and its parts."""
