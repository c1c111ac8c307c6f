"""The council and its committees (*udvalg*): each body's page, its seats, and who can log in."""
