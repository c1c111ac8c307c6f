"""The committees' track: strategies, and hearing others about them."""
