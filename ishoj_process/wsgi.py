"""The WSGI application that gunicorn serves."""

import logging
import os

from django.core.wsgi import get_wsgi_application

from ishoj_process.site.secret_paths import HideSecretPaths

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ishoj_process.settings")

# The server has made its loggers by itself; naming them in the settings would take their handlers away.
for name in ("gunicorn.error", "gunicorn.access"):
    logging.getLogger(name).addFilter(HideSecretPaths())

application = get_wsgi_application()
