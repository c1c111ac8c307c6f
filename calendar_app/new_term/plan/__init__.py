"""The process plan of a new term from a template: its days proposed from the legal ones, adjusted, stored whole."""
