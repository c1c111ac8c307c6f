"""The new term, as one guided act: begun after the election, step by step, until it runs."""
