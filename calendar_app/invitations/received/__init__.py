"""What a mail from outside says: who sent it, its calendars, its words, what it reports; bytes in, facts out."""
