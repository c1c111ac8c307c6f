"""Coverage (*dækning*): what the strategies carry of the vision, as page, PDF and spreadsheet."""
