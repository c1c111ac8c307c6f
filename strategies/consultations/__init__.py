"""Consultations (*høringer*): who is asked about which text, by which deadline (*høringsfrist*), how long at least."""
