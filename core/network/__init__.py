"""Autoencoders of any depth: built, trained, kept in files, and read from them."""
