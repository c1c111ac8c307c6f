"""What nonsense is made of: agendas, mails, and files that are damaged."""
