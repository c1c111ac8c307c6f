"""Forms about drafts of the vision: keeping one, commenting, and settling a comment."""

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ishoj_process.editing.page import EditForm, PlainForm
from ishoj_process.text.plain import visible_text
from vision.models import Comment, Draft

from .passages import context_of


class KeepDraftForm(PlainForm):
    missing = {"note": _("Write what is new in it.")}
    note = forms.CharField(
        label=_("What is new in it"),
        max_length=Draft._meta.get_field("note").max_length,
        help_text=_("A line for those who read the next draft, such as “after the seminar”."),
    )


class SettleForm(PlainForm):
    missing = {"note": _("Write what became of the comment.")}
    note = forms.CharField(
        label=_("What became of the comment"),
        max_length=Comment._meta.get_field("settled_note").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CommentForm(EditForm):
    """A comment on words of the text; on a guiding line no words are asked for."""

    missing = {"text": _("Write the comment.")}
    saved_text = _("The comment is sent.")

    class Meta:
        model = Comment
        fields = ["quote", "text"]
        widgets = {"quote": forms.Textarea(attrs={"rows": 3}), "text": forms.Textarea(attrs={"rows": 5})}
        help_texts = {
            "quote": _("As they stand in the text. Shorten them to the words that you mean."),
        }

    def __init__(self, *args, vision, line=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.vision, self.line = vision, line
        self.instance.vision, self.instance.line = vision, line
        if line:
            del self.fields["quote"]
        else:
            # Blank in the model, as a comment on a guiding line has no quote.
            self.fields["quote"].required = True
        self.helper.layout = Layout(*self.fields)

    def again(self):
        return {"vision": self.vision, "line": self.line}

    def clean_quote(self):
        quote = self.cleaned_data["quote"]
        # The act asks again while it holds the text; here it is for the field.
        if context_of(quote, visible_text(self.vision.text)) is None:
            raise ValidationError(_("These words do not stand in the text. Copy them from it."))
        return quote
