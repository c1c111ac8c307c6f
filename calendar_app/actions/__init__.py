"""The calendar's acts: verbs that write, each in one transaction, with `by=` for who does it."""
