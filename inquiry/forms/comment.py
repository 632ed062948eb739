"""A comment's words."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inquiry.models import CommentKind, Outcome

PLAIN = (CommentKind.PLAIN, CommentKind.QUESTION)
TUNING = (CommentKind.WARM, CommentKind.COOL, CommentKind.QUESTION, CommentKind.PLAIN)
FAR_TOO_LONG = 100_000  # the operation says how long a comment may be, and keeps what was typed


class AnswerForm(forms.Form):
    """An answer, or a comment written anew. `was` is what the person saw when they began."""

    text = forms.CharField(
        label=_("Your answer"),
        max_length=FAR_TOO_LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write a word or two first.")},
    )
    was = forms.CharField(required=False, max_length=FAR_TOO_LONG, widget=forms.HiddenInput, strip=False)

    def __init__(self, *args: Any, label: object = None, **options: Any) -> None:
        super().__init__(*args, **options)
        if label:
            self.fields["text"].label = label  # type: ignore[assignment]  # a lazy text


class CommentForm(AnswerForm):
    """A new comment: what it is, and its words. In a feedback round warm and cool stand first."""

    kind = forms.ChoiceField(label=_("What is it?"), choices=CommentKind.choices, widget=forms.RadioSelect)
    field_order = ["text", "kind"]

    def __init__(self, *args: Any, in_round: bool, **options: Any) -> None:
        super().__init__(*args, label=_("Your comment"), **options)
        kinds = TUNING if in_round else PLAIN
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(kind.value, kind.label) for kind in kinds]


class OutcomeForm(forms.Form):
    """What became of a comment."""

    outcome = forms.ChoiceField(choices=Outcome.choices)
