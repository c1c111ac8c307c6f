"""What bodies that end leave when a term begins: to whom it goes, in bulk, and why what has no heir has none."""
