"""The lab `train`: what a network will have learned."""
