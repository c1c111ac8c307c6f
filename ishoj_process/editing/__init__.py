"""How a page writes: forms that tell of what others stored, acts and their refusals, earlier versions."""
