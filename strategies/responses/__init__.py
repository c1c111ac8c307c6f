"""Answers to a consultation (*høringssvar*), point by point, from a spreadsheet too, and the report on them."""
