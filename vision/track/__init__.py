"""The council's track (*sporet*): which vision is shown, where the work on it stands, and in which words."""
