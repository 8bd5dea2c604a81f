"""The lab `walk`: codes of two numbers, on a map that one walks in."""
