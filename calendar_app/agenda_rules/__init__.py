"""What holds for all meetings of a body: when agendas go out, standing items (*faste punkter*), what is usual."""
