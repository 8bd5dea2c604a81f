"""What all labs show: controls, figures, the record."""
