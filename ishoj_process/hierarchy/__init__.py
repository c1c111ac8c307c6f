"""The hierarchy (*styringshierarki*): main policies, statuses and how they move, and how each serves the vision."""
