"""What stands against an act is a sentence wherever reasons are read, and leads to what removes it where shown."""

import pytest
from django import forms
from django.template import Context, Template
from django.urls import reverse

from ishoj_process.editing.acting import told
from ishoj_process.editing.acts import Obstacle, Refused, way_out_of
from ishoj_process.editing.missing import Form
from ishoj_process.models import Body, PartyGroup, Seat

REASON = Obstacle("Strategien har ingen <b>tekst</b>.", "Skriv teksten", "/strategier/s/rediger/?a=1&b=2")


def test_obstacle_is_its_sentence_and_keeps_its_way():
    assert (REASON, str(REASON).way, " ".join([REASON])) == (
        "Strategien har ingen <b>tekst</b>.",
        ("Skriv teksten", "/strategier/s/rediger/?a=1&b=2"),
        "Strategien har ingen <b>tekst</b>.",
    )
    assert Refused([REASON]).args == ("Strategien har ingen <b>tekst</b>.",)
    assert (way_out_of(REASON), way_out_of("Nej.")) == (REASON.way, None)


def test_reasons_are_told_with_their_ways_and_nothing_in_them_is_run():
    shown = told([REASON, "Nej & nej."])

    assert shown == (
        'Strategien har ingen &lt;b&gt;tekst&lt;/b&gt;. <a href="/strategier/s/rediger/?a=1&amp;b=2">Skriv teksten</a>'
        " Nej &amp; nej."
    )
    template = Template("{% load ui %}{{ reasons|told }} {{ reasons.1|way_out }}")
    assert template.render(Context({"reasons": [REASON, "Nej & nej."]})) == f"{shown} Nej &amp; nej."


class Choosing(Form):
    one = forms.ChoiceField(label="En", choices=[("", "vælg")])
    body = forms.ModelChoiceField(Body.objects.all(), label="Udvalg")
    maybe = forms.ChoiceField(label="Måske", choices=[], required=False)
    words = forms.CharField(label="Ord")


@pytest.mark.django_db
def test_choice_that_must_be_made_among_nothing_is_an_obstacle(council):
    first = Choosing().obstacles()
    council.delete()

    assert first == ["Der er endnu intet at vælge under ”En”."]
    assert Choosing().obstacles() == [*first, "Der er endnu intet at vælge under ”Udvalg”."]


@pytest.mark.parametrize(
    ("name", "way"), [("body_remove", "body_end"), ("seat_remove", None), ("group_remove", None), ("term_remove", None)]
)
def test_what_is_no_mistake_is_said_before_the_button(client_of, secretariat, member, committee, term, name, way):
    group = PartyGroup.objects.create(letter="A", name="Gruppe A")
    Seat.objects.filter(user=member).update(party_group=group)
    seat = Seat.objects.filter(body__kind="council").first()
    of = {"body_remove": committee.slug, "seat_remove": seat.pk, "group_remove": group.pk, "term_remove": term.pk}

    page = client_of(secretariat).get(reverse(name, args=[of[name]])).text.split("<main")[1]

    # On the seat itself hangs nothing yet.
    is_named = name != "seat_remove"
    assert ("disabled" in page, "notice-warning" in page) == (is_named, is_named)
    assert way is None or f'href="{reverse(way, args=[of[name]])}"' in page
