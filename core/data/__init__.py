"""What is learned from: handwritten digits, stroke patterns, clouds of points, drawn digits."""
