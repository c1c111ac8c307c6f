"""What every response passes on its way out."""

from django.conf import settings


def keep_private(get_response):
    """Mark what a logged-in person was shown as theirs alone, so that no cache on the way keeps it."""

    def middleware(request):
        response = get_response(request)
        # Asking for the user reads the session, which nobody without its cookie has: public pages stay untouched.
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            response["Cache-Control"] = "private, no-store"
        return response

    return middleware
