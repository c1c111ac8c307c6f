"""An agenda read from a file or a pasted text, shown before it is made; what closes an item: `file/doors`."""
