"""Those elected to a term: their log-ins are invited, all or some, and each is taken back by themselves."""
