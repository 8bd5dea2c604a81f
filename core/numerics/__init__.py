"""Linear algebra, damage and measures on arrays: nothing here knows data, networks or labs."""
