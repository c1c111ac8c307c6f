"""Agendas (*dagsordener*) and their items: entering, publishing, correcting; as PDF and Word."""
