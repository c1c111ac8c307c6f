"""The WSGI application that `manage.py serve` serves."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ishoj_process.settings")

application = get_wsgi_application()
