"""What the council's track writes: verbs, each in one transaction, with `by=` for who does it."""
