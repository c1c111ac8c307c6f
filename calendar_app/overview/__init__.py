"""The front page: where are we, what is next, what is expected of me."""
