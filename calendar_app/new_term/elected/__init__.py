"""Who was elected, from a file or pasted lines: read, judged line by line, stored as a whole, taken back as a whole."""
