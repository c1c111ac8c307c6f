"""Rounds of points (*prioriteringsrunder*): members distribute points, open or secret; the screen that shows it."""
