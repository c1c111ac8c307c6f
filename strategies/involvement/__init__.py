"""The duty to hear others (*hvem skal høre hvem*): whom a strategy concerns, who was heard early, who was left out."""
