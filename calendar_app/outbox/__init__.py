"""How mails are sent once and tried again, whatever is in them: claimed, sent, noted."""
