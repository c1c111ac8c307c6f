"""Meetings as lower packages need them: looked up, and their agenda items as one reader may see them."""
