"""The council and its committees (*udvalg*): bodies, seats and their acts by the day, log-in, mails for passwords."""
