"""What becomes of each body when a term begins: goes on, is renamed, ends, passes on its work; and what is new."""
