"""A new item of an agenda (*nyt punkt*) with its documents and files, written on the page of the agenda."""
