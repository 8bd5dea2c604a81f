"""A class without a server: what a teacher sets, what learners hand in, what the teacher reads."""
