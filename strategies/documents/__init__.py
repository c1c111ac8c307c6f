"""A strategy's files (*dokumenter*)."""
