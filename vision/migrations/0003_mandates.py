"""A ballot belongs to a mandate, which keeps the words of its day; rounds of before get theirs as far as it is known."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q
from django.utils import timezone

from ishoj_process.dates import clock


def day_of(round_):
    """The day on which a round closed, or an open one opened; the demonstration's own, which is no day of the clock."""
    at = round_.closed_at or round_.opened_at
    return clock.today() if clock.is_set_by_hand() or at is None else timezone.localdate(at)


def seats_on(seats, day):
    begun = Q(starts__isnull=True) | Q(starts__lte=day)
    not_ended = Q(ends__isnull=True) | Q(ends__gte=day)
    held = seats.filter(begun, not_ended, term__starts__lte=day, term__ends__gte=day, body__kind="council")
    return held.exclude(role="substitute").select_related("user", "party_group").order_by("pk")


def called(user):
    return (user.name or user.email) if user else ""


def fill(apps, schema_editor):
    alias = schema_editor.connection.alias
    rounds = apps.get_model("vision", "Round").objects.using(alias)
    seats = apps.get_model("ishoj_process", "Seat").objects.using(alias)
    for round_ in rounds.filter(state__in=["open", "closed"]).order_by("pk"):
        fill_round(apps, alias, round_, seats)
    if schema_editor.connection.vendor == "postgresql":
        # Its checks of keys wait for the end, and no table is changed while they wait.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def fill_round(apps, alias, round_, seats):
    substitutes = {row.seat_id: row.user for row in round_.substitutes.select_related("user")}
    people, voters = set(), set()
    ballots = round_.ballots.select_related("seat__user", "party_group").order_by("pk")
    for ballot in ballots:
        seat = ballot.seat
        voter = substitutes.get(seat.pk) or seat.user
        mandate = made(apps, alias, round_, seat, ballot.party_group, substitutes.get(seat.pk))
        ballot.mandate = mandate
        # Who had two seats gave two ballots then; both still count, and only one of them is theirs to change.
        ballot.given_by = voter if voter and voter.pk not in voters else None
        ballot.save(using=alias, update_fields=["mandate", "given_by"])
        voters |= {voter.pk} if voter else set()
        people |= {seat.user_id}
    known = {ballot.seat_id for ballot in ballots}
    for seat in seats_on(seats, day_of(round_)):
        filled = seat.pk in substitutes or (seat.user and seat.user.is_active)
        # A closed round counts those on whose seat somebody could vote; an open one knows the whole council.
        if seat.pk in known or (round_.state == "closed" and not filled) or (seat.user and seat.user_id in people):
            continue
        made(apps, alias, round_, seat, seat.party_group, substitutes.get(seat.pk))
        people |= {seat.user_id}


def made(apps, alias, round_, seat, group, substitute):
    return (
        apps.get_model("vision", "Mandate")
        .objects.using(alias)
        .create(
            round=round_,
            seat=seat,
            holder=seat.user,
            holder_name=called(seat.user),
            substitute_name=called(substitute),
            party_group=group,
            group_letter=group.letter if group else "",
            group_name=group.name if group else "",
        )
    )


def to_nobody(to, **kwargs):
    return models.ForeignKey(
        blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=to, **kwargs
    )


class Migration(migrations.Migration):
    dependencies = [
        ("ishoj_process", "0005_search_words"),
        ("vision", "0002_substitutes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Mandate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("holder_name", models.CharField(blank=True, max_length=254, verbose_name="holder")),
                ("substitute_name", models.CharField(blank=True, max_length=254, verbose_name="substitute")),
                ("group_letter", models.CharField(blank=True, max_length=8, verbose_name="letter of the group")),
                ("group_name", models.CharField(blank=True, max_length=120, verbose_name="group")),
                ("holder", to_nobody(settings.AUTH_USER_MODEL)),
                ("party_group", to_nobody("ishoj_process.partygroup")),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="mandates", to="vision.round"
                    ),
                ),
                ("seat", to_nobody("ishoj_process.seat")),
            ],
            options={
                "verbose_name": "mandate in a round",
                "verbose_name_plural": "mandates in rounds",
            },
        ),
        migrations.AddConstraint(
            model_name="mandate",
            constraint=models.UniqueConstraint(fields=("round", "seat"), name="mandate_once_per_seat"),
        ),
        migrations.AddField(model_name="ballot", name="given_by", field=to_nobody(settings.AUTH_USER_MODEL)),
        migrations.AddField(
            model_name="ballot",
            name="mandate",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="ballot",
                to="vision.mandate",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RemoveConstraint(model_name="ballot", name="ballot_once_per_seat"),
        migrations.RemoveField(model_name="ballot", name="party_group"),
        migrations.RemoveField(model_name="ballot", name="seat"),
        migrations.AlterField(
            model_name="ballot",
            name="mandate",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.RESTRICT, related_name="ballot", to="vision.mandate"
            ),
        ),
        migrations.AddConstraint(
            model_name="ballot",
            constraint=models.UniqueConstraint(fields=("round", "given_by"), name="ballot_once_per_person"),
        ),
    ]
