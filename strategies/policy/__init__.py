"""A main policy (*hovedpolitik*): its page, PDF and Word document, entering it, and its status."""
