"""The part of the settings that says what is logged: everything worth knowing, to where the server writes."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"pikepdf": {"level": "WARNING"}},  # greets each process that loads it
}
