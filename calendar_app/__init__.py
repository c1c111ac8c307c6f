"""What is dated, shown and sent: meetings with their agendas, calendars, mails, timeline, process plan."""
