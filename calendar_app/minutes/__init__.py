"""Minutes (*referat*): decisions, attendance, minority statements, follow-ups (*opfølgning*)."""
