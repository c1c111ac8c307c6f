"""The process plan (*procesplan*) of vision and strategies: its PDF, and its adoption by the council."""
