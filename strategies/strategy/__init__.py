"""A strategy (*strategi*): its page, PDF and Word document, entering it, its status, its wordings."""
