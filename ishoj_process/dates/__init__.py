"""Days and hours as Danes write them: the process's own day, rough dates, working days, rhythms of a year."""
