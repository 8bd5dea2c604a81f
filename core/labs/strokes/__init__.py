"""The lab `strokes`: what a bottleneck makes of a stroke pattern."""
