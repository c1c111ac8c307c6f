"""The council and its committees (*udvalg*): each body's page, its seats, who can log in, the mail for passwords."""
