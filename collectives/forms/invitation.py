"""Answering an invitation, and what program staff do with one."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from collectives.models import Collective, Theme


class AnswerForm(forms.Form):
    """One of the answers, with what goes with it. Only `other` needs words."""

    YES, NO, OTHER, AGAIN = "yes", "no", "other", "again"

    answer = forms.ChoiceField(
        choices=[(YES, YES), (NO, NO), (OTHER, OTHER), (AGAIN, AGAIN)],
        widget=forms.HiddenInput,
        error_messages={"required": _("Choose one of the answers."), "invalid_choice": _("Choose one of the answers.")},
    )
    reason = forms.CharField(
        label=_("Why not?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The people who run the program read it. It helps them to find something that suits you better."),
    )
    wish = forms.CharField(
        label=_("What would suit you better?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Another time, other people, another theme: in your own words."),
    )
    theme = forms.ModelChoiceField(
        Theme.objects.none(),
        label=_("A theme you would rather work on"),
        required=False,
        empty_label=_("No other theme"),
    )

    def __init__(self, *args: Any, themes: QuerySet[Theme], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["theme"].queryset = themes  # type: ignore[attr-defined]  # a ModelChoiceField

    def clean(self) -> dict[str, Any]:
        """Who asks for another collective says what for."""
        cleaned = super().clean() or {}
        if cleaned.get("answer") == self.OTHER and not cleaned.get("wish") and not cleaned.get("theme"):
            self.add_error("wish", _("Say in a few words what would suit you better, or choose a theme below."))
        return cleaned

    @property
    def opened(self) -> str:
        """Which answer was being given, so that the page shows its fields again."""
        return str(self.data.get("answer", "")) if self.is_bound else ""


class WithdrawForm(forms.Form):
    """Why an invitation is taken back."""

    reason = forms.CharField(
        label=_("Why?"), max_length=500, help_text=_("The person reads it in the message that tells them.")
    )


class ElsewhereForm(forms.Form):
    """Where somebody who asked for another collective is invited to instead."""

    to = forms.ModelChoiceField(
        Collective.objects.none(), label=_("Invite them to"), empty_label=_("Choose a collective")
    )

    def __init__(self, *args: Any, collectives: QuerySet[Collective], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["to"].queryset = collectives  # type: ignore[attr-defined]  # a ModelChoiceField
