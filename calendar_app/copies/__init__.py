"""A copy of a meeting (*kopier mødet*): the next one of the body, with what is chosen of the agenda."""
