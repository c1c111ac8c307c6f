"""The table of bodies as it is shown and sent: its forms, and what they would bring about in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ishoj_process.models import Body

from .forms import MOST_NEW, BegunForm, ChangeForm, NewBodyForm, new_key
from .states import Bodies, Change, NewBody, What, in_words


class BodyTable:
    """All the forms of the page together."""

    def __init__(self, bodies: Bodies, sent: Any = None) -> None:
        self.bodies = bodies
        heirs = [(str(body.pk), str(body)) for body in [*map(self._named, bodies.before), *bodies.begun]]
        heirs += [(new_key(n), _("new body no. %(number)s below") % {"number": n}) for n in range(1, MOST_NEW + 1)]
        self.changes = [
            ChangeForm(sent, body=body, change=bodies.changes[body.pk], heirs=heirs) for body in bodies.before
        ]
        self.begun = [BegunForm(sent, body=body) for body in bodies.begun]
        self.new = [NewBodyForm(sent, number=number) for number in range(1, MOST_NEW + 1)]

    def _named(self, body: Body) -> Body:
        return body.as_of(self.bodies.day)

    @property
    def forms(self) -> list[Any]:
        return [*self.changes, *self.begun, *self.new]

    def is_valid(self) -> bool:
        # All of them, so that all that is wrong is marked at once.
        are_valid = [form.is_valid() for form in self.forms]
        return all(are_valid) and self._names_only_what_is_there()

    def _names_only_what_is_there(self) -> bool:
        keys = {each.key for each in self.wanted_new}
        for form in self.changes:
            missing = [heir for heir in form.change.heirs if heir.startswith(new_key("")) and heir not in keys]
            if missing:
                form.add_error("heir_1", _("Write the name of the new body below."))
        return not any(form.errors for form in self.changes)

    @property
    def wanted(self) -> dict[int, Change]:
        return {form.body.pk: form.change for form in self.changes}

    @property
    def wanted_new(self) -> list[NewBody]:
        return [each for form in self.new if (each := form.new_body)]

    @property
    def removed(self) -> list[int]:
        return [form.body.pk for form in self.begun if form.cleaned_data["remove"]]

    @property
    def sentences(self) -> list[str]:
        """What the whole brings about, other than that a body goes on."""
        names = {str(body.pk): str(body) for body in [*map(self._named, self.bodies.before), *self.bodies.begun]}
        names |= {str(key): change.name for key, change in self.wanted.items() if change.what is What.RENAMED}
        names |= {each.key: each.name for each in self.wanted_new}
        told = [
            in_words(str(form.body), form.change, [names[heir] for heir in form.change.heirs])
            for form in self.changes
            if form.change != Change()
        ]
        begin = [names[str(form.body.pk)] for form in self.begun if form.body.pk not in self.removed]
        begin += [each.name for each in self.wanted_new]
        return told + [_("%(body)s begins.") % {"body": name} for name in begin]
