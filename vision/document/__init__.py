"""The vision (*vision*): its page, its wording and its guiding lines (*sigtelinjer*)."""
