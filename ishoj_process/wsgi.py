"""The WSGI application that `manage.py serve` serves."""

import os

from django.core.wsgi import get_wsgi_application

from ishoj_process.site.charsets import refuse_odd_charsets

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ishoj_process.settings")

application = refuse_odd_charsets(get_wsgi_application())
