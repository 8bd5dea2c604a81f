"""Numerics and rules of Hunch: NumPy and the standard library, nothing that knows a screen."""
