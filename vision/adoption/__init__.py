"""Adopting the vision at a meeting of the council, and beginning a new edition (*udgave*) of it."""
