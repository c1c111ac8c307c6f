"""The part of the settings that says what is logged: everything worth knowing, to where the server writes."""

HIDING = {"filters": ["hide_secret_paths"]}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"hide_secret_paths": {"()": "ishoj_process.site.secret_paths.HideSecretPaths"}},
    "handlers": {"console": {"class": "logging.StreamHandler", **HIDING}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # These tell the address that was asked for, whoever listens to them.
        "django.request": HIDING,
        "django.security.csrf": HIDING,
        "django.server": {**HIDING, "propagate": True},
        "waitress": {**HIDING, "level": "WARNING"},
        "waitress.queue": {"level": "ERROR"},  # that some wait for a paper is no news
        "pikepdf": {"level": "WARNING"},  # greets each process that loads it
    },
}
