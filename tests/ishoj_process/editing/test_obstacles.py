"""What stands against an act is a sentence wherever reasons are read, and leads to what removes it where shown."""

import pytest
from django import forms
from django.template import Context, Template

from ishoj_process.editing.acting import told
from ishoj_process.editing.acts import Obstacle, Refused, way_out_of
from ishoj_process.editing.missing import Form
from ishoj_process.models import Body

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
