"""A main policy that is written and led by the climate committee, and what happens to it."""

import pytest

from strategies.models import Consultation, Consultee
from tests.strategies.conftest import DEADLINE, OPENED

TEXT = "<p>Rent vand i søen.</p>"


@pytest.fixture
def policy(main_policy):
    main_policy.status, main_policy.text = "in_preparation", TEXT
    main_policy.save()
    return main_policy


@pytest.fixture
def hear(policy):
    """A consultation about the policy: sent on 1 August 2023 with a deadline of 11 September unless told otherwise."""

    def make(*bodies, **fields):
        sent = {"state": "sent", "opened_on": OPENED, "deadline": DEADLINE, "text": policy.text}
        fields = {"number": Consultation.objects.count() + 1, **sent, **fields}
        consultation = Consultation.objects.create(main_policy=policy, **fields)
        for body in bodies:
            Consultee.objects.create(consultation=consultation, body=body)
        return consultation

    return make


@pytest.fixture
def takes_part(term):
    """Whether citizens take part in the main policies, as the council decided it for the term."""

    def decide(so):
        term.citizens_shape_main_policies = so
        term.save()

    return decide
