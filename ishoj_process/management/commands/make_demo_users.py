"""Three log-ins to try the house with, one for each role. Only where it runs as a demonstration."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from ishoj_process.models import Body, CouncilTerm, Seat, User
from ishoj_process.readers import DEMO_DOMAIN

PASSWORD = "demo-adgang-2023"  # noqa: S105 - refused at log-in wherever DEBUG is off
DEMO_USERS = {
    "byraadsmedlem": {"name": "Demo: byrådsmedlem", "role": User.Role.MEMBER},
    "administration": {"name": "Demo: administration", "role": User.Role.ADMINISTRATION},
    # The secretariat keeps users and seats, on the database's own pages.
    "sekretariat": {
        "name": "Demo: sekretariat",
        "role": User.Role.SECRETARIAT,
        "is_staff": True,
        "is_superuser": True,
    },
}


class Command(BaseCommand):
    help = "Make the demonstration users that are missing, and print how to log in as them."

    def handle(self, *args, **options):
        if not settings.DEMONSTRATION:
            raise CommandError("Demonstration users have known passwords: they are made only where DEBUG is on.")
        with transaction.atomic():
            users = {key: demo_user(key) for key in DEMO_USERS}
            seat_in_council_and_committee(users["byraadsmedlem"])
        self.stdout.write(f"Log-ins (password {PASSWORD}):")
        for user in users.values():
            self.stdout.write(f"  {user.email:<30} {user.get_role_display()}")


def demo_user(key):
    """The user, made where missing; what somebody has changed since stays."""
    email = f"{key}{DEMO_DOMAIN}"
    return User.objects.filter(email=email).first() or User.objects.create_user(email, PASSWORD, **DEMO_USERS[key])


def seat_in_council_and_committee(user):
    """Give the member a seat in the council and in the first standing committee that owns a strategy."""
    term = CouncilTerm.objects.first()
    council = Body.objects.filter(kind=Body.Kind.COUNCIL).first()
    committee = Body.objects.filter(kind=Body.Kind.STANDING, strategies__isnull=False).first()
    for body in filter(None, [council, committee]):
        Seat.objects.get_or_create(user=user, body=body, term=term)
