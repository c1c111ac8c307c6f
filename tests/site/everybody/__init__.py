"""What everybody needs of a page: colours far enough apart, focus in sight, names of tables."""
