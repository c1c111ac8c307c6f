"""Each body is shown by the name of its day: the doors through which a body comes, and what would pass them by.

A body that is reached from a row by a key is named by the row (`BodyKey`), those of a meeting by `Meeting.hosts`, and
all others by today, as `str` says it. `name` and `abbreviation` are the newest that were entered: shown, they would
change a page of 2023 when a body is renamed in 2026.
"""

import ast
import re
import sys
from importlib import import_module
from inspect import getsource, isclass

import pytest
from django import forms
from django.apps import apps
from django.db import models

from ishoj_process.models import Body
from tests.site.test_consistency import MAY_IMPORT, python_files, templates
from tests.sources import ROOT, nodes

# Of each key to a body the day whose names it gives; "" is today.
DAYS = {
    "AgendaItem.deciding_body": "day_of_treatment",
    "Consultee.body": "asked_on",
    "Contribution.body": "sorted_on",
    "EarlyInvolvement.body": "on",
    "LeftOut.body": "last_day",
    "FollowUp.body": "",
    "HandedOver.body": "day_before",
    "HandedOver.heir": "first_day",
    "MainPolicy.adopted_by": "adopted_day",
    "MainPolicy.lead_committee": "last_day",
    "MeetingRule.body": "nearest_day",
    "MeetingRule.follows": "nearest_day",
    "PlannedMeeting.body": "date",
    "RunningNumber.body": "day",
    "Seat.body": "",
    "StandingItem.body": "",
    "Strategy.adopted_by": "adopted_day",
    "Strategy.deciding_body": "last_day",
    "Strategy.owner": "last_day",
    "Succession.body": "day_before",
    "Succession.heir": "on",
    "Vision.adopted_by": "adopted_day",
}
# Of many bodies at once: by what they are shown.
OF_MANY = {
    "Meeting.bodies": "Meeting.hosts",
    "Strategy.co_owners": "Strategy.owners_together",
    "Subscription.bodies": "Subscription.bodies_text",
}
BODIES = r"(?:bod(?:y|ies)|owner|committee|lead_committee|deciding_body|adopted_by|heir|host|party|follows)"
IN_TEMPLATES = re.compile(rf"\.bodies\.all|\b{BODIES}\.(?:name|abbreviation|sort_key)\b")
# What is asked of a form in which a body is chosen, see `ishoj_process/editing/bodies.py`.
OFFERED = {
    "SuccessionForm.heirs": "offer",
    "SuccessionForm.along": "offer",
    # Those that there are on the day of the form, and what is chosen already.
    "AgendaItemForm.deciding_body": "offer",
    "AskMoreForm.bodies": "offer",
    "ConsultationForm.bodies": "offer",
    "EarlyInvolvementForm.body": "offer",
    "MainPolicyForm.lead_committee": "offer",
    "MeetingForm.bodies": "offer",
    "MeetingRuleForm.body": "offer",
    "NewItemForm.deciding_body": "offer",
    "MeetingRuleForm.follows": "offer",
    "PlannedMeetingForm.body": "offer",
    "SortForm.body": "offer",
    "StrategyForm.co_owners": "offer",
    "StrategyForm.deciding_body": "offer",
    "StrategyForm.owner": "offer",
    "SubscriptionForm.bodies": "offer",
    # All: what is looked for, or was decided, may be old.
    "ConsultationFilter.udvalg": "show",
    "ContributionFilter.udvalg": "show",
    "MainPolicyForm.adopted_by": "show",
    "MeetingFilter.udvalg": "show",
    "StatusForm.adopted_by": "show",
    "StrategyForm.adopted_by": "show",
}


def ours():
    found = [model for package in MAY_IMPORT for model in apps.get_app_config(package).get_models()]
    return [model for model in found if not hasattr(model, "history_type")]


def test_every_key_to_a_body_says_whose_day_it_is():
    keys = {
        f"{model.__name__}.{field.name}": getattr(field, "day", None)
        for model in ours()
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.related_model is Body
    }

    assert keys == DAYS


def test_every_day_of_a_key_is_one():
    """A name that is mistyped would be found only when a body is renamed."""
    for key, day in DAYS.items():
        model = next(model for model in ours() if model.__name__ == key.split(".")[0])
        assert not day or hasattr(model, day), key


def test_bodies_of_a_relation_are_shown_by_one_property():
    many = {
        f"{model.__name__}.{field.name}"
        for model in ours()
        for field in model._meta.local_many_to_many
        if field.related_model is Body
    }

    assert many == OF_MANY.keys()


def test_no_template_shows_the_newest_name():
    found = {name: IN_TEMPLATES.findall((ROOT / "templates" / name).read_text()) for name in templates()}

    assert {name: hits for name, hits in found.items() if hits} == {}


@pytest.mark.parametrize(
    "text", ["{% for body in meeting.bodies.all %}", "{{ row.body.name }}", "{{ owner.abbreviation }}"]
)
def test_rule_for_templates_can_fail(text):
    assert IN_TEMPLATES.search(text)


def shows_the_newest(node):
    is_named = isinstance(node, ast.Attribute) and node.attr in ("name", "abbreviation")
    whose = getattr(node, "value", None)
    word = getattr(whose, "attr", getattr(whose, "id", ""))
    return is_named and re.fullmatch(BODIES, word) is not None


def test_no_module_shows_the_newest_name():
    # Where names are kept and changed, and where it is asked whether one was changed.
    keepers = {
        "ishoj_process/models/bodies.py",
        "ishoj_process/council/acts.py",
        "calendar_app/new_term/bodies/states.py",
    }

    found = {
        f"{path}:{node.lineno}"
        for path in python_files(*MAY_IMPORT)
        if str(path) not in keepers
        for node in nodes(path)
        if shows_the_newest(node)
    }

    assert found == set()


def forms_of(path):
    module = import_module(".".join(path.with_suffix("").parts))
    made = [form for form in vars(module).values() if isclass(form) and issubclass(form, forms.BaseForm)]
    return [form for form in made if form.__module__ == module.__name__]


def is_of_bodies(field):
    return getattr(getattr(field, "queryset", None), "model", None) is Body


def choices_of_bodies():
    """Each choice among bodies that a form offers, with the form."""
    paths = [path for path in python_files(*MAY_IMPORT) if path.name.endswith(("forms.py", "views.py"))]
    found = [form for path in paths for form in forms_of(path)]
    return {
        f"{form.__name__}.{name}": form
        for form in found
        for name, field in form.base_fields.items()
        if is_of_bodies(field)
    }


def test_every_choice_among_bodies_is_one_of_its_day(db):
    found = choices_of_bodies()

    assert sorted(found) == sorted(OFFERED)
    assert [choice for choice, form in found.items() if f"{OFFERED[choice]}_bodies(" not in source_of(form)] == []


def source_of(form):
    """The modules of the form, and of the forms that it is made of."""
    return "".join(
        getsource(sys.modules[made.__module__]) for made in form.__mro__ if made.__module__.endswith("forms")
    )
