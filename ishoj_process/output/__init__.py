"""What leaves the house as a file: PDF (by the `press`, one at a time), Word (`docx`), spreadsheets, drawings."""
