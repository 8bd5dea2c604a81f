"""The lesson: prose, mathematics, figures and panels, read from `content/<language>/lesson/`."""
