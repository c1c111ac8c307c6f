"""Forms about seats and groups: what each act on them must be told."""

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from ishoj_process.council.seat_acts import other_seats
from ishoj_process.dates.fields import DanishDateField
from ishoj_process.editing.page import ActForm
from ishoj_process.models import CouncilTerm, PartyGroup, Seat, User
from ishoj_process.models.council import role_name, roles_in
from ishoj_process.text.danish_sort import danish_key

NO_GROUP = _("no group")


class PeopleIterator(ModelChoiceIterator):
    """People in Danish order of their names."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield ("", self.field.empty_label)
        yield from (self.choice(user) for user in sorted(self.queryset, key=lambda user: danish_key(str(user))))


class PersonField(forms.ModelChoiceField):
    """Somebody who may have a seat: a council member whose log-in is open."""

    iterator = PeopleIterator

    def __init__(self, **kwargs):
        members = User.objects.there().filter(role=User.Role.MEMBER, is_active=True)
        super().__init__(queryset=members, **kwargs)


class GroupField(forms.ModelChoiceField):
    def __init__(self, **kwargs):
        super().__init__(queryset=PartyGroup.objects.all(), **{"required": False, "label": _("Group"), **kwargs})


class SeatsField(forms.ModelMultipleChoiceField):
    """The person's other seats, of which some go the same way."""

    def __init__(self, **kwargs):
        super().__init__(queryset=Seat.objects.none(), required=False, widget=forms.CheckboxSelectMultiple, **kwargs)

    def label_from_instance(self, seat):
        return f"{seat.body} ({seat.role_text})"


def offer_other_seats(form, name, seat, day):
    """Name the person's other seats of a day on; without any, nothing is asked."""
    keys = [row.pk for row in other_seats(seat, day)]
    if keys:
        form.fields[name].queryset = Seat.objects.filter(pk__in=keys).select_related("body")
    else:
        del form.fields[name]


class NewSeatForm(ActForm):
    """A seat in a body: in which term, whose, and from when."""

    term = forms.ModelChoiceField(label=_("Term"), queryset=CouncilTerm.objects.all())
    user = PersonField(label=_("Who"), required=False, empty_label=_("vacant"))
    party_group = GroupField(empty_label=NO_GROUP)
    role = forms.ChoiceField(label=_("Role"), initial=Seat.Role.MEMBER)
    starts = DanishDateField(label=_("From"), required=False, help_text=_("Empty: from the term's first day."))
    ends = DanishDateField(label=_("To"), required=False, help_text=_("Empty: to the term's last day."))

    def __init__(self, *args, body, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, role_name(role, body.kind)) for role in roles_in(body.kind)]


class EndSeatForm(ActForm):
    last_day = DanishDateField(label=_("Last day"))
    also = SeatsField(label=_("Seats that end with it"))

    def __init__(self, *args, seat, today, **kwargs):
        super().__init__(*args, **kwargs)
        offer_other_seats(self, "also", seat, today)


class TakeOverForm(ActForm):
    """Who takes the seat over, from when, and for how long."""

    substitute = PersonField(label=_("Who takes over"))
    on = DanishDateField(label=_("From"), help_text=_("The first day of the one who takes over."))
    until = DanishDateField(
        label=_("To"),
        required=False,
        help_text=_("Only where the member comes back, as after leave. Else leave empty."),
    )
    party_group = GroupField(empty_label=_("as the substitute's place says"))
    also = SeatsField(label=_("Other seats that the member leaves"))

    def __init__(self, *args, seat, today, **kwargs):
        super().__init__(*args, **kwargs)
        offer_other_seats(self, "also", seat, today)


class GroupChangeForm(ActForm):
    group = GroupField(label=_("New group"), empty_label=NO_GROUP)
    on = DanishDateField(label=_("From"), help_text=_("Until then the member belongs to the old group."))
    also = SeatsField(label=_("Seats in which it changes, too"))

    def __init__(self, *args, seat, today, **kwargs):
        super().__init__(*args, **kwargs)
        offer_other_seats(self, "also", seat, today)


class RoleForm(ActForm):
    role = forms.ChoiceField(
        label=_("New role"),
        help_text=_("A body has one chair and one vice chair: whoever was it is a member from then on."),
    )
    on = DanishDateField(label=_("From"))

    def __init__(self, *args, body, **kwargs):
        super().__init__(*args, **kwargs)
        roles = [role for role in roles_in(body.kind) if role != Seat.Role.SUBSTITUTE]
        self.fields["role"].choices = [(role.value, role_name(role, body.kind)) for role in roles]


class GroupNameForm(ActForm):
    name = forms.CharField(label=_("New name"), max_length=120)
    letter = forms.CharField(label=_("Letter"), max_length=8)
    on = DanishDateField(label=_("From"), help_text=_("The first day of the new name. Until then the old one stands."))


class NewGroupForm(ActForm):
    letter = forms.CharField(label=_("Letter"), max_length=8)
    name = forms.CharField(label=_("Name"), max_length=120)
