"""The calendar of a month (*kalender*): what happens on which day."""
