"""What holds for all agendas of a body: when they go out, its standing items (*faste punkter*)."""
