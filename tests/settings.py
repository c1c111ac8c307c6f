"""The production settings with what only tests need: fast hashing, plain static files, mail in memory."""

import os
import tempfile

scratch = tempfile.TemporaryDirectory(prefix="council-tests-")  # gone with the process
os.environ.setdefault("VAR_DIR", scratch.name)
os.environ.setdefault("SECRET_KEY", "a-key-for-the-tests-alone-with-more-than-fifty-characters-0123456789")
os.environ.setdefault("ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")
os.environ.setdefault("SECURE_SSL_REDIRECT", "False")
os.environ.setdefault("TODAY", "2023-08-14")
os.environ.setdefault("ADMIN_PAGES", "True")  # what they show is asked about, though a house has them off
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser driver runs its own event loop

from ishoj_process.settings.base import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "ishoj_process.files.storage.WholeFiles"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# Browsers speak plain http to the live server.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "session", "csrf"
ROUND_STANDING_SECONDS = 0  # what a test has changed it sees at once; the tests of the second set it themselves
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
SOFT_HYPHENS = False  # tests read words as they are typed; the hyphens have tests of their own
PAPERS_APART = False  # tests put templates where only they find them, and count what is asked
