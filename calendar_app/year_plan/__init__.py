"""The meeting calendar of a year (*mødekalender, årsplan*): rules, proposal, adoption; PDF and spreadsheet."""
