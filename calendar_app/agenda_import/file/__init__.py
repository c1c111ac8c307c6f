"""An agenda that comes from a file or a pasted text: what is read of it, shown before anything is stored."""
