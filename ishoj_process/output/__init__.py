"""What leaves the house as a file: PDF, Word (`docx`), spreadsheets, drawings, and what is kept of them."""
