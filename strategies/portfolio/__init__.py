"""The list of strategies, and whether each keeps to its own plan (*følger planen, forsinket*)."""
