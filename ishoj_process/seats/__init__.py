"""The secretariat's pages of seats and party groups: who sits where, from when, for whom, and in which group."""
