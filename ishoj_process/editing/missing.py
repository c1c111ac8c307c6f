"""What a form says of a field that must be filled in and is not: what is missing, in words of the thing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, cast

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

Words = str | Promise

# Django's own sentence names nothing. It has a Danish of ours, for forms that others bring.
NAMELESS = _("This field is required.")
DASHES = BLANK_CHOICE_DASH[0][1]

# By the name of the field, where it means the same in each form; what a form alone knows it says itself (`missing`).
MISSING: dict[str, Words] = {
    "aim": _("Choose an aim."),
    "answer": _("Choose an answer."),
    "audience": _("Choose whom it is for."),
    "bodies": _("Choose at least one body."),
    "body": _("Choose a body."),
    "by_whom": _("Write who stands behind it."),
    "candidates": _("Choose what there is to choose between."),
    "consultation_weeks": _("Write a number of weeks."),
    "contributions": _("Choose at least one contribution."),
    "correction": _("Write what is corrected."),
    "date": _("Write a day."),
    "day": _("Write a day."),
    "deadline": _("Write a deadline."),
    "degree": _("Choose how far citizens are involved."),
    "due": _("Write when it is to be reached."),
    "email": _("Write an e-mail address."),
    "ends": _("Write the last day."),
    "every": _("Write a number of weeks."),
    "file": _("Choose a file."),
    "first_week": _("Write the number of a week."),
    "guiding_line": _("Choose from the list."),
    "heirs": _("Choose who takes over."),
    "how": _("Write how it contributes."),
    "into": _("Choose the theme that it is merged into."),
    "invitation": _("Choose whose answer it is."),
    "item": _("Choose the item of the agenda."),
    "kind": _("Choose a kind."),
    "label": _("Write what you call it."),
    "last_day": _("Write the last day."),
    "late_after_days": _("Write a number of days."),
    "late_reason": _("Write why it is changed after the agenda went out."),
    "lead_actor": _("Write who acts first."),
    "letter": _("Write the letter of the group."),
    "level_order": _("Choose an order."),
    "line_word": _("Write the word."),
    "line_word_the": _("Write the word."),
    "line_words": _("Write the word."),
    "line_words_the": _("Write the word."),
    "login": _("Write your e-mail address."),
    "meeting": _("Choose a meeting."),
    "name": _("Write a name."),
    "next_level_order": _("Choose an order."),
    "note": _("Write why."),
    "oldpassword": _("Write the password that you have now."),
    "on": _("Write from which day."),
    "on_holiday": _("Choose what happens on a holiday."),
    "ordinal": _("Choose which one in the month."),
    "owner_days": _("Write a number of days."),
    "password": _("Write your password."),
    "password1": _("Write a new password."),
    "password2": _("Write the new password once more."),
    "pattern": _("Choose what the meetings follow."),
    "place": _("Choose a place on the agenda."),
    "points": _("Write how many points each member has."),
    "position": _("Write a number for the order."),
    "quote": _("Write the words that the comment is about."),
    "reason": _("Write why."),
    "reminder": _("Choose a reminder."),
    "role": _("Choose a role."),
    "said_by": _("Choose who said it."),
    "seat": _("Choose a seat."),
    "sender_kind": _("Choose who sent it."),
    "sent_on": _("Write the day on which it came."),
    "start_date": _("Write the first day."),
    "starts": _("Write the first day."),
    "status": _("Choose a status."),
    "stood": _("Choose how the council stood."),
    "substitute": _("Choose who takes over."),
    "term": _("Choose a term."),
    "text": _("Write a text."),
    "title": _("Write a title."),
    "to": _("Choose where it goes."),
    "update_after_days": _("Write a number of days."),
    "user": _("Choose a person."),
    "weekday": _("Choose a weekday."),
    "weeks_from": _("Write a number of weeks."),
    "what": _("Write what is to be done."),
    "year": _("Write a year."),
}


def say_nothing_chosen(field: forms.Field) -> None:
    """Give the empty choice words: Django draws a line, which a screen reader reads as nine hyphens."""
    words = pgettext("from a list", "choose") if field.required else gettext("not stated")
    if isinstance(field, forms.ModelChoiceField):
        field.empty_label = words if field.empty_label == DASHES else field.empty_label
    elif isinstance(field, forms.ChoiceField) and ("", DASHES) in (choices := [*cast(Any, field.choices)]):
        field.choices = [(key, words if label == DASHES else label) for key, label in choices]


class AsksInWords(forms.BaseForm):
    """Mixin of every form of the house, so that each says what is missing and none that “the field is required”."""

    # What is missing where the form's own field means another thing than those of its name.
    missing: ClassVar[Mapping[str, Words]] = {}
    # The field to which what is wrong with the whole form leads, where there is one to begin with.
    begins_at: ClassVar[str] = ""

    def full_clean(self) -> None:
        # Not when the form is made: some get their fields afterwards.
        for name, field in self.fields.items():
            if str(field.error_messages.get("required", NAMELESS)) == str(NAMELESS):
                field.error_messages["required"] = str(self.missing_text(name, field))
        super().full_clean()

    def __getitem__(self, name: str) -> forms.BoundField:
        """A field as it is drawn: nothing chosen is said in words, where Django draws a line."""
        if name in self.fields:
            say_nothing_chosen(self.fields[name])
        return super().__getitem__(name)

    def obstacles(self) -> list[str]:
        """What stands against sending this form whatever is typed: a choice that must be made among nothing."""
        return [
            str(self.nothing_to_choose(name, field))
            for name, field in self.fields.items()
            if field.required and isinstance(field, forms.ChoiceField) and not has_choice(field)
        ]

    def nothing_to_choose(self, name: str, field: forms.ChoiceField) -> Words:
        """Said where a choice is empty; a form that knows where choices come from says so, with the link."""
        return gettext("There is nothing to choose as “%(label)s” yet.") % {"label": field.label or name}

    def missing_text(self, name: str, field: forms.Field) -> Words:
        """What is missing where the field is empty; of one that no table knows, by its label."""
        if words := self.missing.get(name) or MISSING.get(name):
            return words
        return gettext("Fill in “%(label)s”.") % {"label": field.label or name}


def has_choice(field: forms.ChoiceField) -> bool:
    """Whether anything can be chosen; of rows one question, and none of them read."""
    if isinstance(field, forms.ModelChoiceField):
        return bool(field.queryset is not None and field.queryset.exists())
    choices: Any = field.choices  # which the stubs know as much else; read, it is pairs
    return any(value not in ("", None) for value, _label in choices)


class Form(AsksInWords, forms.Form):
    """A form without a row."""


def is_about_what_is_missing(form: forms.BaseForm, name: str, error: Any) -> bool:
    """Whether an error says that a field is empty, and so names the field itself."""
    return error.code == "required" or str(error.message) == str(form.fields[name].error_messages.get("required"))
