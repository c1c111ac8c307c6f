"""The house that is walked through: each thing in each state, with a word of its own in each text."""
