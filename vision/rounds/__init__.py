"""Rounds of points (*prioriteringsrunder*), open or secret, and their screen; who has a ballot: `models/mandates`."""
