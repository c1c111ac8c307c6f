"""Meetings as calendars read them: RFC 5545 and 7986 for feeds, 5546 and 6047 for invitations."""
