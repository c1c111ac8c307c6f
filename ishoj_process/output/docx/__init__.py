"""Word documents of the house: the same template as page and PDF, with real headings, lists and tables."""
