"""The door before a view: log-in for strangers, a plain no for those who may not."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied

from . import unsent


def require(may, *, keeps_typed=True):
    """Let in those for whom `may(user)` is true: strangers are sent to log in, others are told no (403).

    What a stranger typed is kept until they have logged in, unless it is nobody else's to find: `keeps_typed=False`.
    """

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.is_authenticated:
                if keeps_typed:
                    unsent.keep(request)
                return redirect_to_login(request.get_full_path())
            if not may(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.may, guarded.keeps_typed = may, keeps_typed
        return guarded

    return decorate
