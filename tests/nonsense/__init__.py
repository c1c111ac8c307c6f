"""Whatever is sent, read or received: an answer, and never a fault of ours. Run by `make break`, not by `make test`."""
